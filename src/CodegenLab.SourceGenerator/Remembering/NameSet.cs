using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>Names, by hash. Two that share one are taken for the same, which repeats a reading now and then and never leaves one out.</summary>
internal sealed class NameSet
{
    private const uint Start = 2166136261;
    private const uint Prime = 16777619;
    private const string Builder = nameof(Builder);

    private readonly int[] _sorted;
    private readonly bool _isAnything;

    private NameSet(HashSet<int> names, bool isAnything)
    {
        _sorted = [.. names];
        Array.Sort(_sorted);
        _isAnything = isAnything;
    }

    /// <summary>All words of a text, also those in comments. <c>OrderBuilder</c> speaks of <c>Order</c> as well: a builder's name says what it builds.</summary>
    public static NameSet In(SourceText text) => In(text.ToString());

    /// <inheritdoc cref="In(SourceText)"/>
    public static NameSet In(string text)
    {
        var names = new HashSet<int>();
        // An escaped letter in a name is not looked up: such a text is taken to speak of anything.
        var isAnything = text.IndexOf("\\u", StringComparison.OrdinalIgnoreCase) >= 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsPart(text[at], ref isAnything))
                continue;
            var from = at;
            var hash = Start;
            for (; at < text.Length && IsPart(text[at], ref isAnything); at++)
                hash = unchecked((hash ^ text[at]) * Prime);
            names.Add((int)hash);
            if (at - from > Builder.Length && string.CompareOrdinal(text, at - Builder.Length, Builder, 0, Builder.Length) == 0)
                names.Add(Hash(text, from, at - Builder.Length));
        }

        return new NameSet(names, isAnything);
    }

    public static int Hash(string name) => Hash(name, 0, name.Length);

    public bool Overlaps(HashSet<int> names)
    {
        if (_isAnything)
            return names.Count > 0;
        if (names.Count > _sorted.Length)
            return _sorted.Any(names.Contains);
        foreach (var name in names)
        {
            if (Array.BinarySearch(_sorted, name) >= 0)
                return true;
        }

        return false;
    }

    private static int Hash(string text, int from, int to)
    {
        var hash = Start;
        for (var at = from; at < to; at++)
            hash = unchecked((hash ^ text[at]) * Prime);
        return (int)hash;
    }

    private static bool IsPart(char letter, ref bool isAnything)
    {
        if (letter < 128)
            return letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_';
        var category = CharUnicodeInfo.GetUnicodeCategory(letter);
        // The compiler drops these from names.
        isAnything |= category == UnicodeCategory.Format;
        return category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.LetterNumber or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate;
    }
}
