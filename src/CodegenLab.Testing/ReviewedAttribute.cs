namespace CodegenLab.Testing;

/// <summary>On a characterization test or its class: somebody has looked at what it states, and it is what the code should do.</summary>
/// <param name="by">Who.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ReviewedAttribute(string by) : Attribute
{
    /// <summary>Who.</summary>
    public string By => by;

    /// <summary>When, or why it is right; null: not said.</summary>
    public string? Note { get; set; }
}
