using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Finds what the repository tells assistants about its code: files of the usual names, from the project's folder upward.</summary>
internal static class Rules
{
    private static readonly string[] Files = ["AGENTS.md", "CLAUDE.md", ".github/copilot-instructions.md"];

    private static readonly string[] Folders = [".cursor/rules", ".github/instructions"];

    /// <param name="root">Folder of the solution; nothing above it is looked at.</param>
    public static IEnumerable<Finding> Of(LoadedProject project, string root, Places places)
    {
        for (var folder = project.Folder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var files = Files.Select(name => Path.Combine(folder, name)).Where(File.Exists)
                .Concat(Folders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists).SelectMany(rules => Directory.EnumerateFiles(rules, "*.md*").Order(StringComparer.Ordinal)));
            foreach (var file in files)
                yield return new Finding(File.ReadAllText(file).ReplaceLineEndings("\n").Trim(), places.Of(file));
            if (FilePaths.Comparer.Equals(folder, root))
                yield break;
        }
    }
}
