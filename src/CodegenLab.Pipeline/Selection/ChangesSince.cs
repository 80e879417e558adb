using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Selection;

/// <summary>Which pieces of the code differ between a commit and the folder: the changed files are read as they were, and both states are compared piece by piece, so that layout and comments do not count.</summary>
public sealed class ChangesSince(RunGit git)
{
    /// <param name="projects">Those tested and those with tests, as they are now.</param>
    /// <param name="changed">Since a commit.</param>
    /// <exception cref="InputException">Git cannot show an old file.</exception>
    public async Task<ImmutableHashSet<CodePiece>> ReadAsync(IReadOnlyCollection<LoadedProject> projects, ChangedLines changed, CancellationToken cancellationToken)
    {
        if (changed is not { Commit: { } commit, Root: { } root })
            throw new InvalidOperationException("Only what is compared with a commit can be read as it was.");

        var before = projects.ToDictionary(project => project, project => project.Compilation);
        var pieces = ImmutableHashSet.CreateBuilder<CodePiece>();
        foreach (var file in changed.Files)
            await TakeAsync(file.IsWhole ? null : file.OldPath ?? file.Path, file.Path);
        foreach (var path in changed.Deleted)
            await TakeAsync(path, null);

        var touched = before.Where(project => project.Value != project.Key.Compilation).ToList();
        if (touched.Count > 0)
        {
            var now = CodeSnapshot.Of([.. projects.Select(project => ((Compilation)project.Compilation, project.IsTestProject))], cancellationToken);
            var then = CodeSnapshot.Of([.. before.Select(project => ((Compilation)project.Value, project.Key.IsTestProject))], cancellationToken);
            pieces.UnionWith(then.DifferencesTo(now));
        }

        return pieces.ToImmutable();

        async Task TakeAsync(string? old, string? path)
        {
            var (oldFull, full) = (old is null ? null : Path.GetFullPath(old, root), path is null ? null : Path.GetFullPath(path, root));
            if (!(oldFull ?? full)!.EndsWith(".cs", StringComparison.Ordinal))
            {
                foreach (var project in projects.Where(project => Takes(project, root, oldFull) || Takes(project, root, full)))
                    pieces.Add(CodeSnapshot.ProjectOf(project.Compilation.AssemblyName!));
                return;
            }

            var text = old is null ? null : await OldTextAsync(root, commit, old, cancellationToken);
            foreach (var project in projects)
            {
                var compilation = before[project];
                var tree = full is null ? null : compilation.SyntaxTrees.FirstOrDefault(tree => FilePaths.Comparer.Equals(FilePaths.SeenFrom(root, tree.FilePath), full));
                if (tree is null && !(path is null && Nearest(projects, oldFull!) == project))
                    continue;
                var options = (CSharpParseOptions)(tree ?? compilation.SyntaxTrees[0]).Options;
                var was = text is null ? null : CSharpSyntaxTree.ParseText(SourceText.From(text), options, oldFull!, cancellationToken);
                before[project] = (tree, was) switch
                {
                    (not null, not null) => compilation.ReplaceSyntaxTree(tree, was),
                    (not null, null) => compilation.RemoveSyntaxTrees(tree),
                    (null, not null) => compilation.AddSyntaxTrees(was),
                    _ => compilation,
                };
            }
        }
    }

    private async Task<string> OldTextAsync(string root, string commit, string path, CancellationToken cancellationToken)
    {
        var shown = await git(["show", $"{commit}:{path}"], root, cancellationToken);
        return shown.ExitCode == 0 ? shown.Output : throw new InputException($"git cannot show {path} as it was in {commit[..7]}: {shown.Error.Trim()}");
    }

    /// <summary>A deleted file was part of the project around it, most likely.</summary>
    private static LoadedProject? Nearest(IEnumerable<LoadedProject> projects, string path) =>
        projects.Where(project => FilePaths.IsInside(path, project.Folder)).MaxBy(project => project.Folder.Length);

    private static bool Takes(LoadedProject project, string root, string? path) =>
        path is not null && (ProjectFiles.Of(project, root).Contains(path, FilePaths.Comparer) || (!File.Exists(path) && ProjectFiles.WouldTake(project, path)));
}
