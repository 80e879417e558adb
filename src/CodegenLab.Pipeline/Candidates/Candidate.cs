using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Candidates;

/// <summary>A draft that builds, whole or without what could not be repaired.</summary>
/// <param name="Source">The text of the file.</param>
/// <param name="Repairs">Names of the rules that were applied, in order, each once.</param>
/// <param name="Removed">Members that do not build and are not in the source any more.</param>
/// <param name="TestMethods">Names of the test methods that are left.</param>
/// <param name="Sound">Names of the test methods that compiled as they came.</param>
public sealed record Candidate(string Source, ImmutableArray<string> Repairs, ImmutableArray<RemovedMember> Removed, ImmutableArray<string> TestMethods, ImmutableArray<string> Sound);

/// <param name="Name">Of the method, field or nested type.</param>
/// <param name="Complaints">What the compiler says of it; facts for the drafter, never raw output.</param>
public sealed record RemovedMember(string Name, ImmutableArray<Complaint> Complaints);

/// <param name="Code">CS1061.</param>
/// <param name="Message">Of the compiler, in English.</param>
/// <param name="Text">The piece of code it is about, on one line.</param>
public sealed record Complaint(string Code, string Message, string Text);
