using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Models;

/// <summary>How keys look, so that they are recognised where they must not stand.</summary>
internal static partial class KeyPatterns
{
    /// <summary>How the keys of model providers and of some others begin; a pattern.</summary>
    public const string Prefixes = "(?:sk|pk|rk|gsk|xai|pplx|hf|nvapi|r8|fw|tgp|csk)";

    /// <summary>What stands in the place of a key.</summary>
    public const string Removed = "[key removed]";

    /// <summary>Shorter than any provider's key, and as likely to be a word of the message.</summary>
    private const int ShortestKey = 6;

    /// <summary>True for what may be a key; model names, addresses and names of variables are none.</summary>
    public static bool LooksLikeKey(string text) => Marked().IsMatch(text) || Unmarked().IsMatch(text);

    /// <summary>The text without the key, in any form it may have taken on its way, and without whatever else looks like one.</summary>
    /// <param name="key">Null: there is none, or the library keeps it.</param>
    public static string Scrub(string text, ApiKey? key)
    {
        if (key?.Reveal() is { Length: >= ShortestKey } value)
        {
            foreach (var form in (string[])[value, Uri.EscapeDataString(value), Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value))])
                text = text.Replace(form, Removed, StringComparison.Ordinal);
        }

        // Providers quote a refused key with stars in the middle.
        return Marked().Replace(text, Removed);
    }

    [GeneratedRegex(@"\b" + Prefixes + @"[-_][A-Za-z0-9*_\-]{6,}|\bAIza[\w\-*]{16,}|\b(?:ghp|gho|ghs|github_pat)_\w{10,}|\bBearer\s+[\w\-.~+/*]{6,}=*|\beyJ[\w\-]{8,}\.[\w\-.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    // Azure's keys are 32 hexadecimal digits or 84 letters and digits; no name is written like that.
    [GeneratedRegex(@"^(?=.*\d)(?=.*[A-Za-z])(?:[0-9a-fA-F]{32}|[A-Za-z0-9+/]{24,}={0,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Unmarked();
}
