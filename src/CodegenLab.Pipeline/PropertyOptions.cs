namespace CodegenLab.Pipeline;

/// <summary>What a person asked of properties; bound once.</summary>
public sealed record PropertyOptions
{
    /// <summary>Generated values that a written property is tried on each time it runs.</summary>
    public int MinimalCases { get; init; } = 100;

    /// <summary>Generated values that a law has to hold for before it is written: as many runs of other values as that makes.</summary>
    public int MaxExamples { get; init; } = 1000;
}
