using System.Collections;

namespace CodegenLab.Testing;

/// <summary>The calls of one member, the first one first. Safe to be added to by several threads; what is read is a state between two calls.</summary>
public sealed class Calls<T> : IReadOnlyList<T>
{
    private readonly List<T> _calls = [];

    /// <summary>How many there were.</summary>
    public int Count
    {
        get
        {
            lock (_calls)
                return _calls.Count;
        }
    }

    /// <summary>One of them, 0 is the first.</summary>
    public T this[int index]
    {
        get
        {
            lock (_calls)
                return _calls[index];
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(T call)
    {
        lock (_calls)
            _calls.Add(call);
    }

    /// <summary>Forgets all, as after arranging a test.</summary>
    public void Clear()
    {
        lock (_calls)
            _calls.Clear();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        lock (_calls)
            return ((IEnumerable<T>)_calls.ToArray()).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
