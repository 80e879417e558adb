using System.Text;

namespace CodegenLab.Pipeline.Reports;

/// <summary>How reports write Markdown.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>#|~&";

    /// <summary>Fenced by more back quotes than it holds.</summary>
    public static string Code(string text)
    {
        var fence = "`";
        while (text.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        return fence.Length == 1 ? fence + text + fence : $"{fence} {text} {fence}";
    }

    /// <summary>Code in the cell of a table, on one line.</summary>
    public static string CodeCell(string text) => Code(OneLine(text)).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Words that stay what they are, on one line, also in the cell of a table.</summary>
    public static string Plain(string text) => Escaped(OneLine(text));

    /// <summary>Sentences with code between single back quotes: the code stays code, the rest stays what it is.</summary>
    public static string Prose(string text)
    {
        var parts = OneLine(text).Split('`');
        return parts.Length % 2 == 0 ? Plain(text) : string.Concat(parts.Select((part, index) => index % 2 == 0 ? Escaped(part) : part.Length == 0 ? "" : Code(part)));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Escaped(string line)
    {
        var plain = new StringBuilder();
        foreach (var letter in line)
        {
            if (Special.Contains(letter, StringComparison.Ordinal))
                plain.Append('\\');
            plain.Append(letter);
        }

        return plain.ToString();
    }
}
