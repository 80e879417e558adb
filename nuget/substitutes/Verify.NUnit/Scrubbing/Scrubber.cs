using System.Text;
using System.Text.RegularExpressions;

namespace VerifyTests;

/// <summary>Changes text so that it is the same on every machine and in every run.</summary>
/// <param name="Extension">Of the files it is for; null for all, and for the strings of objects.</param>
/// <param name="Apply">Changes a text; the identities number what they replace.</param>
internal sealed partial record Scrubber(string? Extension, Action<StringBuilder, Identities> Apply)
{
    public static Scrubber InlineGuids { get; } = new(null, (text, identities) => Replace(text, GuidPattern(), match => identities.Of(Guid.Parse(match.Value))));

    /// <summary>Replaces each line; null removes it.</summary>
    public static Scrubber Lines(Func<string, string?> replace) => new(null, (text, _) =>
    {
        var lines = text.ToString().Split('\n').Select(replace).Where(line => line is not null);
        var joined = string.Join('\n', lines);
        text.Clear().Append(joined);
    });

    /// <summary>Replaces a word that no letter or digit touches.</summary>
    public static Scrubber Word(string find, string replacement)
    {
        var pattern = new Regex($@"(?<![\p{{L}}\p{{Nd}}]){Regex.Escape(find)}(?![\p{{L}}\p{{Nd}}])");
        return new Scrubber(null, (text, _) => Replace(text, pattern, _ => replacement));
    }

    private static void Replace(StringBuilder text, Regex pattern, MatchEvaluator replacement)
    {
        var replaced = pattern.Replace(text.ToString(), replacement);
        text.Clear().Append(replaced);
    }

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\p{L}\p{Nd}])")]
    private static partial Regex GuidPattern();
}
