using System.Collections.Immutable;

namespace CodegenLab.Pipeline;

/// <summary>What a person asked of the model; bound once.</summary>
public sealed record DraftingOptions
{
    private static readonly TestRequirements Usual = new();

    private static readonly ImmutableSortedSet<Strategy> All = [.. Enum.GetValues<Strategy>()];

    /// <summary>What to draft for, in the order of <see cref="Strategy"/>.</summary>
    public IReadOnlySet<Strategy> Strategies { get; init; } = All;

    /// <summary>Path of a text that says what the code should do; null: none.</summary>
    public string? Specification { get; init; }

    public TestRequirements Requirements { get; init; } = Usual;

    /// <summary>The model names the engine's tests too.</summary>
    public bool NamesByModel { get; init; }

    /// <summary>For the material of one question.</summary>
    public int MaxContextTokens { get; init; } = 6000;

    /// <summary>Globs of files of which nothing is sent, relative to the solution.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}

/// <summary>What a model is asked for.</summary>
public enum Strategy
{
    /// <summary>What words promise: documentation, names, a specification.</summary>
    Behavior,

    /// <summary>Branches that no test covers.</summary>
    Coverage,

    /// <summary>Mutants that no test notices.</summary>
    Mutation,
}
