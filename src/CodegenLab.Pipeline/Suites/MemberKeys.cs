using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Names things in a member so that the name outlives a shift of lines: by their text, and their number among those of equal text.</summary>
public static class MemberKeys
{
    /// <summary>One key an element, in the order given.</summary>
    public static ImmutableArray<string> Of<T>(IEnumerable<T> elements, Func<T, string> text)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = ImmutableArray.CreateBuilder<string>();
        foreach (var element in elements)
        {
            var key = text(element);
            seen[key] = seen.TryGetValue(key, out var before) ? before + 1 : 0;
            keys.Add(FormattableString.Invariant($"{key}\n{seen[key]}"));
        }

        return keys.ToImmutable();
    }
}
