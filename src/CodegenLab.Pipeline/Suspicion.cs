namespace CodegenLab.Pipeline;

/// <summary>Words about the code, or a rule that holds for all code, that the code does not meet: either may be wrong, and a person decides. No test of the suite enshrines it.</summary>
public sealed record Suspicion
{
    /// <summary>What is broken.</summary>
    public SuspicionRule Rule { get; init; } = SuspicionRule.BrokenPromise;

    /// <summary>C# name of the member: Shop.Pricing.Money.Split(int).</summary>
    public required string Member { get; init; }

    /// <summary>Where the member is declared.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>Name of the test that fails; says condition and outcome.</summary>
    public required string Test { get; init; }

    /// <summary>The words, as they stand in the source, or the rule as it reads for this member.</summary>
    public required string Quote { get; init; }

    /// <summary>Where they stand: src/Shop/Money.cs:12, or the name of the specification; null: the rule's own words.</summary>
    public required string? QuotePlace { get; init; }

    /// <summary>What the words say, as the assertion puts it; null: the test could not say.</summary>
    public required string? Expected { get; init; }

    /// <summary>What the code does: a value, or the type of an exception and its message.</summary>
    public required string Actual { get; init; }

    /// <summary>Culture, by name, under which the code does not do what the words say; null: under any.</summary>
    public string? Culture { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>Who agrees, in words.</summary>
    public required string SecondOpinion { get; init; }

    /// <summary>A whole test class with the one test that fails.</summary>
    public required string Repro { get; init; }

    /// <summary>Who suspects: the name of a model, or <see cref="TestReport.Engine"/>.</summary>
    public required string Model { get; init; }
}

/// <summary>How sure it is that words and code disagree.</summary>
public enum Confidence
{
    /// <summary>A second draft fails too, but expects something else; or the rule is one that some code has reasons not to keep.</summary>
    Medium,

    /// <summary>A second draft, made without knowing the first, expects the same; or the rule leaves no room.</summary>
    High,
}
