using System.Collections;

namespace Scriban.Runtime;

/// <summary>What the variables <c>empty</c> and <c>blank</c> hold: equal to null-free values without items.</summary>
internal sealed class EmptyValue
{
    public static readonly EmptyValue Default = new();

    private EmptyValue()
    {
    }

    /// <summary>Whether a value has no items; null where the value is null.</summary>
    public static bool? Matches(object? value) => value switch
    {
        null => null,
        EmptyValue => true,
        ICollection collection => collection.Count == 0,
        IEnumerable items => !items.GetEnumerator().MoveNext(),
        _ => false,
    };

    public override string ToString() => "";
}
