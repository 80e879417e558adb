namespace CodegenLab.Testing;

/// <summary>
/// On a partial class: generates property tests for FsCheck of the laws that the members of a type state by what they are: Equals, GetHashCode, CompareTo and the operators that compare, and
/// pairs of members that take back what the other does, as Parse and ToString.
/// </summary>
/// <param name="type">Whose laws.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PropertiesAttribute(Type type) : Attribute
{
    /// <summary>Whose laws.</summary>
    public Type Type => type;

    /// <summary>Laws that the type keeps besides, by the names that their tests have: <c>Addition_is_commutative</c>. Where a name is none, the message lists those there are.</summary>
    public string[] Also { get; set; } = [];

    /// <summary>Laws that the type does not keep, or not for all values, by the names of their tests.</summary>
    public string[] Except { get; set; } = [];

    /// <summary>
    /// Exceptions by which members say that they are not made for a value, as their documentation has it: the laws do not speak of such values. None of input that is refused
    /// (<see cref="ArgumentException"/> and what is made of it in .NET, <see cref="FormatException"/>) excuses a round trip, and none at all a comparison with a simple collection.
    /// </summary>
    public Type[] Unless { get; set; } = [];

    /// <summary>Generated values that each law is tried on.</summary>
    public int Cases { get; set; } = 100;
}
