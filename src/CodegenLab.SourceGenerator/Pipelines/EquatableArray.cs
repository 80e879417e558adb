using System.Collections;

namespace CodegenLab.SourceGenerator.Pipelines;

/// <summary>
/// A list that is equal to another when its items are: what the steps of a generator are compared by. A class, because for each step that holds a structure the runtime compiles the driver's
/// own generic code once more.
/// </summary>
internal sealed class EquatableArray<T>(T[] items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly T[] _items = items;

    public static EquatableArray<T> Empty { get; } = new([]);

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public bool Equals(EquatableArray<T>? other) => other is not null && (ReferenceEquals(_items, other._items) || _items.SequenceEqual(other._items));

    public override bool Equals(object? obj) => Equals(obj as EquatableArray<T>);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in _items)
            hash = unchecked(hash * 31 + item.GetHashCode());
        return hash;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Makes them.</summary>
internal static class EquatableArrays
{
    /// <summary>The first of those that would be written to the same file, as is so where an attribute stands at several parts of a type.</summary>
    public static IEnumerable<T> OnePerFile<T>(this IEnumerable<T> items, Func<T, string> hintName)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return items.Where(item => taken.Add(hintName(item)));
    }

    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) where T : IEquatable<T> => new(items.ToArray());
}
