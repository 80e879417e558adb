using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Gates;

/// <summary>A file in a diff.</summary>
/// <param name="OldPath">Null: it is new.</param>
/// <param name="Path">Null: it was deleted.</param>
internal sealed record DiffFile(string? OldPath, string? Path, bool IsBinary, ImmutableArray<DiffHunk> Hunks);

/// <summary>Lines of the old text that lines of the new one replace. With a count of 0 the start is the line before.</summary>
internal readonly record struct DiffHunk(int OldStart, int OldCount, int NewStart, int NewCount);

/// <summary>Reads what <c>git diff --unified=0</c> writes, with the prefixes a/ and b/.</summary>
internal static partial class DiffText
{
    public static ImmutableArray<DiffFile> Read(string diff)
    {
        var files = ImmutableArray.CreateBuilder<DiffFile>();
        DiffFile? file = null;
        var lines = diff.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            // A file may end its lines with \r\n, and git ends a name that holds a blank with a tab.
            var line = lines[at];
            if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                if (file is not null)
                    files.Add(file);
                var (before, after) = Names(line["diff --git ".Length..]);
                file = new DiffFile(before, after, false, []);
            }
            else if (file is null)
            {
                continue;
            }
            else if (line.StartsWith("new file mode ", StringComparison.Ordinal))
            {
                file = file with { OldPath = null };
            }
            else if (line.StartsWith("deleted file mode ", StringComparison.Ordinal))
            {
                file = file with { Path = null };
            }
            else if (line.StartsWith("rename from ", StringComparison.Ordinal) || line.StartsWith("copy from ", StringComparison.Ordinal))
            {
                file = file with { OldPath = Unquoted(line[(line.IndexOf(" from ", StringComparison.Ordinal) + 6)..]) };
            }
            else if (line.StartsWith("rename to ", StringComparison.Ordinal) || line.StartsWith("copy to ", StringComparison.Ordinal))
            {
                file = file with { Path = Unquoted(line[(line.IndexOf(" to ", StringComparison.Ordinal) + 4)..]) };
            }
            else if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                file = file with { OldPath = Named(line[4..]) };
            }
            else if (line.StartsWith("+++ ", StringComparison.Ordinal))
            {
                file = file with { Path = Named(line[4..]) };
            }
            else if (line.StartsWith("Binary files ", StringComparison.Ordinal) || line.StartsWith("GIT binary patch", StringComparison.Ordinal))
            {
                file = file with { IsBinary = true };
            }
            else if (Hunk().Match(line) is { Success: true } match)
            {
                var hunk = new DiffHunk(Number(match, "oldStart"), Number(match, "oldCount"), Number(match, "newStart"), Number(match, "newCount"));
                file = file with { Hunks = file.Hunks.Add(hunk) };
                at += LinesOf(lines, at, hunk.OldCount + hunk.NewCount);
            }
        }

        if (file is not null)
            files.Add(file);
        return files.ToImmutable();
    }

    /// <summary>Lines of the body, which may look like any other line of a diff.</summary>
    private static int LinesOf(string[] lines, int head, int count)
    {
        var taken = 0;
        while (head + taken + 1 < lines.Length && (count > 0 || lines[head + taken + 1].StartsWith('\\')))
        {
            taken++;
            if (!lines[head + taken].StartsWith('\\'))
                count--;
        }

        return taken;
    }

    /// <summary>Both names of a header, which are the same but for the prefix, or are told again below it.</summary>
    private static (string? Before, string? After) Names(string header)
    {
        if (header.StartsWith('"'))
        {
            var end = 1;
            while (end < header.Length && header[end] != '"')
                end += header[end] == '\\' ? 2 : 1;
            var name = Named(header[..Math.Min(end + 1, header.Length)]);
            return (name, name);
        }

        // "a/X b/X": both halves are equally long.
        var half = header[..(header.Length / 2)];
        return half.StartsWith("a/", StringComparison.Ordinal) ? (half[2..], half[2..]) : (null, null);
    }

    private static string? Named(string text)
    {
        var name = Unquoted(text);
        return name == "/dev/null" ? null : name.Length > 2 && name[1] == '/' ? name[2..] : name;
    }

    /// <summary>Git quotes names with quotes, backslashes and control characters as C does; other bytes in octal.</summary>
    private static string Unquoted(string text)
    {
        text = text.TrimEnd('\t');
        if (text is not ['"', .., '"'])
            return text;
        var bytes = new List<byte>();
        for (var at = 1; at < text.Length - 1; at++)
        {
            if (text[at] != '\\' || at + 1 >= text.Length - 1)
            {
                var rune = char.IsHighSurrogate(text[at]) && at + 1 < text.Length - 1 ? text.Substring(at++, 2) : text[at].ToString();
                bytes.AddRange(Encoding.UTF8.GetBytes(rune));
                continue;
            }

            at++;
            if (text[at] is >= '0' and <= '7' && at + 2 < text.Length - 1)
            {
                bytes.Add((byte)Convert.ToInt32(text.Substring(at, 3), 8));
                at += 2;
            }
            else
            {
                bytes.Add((byte)(text[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'a' => '\a', 'b' => '\b', 'f' => '\f', 'v' => '\v', var other => other }));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static int Number(Match match, string name) => match.Groups[name] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex("^@@ -(?<oldStart>[0-9]+)(,(?<oldCount>[0-9]+))? \\+(?<newStart>[0-9]+)(,(?<newCount>[0-9]+))? @@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Hunk();
}
