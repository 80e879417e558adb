using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Finds what the README files of the project and of the repository say about the subject: the parts that name it.</summary>
internal static partial class Readme
{
    private const string Name = "README.md";

    /// <summary>Of a section; of a longer one only the paragraphs that name the subject are of interest.</summary>
    private const int MostTokens = 500;

    /// <summary>Every type has them, so that their names say nothing of this one.</summary>
    private static readonly HashSet<string> Common = ["ToString", "Equals", "GetHashCode", "GetType"];

    /// <param name="type">Of the subject.</param>
    /// <param name="members">Of the subject.</param>
    /// <param name="root">Folder of the solution; above it the repository is looked through, where there is one.</param>
    /// <returns>From the project's folder upward, in the order of the files.</returns>
    public static IEnumerable<Finding> Of(LoadedProject project, INamedTypeSymbol type, IReadOnlyCollection<ISymbol> members, string root, Places places)
    {
        var subject = new Naming(type.Name, members.Select(member => member.Name).Where(name => !Common.Contains(name) && !name.StartsWith('.')).ToHashSet(StringComparer.Ordinal));
        return Folders(project.Folder, root)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md").Where(file => Path.GetFileName(file).Equals(Name, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(file => Sections(File.ReadAllText(file).ReplaceLineEndings("\n")).Where(section => subject.IsNamedIn(section.Text)).Select(section => new Finding(
                TokenCounter.Count(section.Text) <= MostTokens ? section.Text : Shortened(section.Text, subject),
                FormattableString.Invariant($"{places.Of(file)}:{section.Line}"))));
    }

    /// <summary>Up to the root of the repository; without one, up to the solution.</summary>
    private static IEnumerable<string> Folders(string project, string root)
    {
        var last = FilePaths.Upward(root).FirstOrDefault(folder => Path.Exists(Path.Combine(folder, ".git"))) ?? root;
        foreach (var folder in FilePaths.Upward(project))
        {
            yield return folder;
            if (FilePaths.Comparer.Equals(folder, last))
                yield break;
        }
    }

    /// <summary>From a heading to the next; headings in code are none.</summary>
    /// <returns>With the line of the heading, from 1.</returns>
    private static IEnumerable<(int Line, string Text)> Sections(string text)
    {
        var lines = text.Split('\n');
        var start = 0;
        var isCode = false;
        for (var at = 0; at <= lines.Length; at++)
        {
            if (at < lines.Length && lines[at].TrimStart().StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            if (at < lines.Length && (isCode || !Heading().IsMatch(lines[at])))
                continue;
            if (at > start && string.Join('\n', lines[start..at]).Trim() is { Length: > 0 } section)
                yield return (start + 1, section);
            start = at;
        }
    }

    /// <summary>The heading, and the paragraphs that name the subject.</summary>
    private static string Shortened(string section, Naming subject)
    {
        var blocks = Paragraphs(section).ToList();
        return string.Join("\n\n", blocks.Where((block, index) => index == 0 && Heading().IsMatch(block) || subject.IsNamedIn(block)));
    }

    /// <summary>Between empty lines; code stays in one piece.</summary>
    private static IEnumerable<string> Paragraphs(string section)
    {
        var block = new List<string>();
        var isCode = false;
        foreach (var line in section.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            if (line.Trim().Length > 0 || isCode)
            {
                block.Add(line);
                continue;
            }

            if (block.Count > 0)
                yield return string.Join('\n', block);
            block.Clear();
        }

        if (block.Count > 0)
            yield return string.Join('\n', block);
    }

    [GeneratedRegex(@"^ {0,3}#{1,6}(\s|$)")]
    private static partial Regex Heading();

    /// <summary>A fence with its content, or what stands between marks of code on one line.</summary>
    [GeneratedRegex(@"^[ \t]*```.*?(^[ \t]*```|\z)|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    /// <summary>An identifier, with the one before its dot.</summary>
    [GeneratedRegex(@"(?:(?<owner>\w+)\s*\.\s*)?(?<name>\w+)")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    /// <summary>The names of a subject. Members have names that are words as well: they count in code alone, and not behind another type's name.</summary>
    private sealed record Naming(string Type, HashSet<string> Members)
    {
        public bool IsNamedIn(string text) => Word().Matches(text).Any(word => word.Value == Type) || Code().Matches(text).Any(code => IsMemberNamedIn(code.Value));

        private bool IsMemberNamedIn(string code)
        {
            for (var found = Identifier().Match(code); found.Success; found = Identifier().Match(code, found.Groups["name"].Index + found.Groups["name"].Length))
                if (Members.Contains(found.Groups["name"].Value) && !(found.Groups["owner"] is { Success: true, Value: var owner } && char.IsUpper(owner[0]) && owner != Type))
                    return true;
            return false;
        }
    }
}
