using CodegenLab.Pipeline.Gates;

namespace CodegenLab.Pipeline;

/// <summary>What is to be found out about the tests that people wrote.</summary>
public sealed record SuiteMeasurementRequest
{
    /// <summary>.sln, .slnx, .csproj or a folder; null: the solution found upward.</summary>
    public string? Path { get; init; }

    /// <summary>What relative paths start from.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Names or globs of test projects; empty: all.</summary>
    public IReadOnlyList<string> TestProjects { get; init; } = [];

    /// <summary>Look at lines and branches.</summary>
    public bool Coverage { get; init; }

    /// <summary>Try mutants.</summary>
    public bool Mutants { get; init; }

    /// <summary>A mutant is tried on all tests that reach it, not only up to the first that notices it.</summary>
    public bool FindsAllKillers { get; init; }

    /// <summary>Only mutants of members that this change touched are tried; null: all.</summary>
    public ChangeScope? MutantsSince { get; init; }

    /// <summary>What is built is taken as it is.</summary>
    public bool NoBuild { get; init; }

    /// <summary>How long mutants have to be judged for the verdicts to be remembered; null: as long as a person notices.</summary>
    public TimeSpan? WorthRemembering { get; init; }

    /// <summary>What was called, as the history names it; null: <c>test</c>.</summary>
    public string? Command { get; init; }

    /// <summary>Nothing is read from the history or written to it.</summary>
    public bool NoHistory { get; init; }

    /// <summary>Which tests are run; null: all.</summary>
    public SelectionRequest? Selection { get; init; }

    /// <summary>Mutants are tried without the operating system's confinement, for tests that need the network, processes or files elsewhere.</summary>
    public bool Unconfined { get; init; }
}
