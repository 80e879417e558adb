namespace CodegenLab.Pipeline.Contexts;

/// <summary>What a person asked <c>context</c> for; bound once.</summary>
public sealed record ContextRequest
{
    /// <summary>Type or member, named as for <c>--target</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>.sln, .slnx, .csproj or a folder; null: the solution found upward from <see cref="WorkingFolder"/>.</summary>
    public string? Path { get; init; }

    public required string WorkingFolder { get; init; }

    /// <summary>For all sections together.</summary>
    public int MaxTokens { get; init; } = 6000;

    /// <summary>Without the code of the members and of what only they call: for expectations that the code must not suggest.</summary>
    public bool WithoutBodies { get; init; }

    /// <summary>Of branches only those that some outcome is not seen of.</summary>
    public bool OpenBranchesOnly { get; init; }

    /// <summary>Documentation ids of the members whose code the question is about: of the others no code is shown, or it comes after. Null: all.</summary>
    public IReadOnlySet<string>? CodeOf { get; init; }

    /// <summary>Tests may call what is internal.</summary>
    public bool InternalsVisible { get; init; } = true;

    /// <summary>CPU seconds for the engine to look at what the code does; 0: nothing is run.</summary>
    public double BudgetSeconds { get; init; } = 5;

    public ulong Seed { get; init; } = 1;
}
