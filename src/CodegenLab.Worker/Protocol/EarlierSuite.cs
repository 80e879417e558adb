using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>What an earlier search found for the code as it was then, and where the code is another one now. Nothing of it is believed: all is tried on the code as it is.</summary>
public sealed record EarlierSuite
{
    /// <summary>Vocabulary of the tests, made from the code as it was.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>In the order of the suite. Goals, lines and mutants have the ids of the code as it is; what has none there is left out.</summary>
    public required FoundTest[] Tests { get; init; }

    /// <summary>Tests that are not of the suite and reach mutants that none of it does.</summary>
    public TestCase[] Reachers { get; init; } = [];

    public FoundSuspicion[] Suspicions { get; init; } = [];

    public Untested[] Untested { get; init; } = [];

    /// <summary>Documentation ids of members that are new or whose code is not what it was.</summary>
    public required string[] Changed { get; init; }

    /// <summary>Line probes (ids) of those members.</summary>
    public required int[] ChangedLines { get; init; }

    /// <summary>Documentation ids of the members that tests were about which ran something of those members, as they were then.</summary>
    public required string[] Around { get; init; }

    /// <summary>Goals that tests in the repository covered then, by the ids of the code as it is.</summary>
    public int[] CoveredGoals { get; init; } = [];
}
