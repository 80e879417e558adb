using System.Collections;

namespace Scriban.Runtime;

/// <summary>A list of a template. An index past the end reads null.</summary>
public class ScriptArray : IList<object?>, IList
{
    private readonly List<object?> _items = [];

    /// <summary>An empty list.</summary>
    public ScriptArray()
    {
    }

    /// <summary>An empty list with room for so many items.</summary>
    public ScriptArray(int capacity) => _items.Capacity = capacity;

    /// <summary>A copy of a list.</summary>
    public ScriptArray(IEnumerable values)
    {
        foreach (var value in values)
            _items.Add(value);
    }

    /// <inheritdoc cref="ICollection.Count" />
    public int Count => _items.Count;

    /// <inheritdoc cref="IList.IsReadOnly" />
    public bool IsReadOnly { get; set; }

    bool IList.IsFixedSize => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    /// <inheritdoc cref="IList.this" />
    public object? this[int index]
    {
        get => index >= 0 && index < _items.Count ? _items[index] : null;
        set
        {
            while (_items.Count <= index)
                _items.Add(null);

            _items[index] = value;
        }
    }

    /// <inheritdoc />
    public void Add(object? item) => _items.Add(item);

    /// <summary>Adds all items of a list.</summary>
    public void AddRange(IEnumerable<object?> items) => _items.AddRange(items);

    /// <inheritdoc cref="IList.Clear" />
    public void Clear() => _items.Clear();

    /// <inheritdoc cref="IList.Contains" />
    public bool Contains(object? item) => _items.Contains(item);

    /// <inheritdoc />
    public void CopyTo(object?[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <inheritdoc cref="IList.IndexOf" />
    public int IndexOf(object? item) => _items.IndexOf(item);

    /// <inheritdoc cref="IList.Insert" />
    public void Insert(int index, object? item) => _items.Insert(index, item);

    /// <inheritdoc />
    public bool Remove(object? item) => _items.Remove(item);

    /// <inheritdoc cref="IList.RemoveAt" />
    public void RemoveAt(int index) => _items.RemoveAt(index);

    /// <inheritdoc />
    public IEnumerator<object?> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int IList.Add(object? value)
    {
        _items.Add(value);
        return _items.Count - 1;
    }

    void IList.Remove(object? value) => _items.Remove(value);

    void ICollection.CopyTo(Array array, int index) => ((ICollection)_items).CopyTo(array, index);
}
