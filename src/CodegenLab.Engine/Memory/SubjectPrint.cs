using System.Collections.Immutable;

namespace CodegenLab.Engine.Memory;

/// <summary>Tells whether a subject is still what it was, and which of its members are.</summary>
/// <param name="Setting">Of all that is no code of a type: compiler arguments, embedded files, global usings, attributes of the assembly.</param>
/// <param name="Members">Hashes of the code of members, by documentation id.</param>
/// <param name="Types">Hashes of all that types have besides the bodies of members, by documentation id.</param>
public sealed record SubjectPrint(string Setting, ImmutableDictionary<string, string> Members, ImmutableDictionary<string, string> Types);
