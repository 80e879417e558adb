using System.Globalization;
using System.Text;

namespace CodegenLab.Pipeline.Drafts;

/// <summary>Makes text from sources, tests and runners fit to be quoted in a prompt: what a person does not see, a model must not read.</summary>
public static class PlainText
{
    /// <summary>The text without control characters, terminal sequences, zero-width and direction marks; tabs and line ends stay, the latter as \n.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        text = text.ReplaceLineEndings("\n");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u001b')
                i = EndOfSequence(text, i);
            else if (text[i] is '\n' or '\t' || IsSeen(text, i))
                plain.Append(text[i]);
        }

        return plain.ToString();
    }

    private static bool IsSeen(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, at) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse => false,
        // The second half of a pair; a half alone is no character.
        UnicodeCategory.Surrogate => at > 0 && char.IsSurrogatePair(text[at - 1], text[at]) && IsSeen(text, at - 1),
        _ => true,
    };

    /// <summary>Of a terminal sequence (ECMA-48): ESC [ parameters final, ESC ] text BEL, or ESC and one character.</summary>
    private static int EndOfSequence(string text, int start)
    {
        if (start + 1 >= text.Length)
            return start;
        var end = start + 2;
        switch (text[start + 1])
        {
            case '[':
                while (end < text.Length && text[end] is < '@' or > '~')
                    end++;
                return Math.Min(end, text.Length - 1);
            case ']':
                while (end < text.Length && text[end] != '\u0007' && !(text[end] == '\\' && text[end - 1] == '\u001b'))
                    end++;
                return Math.Min(end, text.Length - 1);
            default:
                return start + 1;
        }
    }
}
