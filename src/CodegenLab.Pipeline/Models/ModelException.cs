namespace CodegenLab.Pipeline.Models;

/// <summary>Every failure of a call, whoever the provider is. Neither of its texts holds a key, and no other exception that might stands behind it.</summary>
/// <param name="kind">Which failure.</param>
/// <param name="message">What is wrong.</param>
/// <param name="advice">What to do.</param>
public sealed class ModelException(ModelFailure kind, string message, string advice) : Exception(message)
{
    public ModelFailure Kind { get; } = kind;

    /// <summary>What to do; one or more lines.</summary>
    public string Advice { get; } = advice;

    /// <summary>Tokens that were spent all the same; null: none that the provider told of.</summary>
    public TokenUse? Tokens { get; init; }

    /// <summary>The same call may well succeed a little later.</summary>
    internal bool IsPassing { get; init; }

    /// <summary>How long the provider asks to wait before the next try; null: it does not say.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
