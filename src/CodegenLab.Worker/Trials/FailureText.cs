using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CodegenLab.Worker.Trials;

/// <summary>Makes words of tests and subjects safe to hand on: one line, of a sensible length, nothing that a terminal obeys or a person does not see.</summary>
public static partial class FailureText
{
    /// <summary>Characters of a value.</summary>
    public const int LongestValue = 200;

    /// <summary>Characters of a message.</summary>
    public const int LongestMessage = 400;

    /// <summary>Null when nothing is left.</summary>
    public static string? Line(string? text, int longest)
    {
        if (text is null)
            return null;

        // A little more than is kept: what is hidden does not count. Never the ten megabytes that a test may say.
        text = TerminalSequence().Replace(text[..Math.Min(text.Length, 8 * longest)], "");
        var line = new StringBuilder();
        var isBroken = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
                return line.Append('…').ToString();
            if (rune.Value is ' ' && !isBroken && line.Length > 0)
            {
                line.Append(' ');
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                // The end of a line and the indentation of the next are one space.
                isBroken |= rune.Value != ' ';
            }
            else if (IsSeen(rune))
            {
                if (isBroken)
                    Break(line);
                isBroken = false;
                line.Append(rune.ToString());
            }
        }

        var trimmed = line.ToString().TrimEnd();
        return trimmed.Length == 0 ? null : trimmed;
    }

    private static void Break(StringBuilder line)
    {
        while (line.Length > 0 && line[^1] == ' ')
            line.Length--;
        if (line.Length > 0)
            line.Append(' ');
    }

    private static bool IsSeen(Rune rune) => rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);

    /// <summary>ECMA-48: ESC [ parameters final, ESC ] text BEL, or ESC and one character.</summary>
    [GeneratedRegex(@"\u001b(\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(\u0007|\u001b\\)?|.)?", RegexOptions.Singleline)]
    private static partial Regex TerminalSequence();
}
