using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>A pattern over names or relative paths: * within a part, ** across parts, ? for one character.</summary>
internal sealed class Glob(string pattern)
{
    private readonly Regex _regex = new(
        "^" + Regex.Escape(pattern.Replace('\\', '/'))
            .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal) + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    public bool Matches(string text) => _regex.IsMatch(text.Replace('\\', '/'));
}
