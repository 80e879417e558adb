using System.Collections;
using System.Globalization;
using System.Text;
using Scriban.Runtime;

namespace Scriban.Functions;

/// <summary>The object <c>string</c>.</summary>
internal static class StringFunctions
{
    public static string Append(string? text, string? with) => text + with;

    public static string Prepend(string? text, string? by) => by + text;

    public static string Capitalize(string? text) => string.IsNullOrEmpty(text) ? "" : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];

    public static string Capitalizewords(string? text)
    {
        var capitalized = new StringBuilder();
        var startsWord = true;
        foreach (var c in text ?? "")
        {
            capitalized.Append(startsWord && char.IsLetter(c) ? char.ToUpper(c, CultureInfo.CurrentCulture) : c);
            startsWord = char.IsWhiteSpace(c) || (startsWord && !char.IsLetter(c));
        }

        return capitalized.ToString();
    }

    public static bool Contains(string? text, string? value) => !string.IsNullOrEmpty(text) && !string.IsNullOrEmpty(value) && text.Contains(value, StringComparison.Ordinal);

    public static bool StartsWith(string? text, string? value) => !string.IsNullOrEmpty(text) && !string.IsNullOrEmpty(value) && text.StartsWith(value, StringComparison.CurrentCulture);

    public static bool EndsWith(string? text, string? value) => !string.IsNullOrEmpty(text) && !string.IsNullOrEmpty(value) && text.EndsWith(value, StringComparison.CurrentCulture);

    public static bool Empty(string? text) => string.IsNullOrEmpty(text);

    public static bool Whitespace(string? text) => string.IsNullOrWhiteSpace(text);

    public static string? Downcase(string? text) => text?.ToLowerInvariant();

    public static string? Upcase(string? text) => text?.ToUpperInvariant();

    public static string Handleize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var handle = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                handle.Append(char.ToLowerInvariant(c));
            else if (handle.Length == 0 || handle[^1] != '-')
                handle.Append('-');
        }

        return handle is [.., '-'] ? handle.ToString(0, handle.Length - 1) : handle.ToString();
    }

    public static string? Escape(string? text)
    {
        if (text is null)
            return null;

        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            escaped = c switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append(@"\\"),
                '\a' => escaped.Append(@"\a"),
                '\b' => escaped.Append(@"\b"),
                '\t' => escaped.Append(@"\t"),
                '\r' => escaped.Append(@"\r"),
                '\v' => escaped.Append(@"\v"),
                '\f' => escaped.Append(@"\f"),
                '\n' => escaped.Append(@"\n"),
                < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    public static string? Literal(string? text) => text is null ? null : $"\"{Escape(text)}\"";

    public static string? Strip(string? text) => text?.Trim();

    public static string? LStrip(string? text) => text?.TrimStart();

    public static string? RStrip(string? text) => text?.TrimEnd();

    public static string StripNewlines(string? text) => text?.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) ?? "";

    public static string PadLeft(string? text, int width) => (text ?? "").PadLeft(width);

    public static string PadRight(string? text, int width) => (text ?? "").PadRight(width);

    public static string Pluralize(int number, string singular, string plural) => number == 1 ? singular : plural;

    public static string? Remove(string? text, string? remove) => string.IsNullOrEmpty(text) || string.IsNullOrEmpty(remove) ? text : text.Replace(remove, "", StringComparison.Ordinal);

    public static string? RemoveFirst(string? text, string? remove) => string.IsNullOrEmpty(text) ? text : ReplaceFirst(text, remove, "");

    public static string? RemoveLast(string? text, string? remove) => string.IsNullOrEmpty(text) ? text : ReplaceFirst(text, remove, "", fromEnd: true);

    public static string Replace(string? text, string? match, string? replace) => string.IsNullOrEmpty(text) ? "" : text.Replace(match ?? "", replace, StringComparison.Ordinal);

    public static string ReplaceFirst(string? text, string? match, string? replace, bool fromEnd = false)
    {
        if (string.IsNullOrEmpty(text) || string.IsNullOrEmpty(match))
            return text ?? "";

        var index = fromEnd ? text.LastIndexOf(match, StringComparison.OrdinalIgnoreCase) : text.IndexOf(match, StringComparison.OrdinalIgnoreCase);
        return index < 0 ? text : text[..index] + replace + text[(index + match.Length)..];
    }

    public static int Size(string? text) => text?.Length ?? 0;

    public static int IndexOf(string text, string search, int? startIndex = null, int? count = null, string? stringComparison = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = startIndex ?? 0;
        return text.IndexOf(search, start, count ?? text.Length - start, stringComparison is null ? StringComparison.CurrentCulture : Enum.Parse<StringComparison>(stringComparison));
    }

    public static string Slice(string? text, int start, int? length = null)
    {
        if (string.IsNullOrEmpty(text) || start >= text.Length)
            return "";

        start = start < 0 ? start + text.Length : start;
        var end = Math.Min(text.Length, (long)start + (length ?? text.Length));
        return end <= 0 ? "" : text[Math.Max(0, start)..(int)end];
    }

    public static IEnumerable Split(string? text, string? match) => string.IsNullOrEmpty(text)
        ? new ScriptRange([])
        : new ScriptRange(string.IsNullOrEmpty(match) ? [text] : text.Split(match, StringSplitOptions.RemoveEmptyEntries));

    public static string Truncate(string? text, int length, string? ellipsis = null)
    {
        ellipsis ??= "...";
        return text is null || text.Length <= length ? text ?? "" : text[..Math.Max(0, length - ellipsis.Length)] + ellipsis;
    }

    public static object? ToInt(TemplateContext context, string? text) => int.TryParse(text, NumberStyles.Integer, context.CurrentCulture, out var value) ? value : null;

    public static object? ToLong(TemplateContext context, string? text) => long.TryParse(text, NumberStyles.Integer, context.CurrentCulture, out var value) ? value : null;

    public static object? ToDouble(TemplateContext context, string? text) =>
        double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, context.CurrentCulture, out var value) ? value : null;
}
