namespace CodegenLab.Pipeline;

/// <summary>What tests are asked to reach; a model is asked for more only where less is reached.</summary>
public sealed record TestRequirements
{
    /// <summary>Of a type's branch outcomes, 0–1.</summary>
    public double BranchCoverage { get; init; } = 1;

    /// <summary>Killed of a type's mutants that a test reaches, 0–1.</summary>
    public double MutationScore { get; init; } = .85;

    /// <summary>Conditions and one; from here on a member gets a question of its own when its type's answer leaves branches open.</summary>
    public int ComplexityThreshold { get; init; } = 10;

    /// <summary>Of the drafted tests, those with null, nothing, zero, a negative number, a limit or an exception in them, 0–1.</summary>
    public double EdgeCaseShare { get; init; } = .2;
}
