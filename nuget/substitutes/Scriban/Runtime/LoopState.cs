using System.Collections;

namespace Scriban.Runtime;

/// <summary>What the variables <c>for</c> and <c>while</c> hold inside a loop.</summary>
internal sealed class LoopState(IEnumerable items)
{
    private bool? _isLast;

    public IEnumerator Items { get; } = items.GetEnumerator();

    public int Index { get; set; }

    public bool Changed { get; set; }

    /// <summary>Moves on, once per turn: <c>for.last</c> looks ahead.</summary>
    public bool IsLast => _isLast ??= !Items.MoveNext();

    private int Length => items is ICollection collection ? collection.Count : items.Cast<object?>().Count();

    public void StartTurn() => _isLast = null;

    public object? ValueOf(string member) => member switch
    {
        "index" => Index,
        "rindex" => Length - Index - 1,
        "length" => Length,
        "first" => Index == 0,
        "last" => IsLast,
        "even" => Index % 2 == 0,
        "odd" => Index % 2 == 1,
        "changed" => Changed,
        _ => null,
    };
}
