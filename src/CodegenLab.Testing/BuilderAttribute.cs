namespace CodegenLab.Testing;

/// <summary>
/// On a partial class: generates a builder with a valid default for each part. A static member <c>DefaultX</c> of the class without parameters is taken as the default of the
/// part X.
/// </summary>
/// <param name="builds">What is built; null: the type that the class is named after, so that <c>OrderBuilder</c> builds an <c>Order</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BuilderAttribute(Type? builds = null) : Attribute
{
    /// <summary>What is built; null: the type that the class is named after.</summary>
    public Type? Builds => builds;

    /// <summary>How deep defaults are built: parts of parts of parts. What is deeper stays null or empty.</summary>
    public int Depth { get; set; } = 5;
}
