namespace Shop;

/// <summary>One page of a longer list.</summary>
public sealed class Page<T>
{
    private Page(IReadOnlyList<T> items, int number, int size, int totalItems)
    {
        Items = items;
        Number = number;
        Size = size;
        TotalItems = totalItems;
    }

    public IReadOnlyList<T> Items { get; }

    /// <summary>Number of the page, starting at 1.</summary>
    public int Number { get; }

    /// <summary>The most items a page can have.</summary>
    public int Size { get; }

    public int TotalItems { get; }

    public int TotalPages => (TotalItems + Size - 1) / Size;

    public bool HasNext => Number < TotalPages;

    public bool HasPrevious => Number > 1;

    public T this[int index] => Items[index];

    /// <summary>Cuts one page out of all items. A page after the last one is empty.</summary>
    public static Page<T> Of(IReadOnlyList<T> all, int number, int size)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);

        var start = (long)(number - 1) * size;
        if (start >= all.Count)
            return new Page<T>([], number, size, all.Count);

        var count = Math.Min(size, all.Count - (int)start);
        var items = new T[count];
        for (var i = 0; i < count; i++)
            items[i] = all[(int)start + i];

        return new Page<T>(items, number, size, all.Count);
    }
}
