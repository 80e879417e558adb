using System.Collections;

namespace Scriban.Runtime;

/// <summary>Items that are made when they are first read, such as those of <c>1..5</c>.</summary>
public sealed class ScriptRange(IEnumerable<object?> values) : IReadOnlyList<object?>, IList
{
    private List<object?>? _items;

    /// <inheritdoc cref="ICollection.Count" />
    public int Count => Items.Count;

    bool IList.IsFixedSize => true;

    bool IList.IsReadOnly => true;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    private List<object?> Items => _items ??= [.. values];

    /// <inheritdoc />
    public object? this[int index] => index >= 0 && index < Items.Count ? Items[index] : null;

    object? IList.this[int index]
    {
        get => this[index];
        set => throw new NotSupportedException("Changing a range is not supported by the substitute of Scriban");
    }

    /// <inheritdoc />
    public IEnumerator<object?> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int IList.Add(object? value) => throw new NotSupportedException();

    void IList.Clear() => throw new NotSupportedException();

    bool IList.Contains(object? value) => Items.Contains(value);

    int IList.IndexOf(object? value) => Items.IndexOf(value);

    void IList.Insert(int index, object? value) => throw new NotSupportedException();

    void IList.Remove(object? value) => throw new NotSupportedException();

    void IList.RemoveAt(int index) => throw new NotSupportedException();

    void ICollection.CopyTo(Array array, int index) => ((ICollection)Items).CopyTo(array, index);
}
