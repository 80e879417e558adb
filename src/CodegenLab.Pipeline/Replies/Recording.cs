using System.Globalization;
using System.Text;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Replies;

/// <summary>An answer in a file that people can read, write and review: what it answers in the front matter, then the reply as it came.</summary>
/// <param name="Key">Of <see cref="SemanticKey"/>; null: written by hand, for loose matching only.</param>
/// <param name="Instructions">Key of the instructions alone; null: as above.</param>
/// <param name="File">Its name.</param>
internal sealed record Recording(string Purpose, string Subject, int Round, string Model, string? Key, string? Instructions, TokenUse Tokens, string Text, string File)
{
    private const string Fence = "---";

    /// <summary>Longer ones are cut; with the ending they fit every file system.</summary>
    private const int LongestSubject = 120;

    /// <summary>tests.Shop.Pricing.Money.1.md; what a file name cannot hold is told apart by a piece of hash.</summary>
    public static string FileOf(Question question)
    {
        var subject = new string([.. question.Subject.Select(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' ? one : '-')]);
        if (subject.Length > LongestSubject)
            subject = subject[..LongestSubject];
        if (subject != question.Subject)
            subject = $"{subject.TrimEnd('-')}-{SemanticKey.Hash(question.Subject)[..8]}";
        return string.Create(CultureInfo.InvariantCulture, $"{question.PurposeWord}.{subject}.{question.Round}.md");
    }

    public string Write()
    {
        var text = new StringBuilder(Fence).Append('\n');
        Line("purpose", Purpose);
        Line("subject", Subject);
        Line("round", Round.ToString(CultureInfo.InvariantCulture));
        Line("model", Model);
        Line("key", Key);
        Line("instructions", Instructions);
        Line("inputTokens", Tokens.Input?.ToString(CultureInfo.InvariantCulture));
        Line("cachedInputTokens", Tokens.CachedInput?.ToString(CultureInfo.InvariantCulture));
        Line("outputTokens", Tokens.Output?.ToString(CultureInfo.InvariantCulture));
        return text.Append(Fence).Append('\n').Append(Text).ToString();

        void Line(string name, string? value)
        {
            if (value is not null)
                text.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append('\n');
        }
    }

    /// <returns>Null: this is another kind of document.</returns>
    /// <exception cref="InputException">It begins like a recording and is none.</exception>
    public static Recording? Read(string path, string content)
    {
        var at = 0;
        if (NextLine(content, ref at) != Fence)
            return null;
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            if (at >= content.Length)
                throw new InputException($"{path} has no end of its front matter: a line with {Fence}.");
            var line = NextLine(content, ref at);
            if (line == Fence)
                break;
            if (line.Split(':', 2) is [var name, var value])
                said[name.Trim()] = value.Trim();
        }

        if (!said.TryGetValue("purpose", out var purpose))
            return null;
        if (!said.TryGetValue("subject", out var subject) || !int.TryParse(said.GetValueOrDefault("round", "1"), NumberStyles.None, CultureInfo.InvariantCulture, out var round))
            throw new InputException($"{path} is not a recording: its front matter needs purpose, subject and round.");
        return new Recording(
            purpose, subject, round, said.GetValueOrDefault("model", "unknown"), said.GetValueOrDefault("key"), said.GetValueOrDefault("instructions"),
            new TokenUse(Tokens("inputTokens"), Tokens("outputTokens"), Tokens("cachedInputTokens")), content[at..], Path.GetFileName(path));

        long? Tokens(string name) => long.TryParse(said.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
    }

    /// <summary>Without its end, whichever it is.</summary>
    private static string NextLine(string content, ref int at)
    {
        var end = content.IndexOf('\n', at);
        var line = end < 0 ? content[at..] : content[at..end];
        at = end < 0 ? content.Length : end + 1;
        return line.TrimEnd('\r');
    }
}
