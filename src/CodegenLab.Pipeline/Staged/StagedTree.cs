using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Staged;

/// <summary>A file in a tree of git.</summary>
/// <param name="Mode">"100644"; "120000" is a symbolic link, "160000" a commit of a submodule.</param>
/// <param name="Id">Of its content.</param>
internal sealed record TreeEntry(string Mode, string Id)
{
    public bool IsFile => Mode.StartsWith("100", StringComparison.Ordinal);
}

/// <summary>The staged tree with all its files, and how it differs from the last commit.</summary>
internal sealed class StagedTree
{
    private readonly Lazy<ImmutableHashSet<string>> _projectFolders;

    private StagedTree(StagedSnapshot snapshot, Dictionary<string, TreeEntry> files, Dictionary<string, TreeEntry> before, ImmutableArray<DiffFile> changes)
    {
        (Snapshot, Files, Before, Changes) = (snapshot, files, before, changes);
        _projectFolders = new(() => [.. Files.Keys.Where(path => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).Select(path => Path.GetDirectoryName(PathOf(path))!)]);
    }

    public StagedSnapshot Snapshot { get; }

    public string Root => Snapshot.Root;

    /// <summary>By path from the root, with forward slashes.</summary>
    public Dictionary<string, TreeEntry> Files { get; }

    /// <summary>The same of the last commit.</summary>
    public Dictionary<string, TreeEntry> Before { get; }

    /// <summary>Submodules left out.</summary>
    public ImmutableArray<DiffFile> Changes { get; }

    /// <summary>Paths of submodules whose commit is another one.</summary>
    public IEnumerable<string> MovedSubmodules => Files.Where(file => file.Value.Mode == "160000" && Before.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key);

    public ChangedLines ChangedLines => new("the last commit, staged", [.. ChangedLinesReader.Files(Changes)]);

    public static async Task<StagedTree> ReadAsync(RunGit git, StagedSnapshot snapshot, CancellationToken cancellationToken)
    {
        var files = ListAsync(git, snapshot.Root, snapshot.Tree, cancellationToken);
        var before = ListAsync(git, snapshot.Root, snapshot.Base, cancellationToken);
        var changes = new ChangedLinesReader(git).DiffAsync(snapshot.Root, [snapshot.Base, snapshot.Tree], cancellationToken);
        return new StagedTree(snapshot, await files, await before, await changes);
    }

    public string PathOf(string name) => Path.Combine(Root, FilePaths.WithNativeSeparators(name));

    /// <summary>From the root, with forward slashes; null: it lies elsewhere.</summary>
    public string? NameOf(string path) => FilePaths.IsInside(path, Root) ? Path.GetRelativePath(Root, path).Replace('\\', '/') : null;

    public bool IsInSubmodule(string name) => Files.Any(file => file.Value.Mode == "160000" && name.StartsWith(file.Key + "/", StringComparison.Ordinal));

    /// <summary>Source files below a folder that are there, by path.</summary>
    public IEnumerable<string> SourcesBelow(string folder)
    {
        var name = NameOf(folder);
        var start = name is null or "." ? "" : name + "/";
        return name is null && !FilePaths.Comparer.Equals(folder, Root)
            ? []
            : Files.Where(file => file.Value.IsFile && file.Key.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && file.Key.StartsWith(start, StringComparison.Ordinal)).Select(file => PathOf(file.Key));
    }

    /// <summary>The nearest folder with a project at or above a file; null: none.</summary>
    public string? ProjectFolderOf(string path) => FilePaths.Upward(Path.GetDirectoryName(path)!).TakeWhile(folder => folder.Length >= Root.Length).FirstOrDefault(_projectFolders.Value.Contains);

    private static async Task<Dictionary<string, TreeEntry>> ListAsync(RunGit git, string root, string tree, CancellationToken cancellationToken)
    {
        var listed = await git(["ls-tree", "-r", "-z", "--full-tree", tree], root, cancellationToken);
        if (listed.ExitCode != 0)
            throw new InputException($"Git does not list the tree {tree} in {root}: {listed.Error.Split('\n', 2)[0].Trim()}");
        var files = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        foreach (var line in listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var parts = line[..tab].Split(' ');
            files.Add(line[(tab + 1)..], new TreeEntry(parts[0], parts[2]));
        }

        return files;
    }
}
