using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Reads <c>codegen-lab.ignore</c>: a pattern per line, as in a .gitignore without exceptions; # begins a comment.</summary>
internal static class IgnoreFile
{
    public const string FileName = "codegen-lab.ignore";

    /// <param name="folder">Of the solution.</param>
    /// <returns>Globs for paths relative to the folder; empty when there is no file.</returns>
    /// <exception cref="InputException">It cannot be read, or a line is an exception: what is not understood must not be sent by mistake.</exception>
    public static ImmutableArray<string> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return [];
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {refused.Message.TrimEnd('.')}. It says which files nothing may be sent of, so nothing is.");
        }

        return [.. lines.Select((line, index) => (Text: line.Trim(), Number: index + 1)).Where(line => line.Text.Length > 0 && line.Text[0] != '#').SelectMany(line => Globs(line.Text, line.Number, path))];
    }

    /// <summary>A pattern without a slash matches at any depth, one that names a folder all that is in it.</summary>
    private static IEnumerable<string> Globs(string pattern, int line, string path)
    {
        if (pattern[0] == '!')
            throw new InputException($"{path}({line}): exceptions are not understood here. Name what nothing may be sent of, and nothing else.");
        var trimmed = pattern.Trim('/');
        var isAnywhere = !trimmed.Contains('/', StringComparison.Ordinal) && pattern[0] != '/';
        var rooted = isAnywhere ? "**/" + trimmed : trimmed;
        if (!pattern.EndsWith('/'))
            yield return rooted;
        yield return rooted + "/**";
    }
}
