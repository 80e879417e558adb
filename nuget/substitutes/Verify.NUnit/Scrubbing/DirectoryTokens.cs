using System.Collections.Concurrent;
using System.Text;

namespace VerifyTests;

/// <summary>The directories of this machine that a snapshot names by a word, longest path first.</summary>
/// <param name="Pairs">Paths with <c>/</c>, without one at the end, and what replaces them.</param>
internal sealed record DirectoryTokens(IReadOnlyList<(string Path, string Token)> Pairs)
{
    private static readonly ConcurrentDictionary<string, DirectoryTokens> BySource = new();

    /// <summary>The directories as seen from a test's source.</summary>
    public static DirectoryTokens Of(string sourceFile) => BySource.GetOrAdd(Path.GetDirectoryName(sourceFile)!, directory => new DirectoryTokens(
    [
        .. new (string? Path, string Token)[]
        {
            (AppContext.BaseDirectory, "{CurrentDirectory}"),
            (Environment.CurrentDirectory, "{CurrentDirectory}"),
            (Path.GetTempPath(), "{TempPath}"),
            (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "{UserProfile}"),
            (Ancestor(directory, "*.csproj"), "{ProjectDirectory}"),
            (Ancestor(directory, "*.slnx") ?? Ancestor(directory, "*.sln"), "{SolutionDirectory}"),
        }
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Path))
            .Select(pair => (Path: Clean(pair.Path!), pair.Token))
            .Where(pair => pair.Path.Length > 1)
            .DistinctBy(pair => pair.Path)
            .OrderByDescending(pair => pair.Path.Length),
    ]));

    /// <summary>Replaces the directories, each with the slash after it.</summary>
    public string ApplyTo(string text)
    {
        var replaced = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var pair = i > 0 && char.IsLetterOrDigit(text[i - 1]) ? default : Pairs.FirstOrDefault(candidate => Matches(text, i, candidate.Path));
            if (pair.Path is null)
            {
                replaced.Append(text[i++]);
                continue;
            }

            replaced.Append(pair.Token);
            i += pair.Path.Length;
            if (i < text.Length && text[i] is '/' or '\\')
                i++;
        }

        return replaced.ToString();
    }

    private static bool Matches(string text, int start, string path)
    {
        if (start + path.Length > text.Length || (start + path.Length < text.Length && char.IsLetterOrDigit(text[start + path.Length])))
            return false;

        for (var i = 0; i < path.Length; i++)
        {
            if ((text[start + i] == '\\' ? '/' : text[start + i]) != path[i])
                return false;
        }

        return true;
    }

    private static string? Ancestor(string directory, string pattern)
    {
        for (var current = new DirectoryInfo(directory); current is { Exists: true }; current = current.Parent)
        {
            if (current.EnumerateFiles(pattern).Any())
                return current.FullName;
        }

        return null;
    }

    private static string Clean(string directory) => directory.Replace('\\', '/').TrimEnd('/');
}
