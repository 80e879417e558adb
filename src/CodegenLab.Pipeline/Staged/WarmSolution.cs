using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Staged;

/// <summary>What is kept of a solution from one call of the hook to the next. One call at a time.</summary>
/// <param name="root">Of the work tree.</param>
/// <param name="path">The solution, from the root; null: the one found.</param>
public sealed class WarmSolution(string root, string? path)
{
    private LoadMemory? _memory;

    internal TreeTexts Texts { get; } = new();

    internal EmittedProjects Emitted { get; } = new();

    /// <summary>Projects that were evaluated since this began, once for each time.</summary>
    public int Evaluated => _memory?.Evaluated ?? 0;

    /// <summary>The solution as it is staged.</summary>
    /// <exception cref="InputException">There is nothing to open, or no SDK to open it with.</exception>
    internal async Task<(LoadedSolution Solution, StagedSources Sources)> LoadAsync(StagedTree tree, GitBlobs blobs, RunGit git, IProgress<string> progress, CancellationToken cancellationToken)
    {
        _memory ??= new LoadMemory(SolutionFinder.Find(path, root).Folder);
        Texts.Begin();
        var sources = new StagedSources(tree, blobs, Texts, git);
        _memory.Sources = sources;
        _memory.Listing = folder => string.Join('\n', tree.SourcesBelow(folder));
        return (await new SolutionLoader().LoadAsync(path, root, [], new LoadDepth { Memory = _memory }, progress, cancellationToken), sources);
    }
}
