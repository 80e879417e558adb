using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Gates;

/// <summary>The members that changed lines are part of, as targets for new tests.</summary>
internal static class ChangedTargets
{
    private const string IdsOfMembers = "MPE";

    /// <param name="changed">Lines as they are in the folder now, from where the solution was loaded.</param>
    /// <param name="root">Folder that paths of <paramref name="changed"/> are relative to.</param>
    /// <returns>Projects without a changed member left out; in solution order.</returns>
    /// <exception cref="InputException">There are none at all.</exception>
    public static ImmutableArray<TargetSelection> Of(LoadedSolution solution, ChangedLines changed, ChangeScope scope, string root)
    {
        var files = changed.Files.ToDictionary(file => Path.GetFullPath(FilePaths.WithNativeSeparators(file.Path), root), FilePaths.Comparer);
        var selections = solution.Projects.Where(project => !project.IsTestProject)
            .Select(project => new TargetSelection(project, [.. IdsIn(project, files)])).Where(selection => !selection.Ids.IsEmpty).ToImmutableArray();
        return selections.IsEmpty
            ? throw new InputException($"{NothingIn(changed, scope)}, so there is nothing to write tests for.\n{(scope is ChangeScope.Staged ? "Stage it first (git add)" : "Name an earlier revision")}, or the code with --target.")
            : selections;
    }

    private static string NothingIn(ChangedLines changed, ChangeScope scope) => (scope, changed.Files.IsEmpty) switch
    {
        (ChangeScope.Staged, true) => "Nothing is staged",
        (ChangeScope.Staged, false) => "What is staged changes no code under test",
        (_, true) => $"Nothing was changed since {changed.Since}",
        (_, false) => $"What was changed since {changed.Since} is no code under test",
    };

    private static IEnumerable<string> IdsIn(LoadedProject project, Dictionary<string, ChangedFile> files)
    {
        var members = new MemberSheet(project.Compilation);
        return project.Compilation.SyntaxTrees.Where(tree => files.ContainsKey(tree.FilePath))
            .SelectMany(tree => members.In(tree).Where(member => !member.IsTopLevel && Touches(files[tree.FilePath], member)))
            .Select(member => member.Id).Where(id => IdsOfMembers.Contains(id[0], StringComparison.Ordinal)).Distinct();
    }

    private static bool Touches(ChangedFile file, MemberFigures member) =>
        file.IsWhole || file.Lines.Any(range => range.First <= member.LastLine && member.FirstLine <= range.Last);
}
