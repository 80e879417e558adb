namespace CodegenLab.Pipeline;

/// <summary>What a person asked <c>generate-tests</c> for; bound once.</summary>
public sealed record GenerationRequest
{
    /// <summary>.sln, .slnx, .csproj or a folder; null: the solution found upward from <see cref="WorkingFolder"/>.</summary>
    public string? Path { get; init; }

    public required string WorkingFolder { get; init; }

    /// <summary>Names or globs of projects to write tests for; empty: all that are not tests.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Types, members, files or globs, mixed; empty: everything public.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Folder of the test project; null: where the repository keeps its tests.</summary>
    public string? Output { get; init; }

    /// <summary>CPU seconds per project, searching and killing mutants together.</summary>
    public double BudgetSeconds { get; init; } = 30;

    public ulong Seed { get; init; } = 1;

    /// <summary>Nothing is written into the repository.</summary>
    public bool DryRun { get; init; }
}
