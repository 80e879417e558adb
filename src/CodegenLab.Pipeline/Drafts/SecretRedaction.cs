using System.Globalization;
using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Drafts;

/// <summary>
/// Replaces what looks like a secret by a placeholder before text leaves the machine, and puts it back into what comes back. One value has one
/// placeholder for the lifetime of the object, so that a model sees that two places are the same.
/// </summary>
public sealed partial class SecretRedaction
{
    /// <summary>Characters; shorter texts are words and numbers.</summary>
    private const int ShortestRandom = 20;

    /// <summary>Bits per character (Shannon). Random base64 of 20 characters has 4.0 and more, English words joined together less than 3.8.</summary>
    private const double LeastEntropy = 4;

    /// <summary>Random hexadecimal has at most 4 bits, and a hash of a document looks like a key: only long ones with nearly all digits in use.</summary>
    private const double LeastHexEntropy = 3.4;

    private const int ShortestHex = 32;

    /// <summary>Share of neighbours like ab or 12: what lists an alphabet is no secret.</summary>
    private const double MostNeighbours = .2;

    private readonly Dictionary<string, string> _placeholders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);

    /// <summary>How many different secrets of each kind were replaced, for reports; never the secrets.</summary>
    public IReadOnlyDictionary<string, int> Kinds => _kinds;

    /// <summary>The text with a placeholder for every secret.</summary>
    public string Redact(string text)
    {
        foreach (var (kind, pattern) in Known)
            text = pattern.Replace(text, match => match.Value.Replace(match.Groups["secret"].Value, PlaceholderOf(match.Groups["secret"].Value, kind), StringComparison.Ordinal));
        return Literal().Replace(text, match => IsRandom(match.Groups["text"].Value) ? $"\"{PlaceholderOf(match.Groups["text"].Value, "random text")}\"" : match.Value);
    }

    /// <summary>The text with the secrets in the places of their placeholders.</summary>
    public string Restore(string text)
    {
        if (_placeholders.Count == 0)
            return text;
        var secrets = _placeholders.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        return Placeholder().Replace(text, match => secrets.GetValueOrDefault(match.Value, match.Value));
    }

    private string PlaceholderOf(string secret, string kind)
    {
        if (Placeholder().IsMatch(secret))
            return secret;
        if (!_placeholders.TryGetValue(secret, out var placeholder))
        {
            _placeholders.Add(secret, placeholder = string.Create(CultureInfo.InvariantCulture, $"REDACTED_{_placeholders.Count + 1}_"));
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        }

        return placeholder;
    }

    /// <summary>True for a word without meaning, as only machines make them up.</summary>
    internal static bool IsRandom(string text)
    {
        if (text.Length < ShortestRandom || !Token().IsMatch(text) || Placeholder().IsMatch(text))
            return false;
        var neighbours = text.Zip(text.Skip(1)).Count(pair => Math.Abs(pair.First - pair.Second) == 1);
        if (neighbours > MostNeighbours * (text.Length - 1))
            return false;
        return Hex().IsMatch(text) ? text.Length >= ShortestHex && EntropyOf(text) >= LeastHexEntropy : EntropyOf(text) >= LeastEntropy && MixesKinds(text);
    }

    /// <summary>Capitals, small letters and digits in one word: names have at most two of them, paths have separators.</summary>
    private static bool MixesKinds(string text) => text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiDigit);

    private static double EntropyOf(string text) =>
        text.GroupBy(character => character).Select(group => (double)group.Count() / text.Length).Sum(share => -share * Math.Log2(share));

    /// <summary>Formats that their issuers publish, and values that a name beside them gives away.</summary>
    private static readonly (string Kind, Regex Pattern)[] Known =
    [
        ("private key", PrivateKey()),
        ("AWS key", AwsKey()),
        ("GitHub token", GitHubToken()),
        ("GitLab token", GitLabToken()),
        ("Slack token", SlackToken()),
        ("Google key", GoogleKey()),
        ("Stripe key", StripeKey()),
        ("model provider key", ModelKey()),
        ("NuGet key", NuGetKey()),
        ("npm token", NpmToken()),
        ("SendGrid key", SendGridKey()),
        ("JSON web token", WebToken()),
        ("password in an address", Address()),
        ("key in a connection string", ConnectionString()),
        ("value of a name that says secret", Assignment()),
    ];

    [GeneratedRegex(@"(?<secret>-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----)")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(?<secret>(?:AKIA|ASIA)[0-9A-Z]{16})\b")]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\b(?<secret>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})")]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\b(?<secret>glpat-[A-Za-z0-9_-]{20,})")]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\b(?<secret>xox[abeprs]-[A-Za-z0-9-]{10,})")]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"\b(?<secret>AIza[0-9A-Za-z_-]{35})")]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\b(?<secret>[sr]k_(?:live|test)_[A-Za-z0-9]{16,})")]
    private static partial Regex StripeKey();

    [GeneratedRegex(@"\b(?<secret>" + KeyPatterns.Prefixes + "[-_][A-Za-z0-9_-]{20,})")]
    private static partial Regex ModelKey();

    [GeneratedRegex(@"\b(?<secret>oy2[a-z0-9]{43})\b")]
    private static partial Regex NuGetKey();

    [GeneratedRegex(@"\b(?<secret>npm_[A-Za-z0-9]{36})\b")]
    private static partial Regex NpmToken();

    [GeneratedRegex(@"\b(?<secret>SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})")]
    private static partial Regex SendGridKey();

    [GeneratedRegex(@"\b(?<secret>eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})")]
    private static partial Regex WebToken();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^\s:/@""]+:(?<secret>[^\s:/@""]{3,})@")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=[;""&?\s]|^)(?:Password|Pwd|AccountKey|SharedAccessKey|sig)=(?<secret>[^\s;""&()]{6,})(?![(\w])", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"(?:password|passwd|passphrase|secret|api_?key|access_?key|access_?token|auth_?token|client_?secret|private_?key)\w*""?\s*[:=]\s*@?""(?<secret>[^""\s]{8,})""", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"""(?<text>[^""\\\r\n]*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^[A-Za-z0-9+/=_-]+$")]
    private static partial Regex Token();

    [GeneratedRegex(@"^(?:[0-9a-f]+|[0-9A-F]+)$")]
    private static partial Regex Hex();

    [GeneratedRegex(@"REDACTED_[0-9]+_")]
    private static partial Regex Placeholder();
}
