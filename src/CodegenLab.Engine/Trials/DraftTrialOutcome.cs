using System.Collections.Immutable;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Trials;

/// <param name="Trials">One per method, in the order asked for.</param>
/// <param name="Confinement">What kept the draft from doing harm, for people.</param>
/// <param name="PeakMemory">Largest working set of a worker, in bytes; 0 when the system does not tell.</param>
public sealed record DraftTrialOutcome(ImmutableArray<DraftTrial> Trials, string Confinement, long PeakMemory)
{
    /// <summary>CPU time of all workers, as last read while they lived.</summary>
    public TimeSpan Cpu { get; init; }
}

/// <summary>What one drafted test method did. Rows count as one.</summary>
/// <param name="Method">As asked for.</param>
/// <param name="Failure">Null when it passed, or nothing is known.</param>
/// <param name="Goals">Branch outcomes it covers: site id × 2, plus 1 for the false outcome. Of a test that failed: up to the failure.</param>
/// <param name="Lines">Line probes it hits.</param>
/// <param name="Reached">Mutants it reaches, asked for or not; empty unless it passed.</param>
/// <param name="Kills">Mutants it kills, of those asked for; empty unless it passed. A mutant that does not end is tried by the first three methods that reach it, one that ends its worker by the first.</param>
public sealed record DraftTrial(
    string Method, TrialStatus Status, TrialFailure? Failure, ImmutableArray<int> Goals, ImmutableArray<int> Lines, ImmutableArray<int> Reached, ImmutableArray<int> Kills)
{
    /// <summary>Culture, by name, under which an assertion failed, each time, of a test that passes else in whatever order; null: it did not come to that.</summary>
    public string? FailsUnder { get; init; }
}
