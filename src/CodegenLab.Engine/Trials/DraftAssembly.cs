using System.Collections.Immutable;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Trials;

/// <summary>Drafted tests, compiled.</summary>
/// <param name="Path">The test assembly, compiled against the subject, with its symbols inside (portable, embedded): lines of failures come from them.</param>
/// <param name="References">Files it needs beyond the subject and the subject's references: the test framework and so on.</param>
/// <param name="Methods">"Namespace.Class.Method" of those to run; a nested class stands behind a dot.</param>
/// <param name="Mutants">Ids of the mutants that are worth trying: those that no test kills yet.</param>
public sealed record DraftAssembly(string Path, ImmutableArray<string> References, ImmutableArray<string> Methods, ImmutableArray<int> Mutants)
{
    /// <summary>What its tests are written for.</summary>
    public DraftFramework Framework { get; init; }
}
