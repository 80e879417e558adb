using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Oracles;

/// <summary>A test with what is known of it: what it covers, what can be asserted, what it kills.</summary>
internal sealed class Candidate(TestCase test, int subject, IReadOnlyList<Observation> observations, IReadOnlyList<int> goals, IReadOnlyList<int> lines, IReadOnlyList<int> reached, long mutantFuel)
{
    public TestCase Test => test;

    /// <summary>Catalog id of the member that the test is about.</summary>
    public int Subject => subject;

    /// <summary>A creation or two.</summary>
    private const int CostOfUnwanted = 16;

    /// <summary>Member entries and loop turns that count as a node of the test: those that take most time, 50 ms each, have CsvHelper map all cultures and take 90,000.</summary>
    private const int FuelPerNode = 1_000;

    /// <summary>Of the test, and more where nobody would write it and where it takes long.</summary>
    public int Size => test.Size + (int)(Runner.UsedOf(mutantFuel) / FuelPerNode) + (EndsInNull || IsIdle ? CostOfUnwanted : 0);

    /// <summary>It ends in a <see cref="NullReferenceException"/>: another test that covers the same is to be preferred.</summary>
    public bool EndsInNull { get; init; }

    /// <summary>Nothing that can be seen has changed by its last call, and no mutant is known to change it: another test that covers the same is to be preferred.</summary>
    public bool IsIdle { get; set; }

    /// <summary>Stable ones only, in the order they are looked at.</summary>
    public IReadOnlyList<Observation> Observations => observations;

    /// <summary>Counted goals, in order of first arrival.</summary>
    public IReadOnlyList<int> Goals { get; private set; } = goals;

    public IReadOnlyList<int> Lines { get; private set; } = lines;

    /// <summary>Mutants that the test executes.</summary>
    public IReadOnlyList<int> Reached => reached;

    /// <summary>Fuel for a run with a mutant.</summary>
    public long MutantFuel => mutantFuel;

    /// <summary>Mutants known to be killed; not necessarily all.</summary>
    public HashSet<int> Kills { get; } = [];

    /// <summary>Counts what its types do when they are initialised, where that is not in it yet: in a process of its own the test covers it.</summary>
    public void Cover(IEnumerable<int> initialisedGoals, IEnumerable<int> initialisedLines)
    {
        Goals = [.. Goals.Union(initialisedGoals)];
        Lines = [.. Lines.Union(initialisedLines)];
    }

    /// <summary>There is more to assert than that something is not null, or that kills a mutant.</summary>
    public bool SaysSomething => Kills.Count > 0 || Observations.Any(observation => observation.Fact is not Fact.IsNotNull);
}
