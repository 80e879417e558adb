using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Staged;

/// <summary>The members that staged lines are part of, as targets for new tests.</summary>
internal static class StagedTargets
{
    private const string IdsOfMembers = "MPE";

    /// <param name="staged">Lines as they are in the folder now, from where the solution was loaded.</param>
    /// <param name="root">Folder that paths of <paramref name="staged"/> are relative to.</param>
    /// <returns>Projects without a staged member left out; in solution order.</returns>
    /// <exception cref="InputException">There are none at all.</exception>
    public static ImmutableArray<TargetSelection> Of(LoadedSolution solution, ChangedLines staged, string root)
    {
        var files = staged.Files.ToDictionary(file => Path.GetFullPath(FilePaths.WithNativeSeparators(file.Path), root), FilePaths.Comparer);
        var selections = solution.Projects.Where(project => !project.IsTestProject)
            .Select(project => new TargetSelection(project, [.. IdsIn(project, files)])).Where(selection => !selection.Ids.IsEmpty).ToImmutableArray();
        return selections.IsEmpty
            ? throw new InputException($"{(staged.Files.IsEmpty ? "Nothing is staged" : "What is staged changes no code under test")}, so there is nothing to write tests for.\nStage it first (git add), or name it with --target.")
            : selections;
    }

    private static IEnumerable<string> IdsIn(LoadedProject project, Dictionary<string, ChangedFile> files)
    {
        var members = new MemberSheet(project.Compilation);
        return project.Compilation.SyntaxTrees.Where(tree => files.ContainsKey(tree.FilePath))
            .SelectMany(tree => members.In(tree).Where(member => Touches(files[tree.FilePath], member)))
            .Select(member => member.Id).Where(id => IdsOfMembers.Contains(id[0], StringComparison.Ordinal)).Distinct();
    }

    private static bool Touches(ChangedFile file, MemberFigures member) =>
        file.IsWhole || file.Lines.Any(range => range.First <= member.LastLine && member.FirstLine <= range.Last);
}
