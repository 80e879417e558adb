using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Staged;

/// <summary>Sources as they are staged: not as they lie in the folder, without those that git does not know, with those that were deleted but are staged still.</summary>
internal sealed class StagedSources(StagedTree tree, GitBlobs blobs, TreeTexts texts, RunGit git) : ISourceFiles
{
    private readonly ConcurrentDictionary<string, byte> _leftOut = new(StringComparer.Ordinal);

    /// <summary>Files of projects that the commit would not hold, by path from the root.</summary>
    public ImmutableArray<string> LeftOut => [.. _leftOut.Keys.Order(StringComparer.Ordinal)];

    public async Task<ImmutableArray<string>> OfAsync(ConfigurationBuild build, ImmutableArray<string> listed, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(build.Configuration.Path)!;
        var generated = Path.GetFullPath(FilePaths.WithNativeSeparators(build.Properties.GetValueOrDefault("BaseIntermediateOutputPath", "obj")), folder);
        var unknown = listed.Select(tree.NameOf).OfType<string>()
            .Where(name => !tree.Files.ContainsKey(name) && !FilePaths.IsInside(tree.PathOf(name), generated) && !tree.IsInSubmodule(name)).ToList();
        var ignored = unknown.Count == 0 ? [] : (await git(["--literal-pathspecs", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", .. unknown], tree.Root, cancellationToken)).Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var leftOut = unknown.Where(name => !ignored.Contains(name)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in leftOut)
            _leftOut.TryAdd(name, 0);

        var known = listed.ToHashSet(FilePaths.Comparer);
        return
        [
            .. listed.Where(path => tree.NameOf(path) is not { } name || !leftOut.Contains(name)),
            .. tree.SourcesBelow(folder).Where(path => !known.Contains(path) && !File.Exists(path) && FilePaths.Comparer.Equals(tree.ProjectFolderOf(path), folder)),
        ];
    }

    public SyntaxTree? Read(string path, CSharpParseOptions options, Encoding encoding, SourceHashAlgorithm checksum, CancellationToken cancellationToken)
    {
        if (tree.NameOf(path) is { } name && tree.Files.TryGetValue(name, out var entry) && entry.IsFile)
            return texts.Of(path, entry.Id, options, encoding, checksum, () => blobs.Read(entry.Id, name), cancellationToken);
        var stamp = LoadMemory.StampOf(path);
        return stamp.Length == 0 ? null : texts.Of(path, stamp, options, encoding, checksum, () => File.ReadAllBytes(path), cancellationToken);
    }

    /// <summary>A file as it was in the last commit; null: it was not there.</summary>
    public SyntaxTree? ReadBefore(string name, string path, CSharpParseOptions options, CancellationToken cancellationToken) =>
        tree.Before.TryGetValue(name, out var entry) && entry.IsFile
            ? texts.Of(path, entry.Id, options, Encoding.UTF8, SourceHashAlgorithm.Sha256, () => blobs.Read(entry.Id, name), cancellationToken)
            : null;
}
