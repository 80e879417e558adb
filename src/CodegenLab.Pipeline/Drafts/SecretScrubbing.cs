using System.Collections;
using System.Collections.Immutable;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Drafts;

/// <summary>
/// Takes secrets out of what a person is asked to show to others: the values of environment variables that hold keys, in whatever form they come, and
/// whatever else looks like a key or a password. What is no secret may go with them; a report can be read without it.
/// </summary>
/// <param name="environment">Names and values of environment variables.</param>
public sealed class SecretScrubbing(IEnumerable<KeyValuePair<string, string>> environment)
{
    /// <summary>In the name of a variable they say that its value is for nobody's eyes.</summary>
    private static readonly string[] WordsOfSecrets = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "CONNECTIONSTRING", "CONNECTION_STRING"];

    /// <summary>The longest first: one may stand in another.</summary>
    private readonly ImmutableArray<ApiKey> _keys = [.. KeysIn(environment).OrderByDescending(key => key.Reveal().Length)];

    public static SecretScrubbing OfThisProcess() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? "")));

    /// <summary>The text without secrets.</summary>
    public string Scrub(string text)
    {
        foreach (var key in _keys)
            text = KeyPatterns.Scrub(text, key);
        return new SecretRedaction().Redact(KeyPatterns.Scrub(text, null));
    }

    /// <summary>A word of the command line without secrets; it may be one as a whole.</summary>
    public string ScrubWord(string word)
    {
        var value = word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return IsSecret(value) ? word[..^value.Length] + KeyPatterns.Removed : Scrub(word);
    }

    /// <remarks>Any variable can be named as the one with the key; so the values count as well as the names.</remarks>
    private static IEnumerable<ApiKey> KeysIn(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var variables = environment.Select(variable => (variable.Key, Value: variable.Value.Trim())).ToList();
        var named = variables.Where(variable => variable.Key.Equals(SettingDefinition.NameOfKey, StringComparison.OrdinalIgnoreCase)).Select(variable => variable.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return variables
            .Where(variable => variable.Key.Equals(SettingDefinition.NameOfKey, StringComparison.OrdinalIgnoreCase)
                ? IsSecret(variable.Value)
                : named.Contains(variable.Key) || WordsOfSecrets.Any(word => variable.Key.Contains(word, StringComparison.OrdinalIgnoreCase)) || IsSecret(variable.Value))
            .Select(variable => new ApiKey(variable.Value, variable.Key));
    }

    private static bool IsSecret(string value) => KeyPatterns.LooksLikeKey(value) || SecretRedaction.IsRandom(value);
}
