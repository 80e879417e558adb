using System.Collections.Immutable;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Staged;

/// <summary>What is staged, by projects and members.</summary>
/// <param name="Members">Documentation ids of what was changed, added or removed, by project; projects without a change in code have no entry.</param>
/// <param name="Rebuilt">Projects whose own files (project file, imports) are staged.</param>
/// <param name="Homeless">Staged sources that are in no project of the solution.</param>
internal sealed record StagedChanges(ImmutableDictionary<LoadedProject, ImmutableHashSet<string>> Members, ImmutableHashSet<LoadedProject> Rebuilt, ImmutableArray<string> Homeless)
{
    /// <summary>Stands among the members where code was changed that is in none.</summary>
    public const string Everything = "*";

    private static readonly string[] BuildFiles = [".csproj", ".props", ".targets", ".rsp"];

    private static readonly string[] BuildFileNames = ["global.json", "packages.lock.json", "nuget.config"];

    public static StagedChanges Of(StagedTree tree, StagedSources sources, ImmutableArray<LoadedProject> projects, CancellationToken cancellationToken)
    {
        var files = tree.Changes.Where(change => change.Path is not null && IsSource(change.Path) || change.OldPath is not null && IsSource(change.OldPath)).ToList();
        var members = ImmutableDictionary.CreateBuilder<LoadedProject, ImmutableHashSet<string>>();
        var homes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            if (Before(project, files, homes) is not { } before)
                continue;
            var (old, now) = (MemberFingerprints.Of(before, cancellationToken), MemberFingerprints.Of(project.Compilation, cancellationToken));
            var changed = Different(old.Members, now.Members).Concat(Different(old.Types, now.Types)).ToImmutableHashSet(StringComparer.Ordinal);
            // Code that is in no type: what is said of the whole assembly, or holds for all files.
            members.Add(project, changed.IsEmpty ? [Everything] : changed);
        }

        var built = tree.Changes.SelectMany(change => new[] { change.Path, change.OldPath }).OfType<string>().Where(IsOfBuild).Select(tree.PathOf).ToList();
        return new StagedChanges(
            members.ToImmutable(),
            [.. projects.Where(project => built.Exists(file => FilePaths.Comparer.Equals(file, project.Path) || !file.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && FilePaths.IsInside(project.Path, Path.GetDirectoryName(file)!)))],
            [.. files.Select(file => file.Path).OfType<string>().Where(name => IsSource(name) && !homes.Contains(name))]);

        // The project with the changed files as they were; null: none of them is in it.
        CSharpCompilation? Before(LoadedProject project, List<Gates.DiffFile> changes, HashSet<string> found)
        {
            var trees = project.Compilation.SyntaxTrees.Where(one => one.FilePath.Length > 0).DistinctBy(one => one.FilePath, FilePaths.Comparer).ToDictionary(one => one.FilePath, FilePaths.Comparer);
            if (trees.Count == 0)
                return null;
            var options = (CSharpParseOptions)trees.Values.First().Options;
            var before = project.Compilation;
            var isTouched = false;
            foreach (var change in changes)
            {
                var now = change.Path is { } name ? trees.GetValueOrDefault(tree.PathOf(name)) : null;
                // A file that is gone was part of the project in whose folder it lay.
                var was = change.OldPath is { } old && (now is not null || FilePaths.Comparer.Equals(tree.ProjectFolderOf(tree.PathOf(old)), project.Folder))
                    ? sources.ReadBefore(old, tree.PathOf(old), options, cancellationToken)
                    : null;
                if (now is not null)
                {
                    found.Add(change.Path!);
                    if (was is not null && SubjectCode.Of(was.GetRoot(cancellationToken)) == SubjectCode.Of(now.GetRoot(cancellationToken)))
                        continue;
                    before = before.RemoveSyntaxTrees(now);
                    isTouched = true;
                }

                if (was is not null)
                {
                    before = before.AddSyntaxTrees(was);
                    isTouched = true;
                }
            }

            return isTouched ? before : null;
        }
    }

    /// <summary>Cases that are staged themselves, or that enter a member that is. Where the shape of a type has changed, every case that enters the project.</summary>
    /// <param name="members">Documentation ids of the members that were watched, by entry id.</param>
    /// <returns>Numbers of cases.</returns>
    public IEnumerable<int> ConcernedCases(TestAssembly assembly, SuiteRunOutcome outcome, ImmutableArray<string> members)
    {
        if (Rebuilt.Contains(assembly.Project) || assembly.Subjects.Any(Rebuilt.Contains))
            return outcome.Runs.Keys;
        var tests = Members.GetValueOrDefault(assembly.Project, []);
        var changed = assembly.Subjects.SelectMany(subject => Members.GetValueOrDefault(subject, [])).ToHashSet(StringComparer.Ordinal);
        var isShape = changed.Any(id => id == Everything || id.StartsWith("T:", StringComparison.Ordinal));
        return outcome.Runs.Values.Where(run => run.Status == CaseStatus.Crashed || IsStaged(outcome.Cases[run.Case]) || run.Members.Any(member => isShape || changed.Contains(members[member]))).Select(run => run.Case);

        // What a test calls of its own project may be what has changed.
        bool IsStaged(SuiteCase found)
        {
            var type = "T:" + found.Class.Replace('+', '.');
            return !tests.IsEmpty && (tests.Any(id => id == type || DocumentationId.TypeOf(id) == type && id[(type.Length + 1)..].Split('(')[0] == found.Method)
                || tests.Any(id => !IsOfTests(id)));
        }

        bool IsOfTests(string id) => id != Everything && (id.StartsWith("T:", StringComparison.Ordinal) ? id : DocumentationId.TypeOf(id)) is { } type && outcome.Cases.Any(found => "T:" + found.Class.Replace('+', '.') == type)
            && (id.StartsWith("T:", StringComparison.Ordinal) || outcome.Cases.Any(found => id[(type.Length + 1)..].Split('(')[0] == found.Method));
    }

    private static bool IsSource(string name) => name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfBuild(string name) =>
        BuildFiles.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) || BuildFileNames.Contains(Path.GetFileName(name), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Different(ImmutableDictionary<string, string> old, ImmutableDictionary<string, string> now) =>
        now.Where(one => old.GetValueOrDefault(one.Key) != one.Value).Select(one => one.Key).Concat(old.Keys.Where(key => !now.ContainsKey(key)));
}
