using System.Collections;

namespace Scriban.Runtime;

/// <summary>Items that are made when they are read, such as those of <c>1..5</c>.</summary>
public sealed class ScriptRange(IEnumerable<object?> values) : IEnumerable<object?>
{
    /// <inheritdoc />
    public IEnumerator<object?> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
