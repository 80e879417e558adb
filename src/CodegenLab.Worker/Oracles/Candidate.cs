using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Oracles;

/// <summary>A test with what is known of it: what it covers, what can be asserted, what it kills.</summary>
internal sealed class Candidate(TestCase test, int subject, IReadOnlyList<Observation> observations, IReadOnlyList<int> goals, IReadOnlyList<int> lines, IReadOnlyList<int> reached, long mutantFuel)
{
    public TestCase Test => test;

    /// <summary>Catalog id of the member that the test is about.</summary>
    public int Subject => subject;

    public int Size { get; } = test.Size;

    /// <summary>Stable ones only, in the order they are looked at.</summary>
    public IReadOnlyList<Observation> Observations => observations;

    /// <summary>Counted goals, in order of first arrival.</summary>
    public IReadOnlyList<int> Goals => goals;

    public IReadOnlyList<int> Lines => lines;

    /// <summary>Mutants that the test executes.</summary>
    public IReadOnlyList<int> Reached => reached;

    /// <summary>Fuel for a run with a mutant.</summary>
    public long MutantFuel => mutantFuel;

    /// <summary>Mutants known to be killed; not necessarily all.</summary>
    public HashSet<int> Kills { get; } = [];

    /// <summary>There is more to assert than that something is not null, or that kills a mutant.</summary>
    public bool SaysSomething => Kills.Count > 0 || Observations.Any(observation => observation.Fact is not Fact.IsNotNull);
}
