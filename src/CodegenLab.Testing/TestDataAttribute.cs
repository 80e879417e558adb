namespace CodegenLab.Testing;

/// <summary>
/// On a partial class: generates <c>Accepted</c> and <c>Refused</c>, cases for NUnit's <c>TestCaseSource</c> with the arguments of a method: ordinary ones, of which one at a
/// time takes another value.
/// </summary>
/// <param name="type">Type of the method.</param>
/// <param name="method">Its name; null: the constructor.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestDataAttribute(Type type, string? method = null) : Attribute
{
    /// <summary>Type of the method.</summary>
    public Type Type => type;

    /// <summary>Its name; null: the constructor.</summary>
    public string? Method => method;

    /// <summary>Types of its parameters, where the name alone does not tell which one it is.</summary>
    public Type[]? Parameters { get; set; }

    /// <summary>How values are chosen.</summary>
    public Strategies Strategies { get; set; } = Strategies.Boundary | Strategies.Equivalence;

    /// <summary>Another seed, other values of strategies that use chance.</summary>
    public ulong Seed { get; set; }

    /// <summary>How many values strategies that use chance give each parameter.</summary>
    public int Samples { get; set; } = 10;
}
