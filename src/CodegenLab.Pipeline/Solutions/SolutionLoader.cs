using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Opens what a user points at: finds the solution, restores when needed, and compiles every project as its own build would.</summary>
/// <param name="output">Folder where the user wants the tests, so that those of an earlier run are found there; null: where they usually lie.</param>
public sealed class SolutionLoader(string? output = null)
{
    /// <param name="path">.sln, .slnx, .slnf, .csproj or a folder; null: the solution found upward from <paramref name="workingFolder"/>.</param>
    /// <param name="projectFilters">Names, paths or globs of projects; empty: all, or the one that <paramref name="path"/> names.</param>
    /// <param name="progress">Told in a few words what takes time; null: nobody listens.</param>
    /// <exception cref="InputException">Nothing there to open, or no SDK to open it with.</exception>
    public async Task<LoadedSolution> LoadAsync(
        string? path,
        string workingFolder,
        IReadOnlyList<string> projectFilters,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        return await LoadAsync(path, workingFolder, projectFilters, LoadDepth.Whole, progress, cancellationToken);
    }

    /// <exception cref="InputException">Nothing there to open, or no SDK to open it with.</exception>
    internal async Task<LoadedSolution> LoadAsync(
        string? path, string workingFolder, IReadOnlyList<string> projectFilters, LoadDepth depth, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var found = SolutionFinder.Find(path, workingFolder);
        var chosen = ProjectFilter.Apply(found.Only is { } only ? [only] : found.Projects, projectFilters, found.Folder);
        Task<string?> AskSdkAsync() => InstalledSdk.ComplaintAsync(found.Folder, cancellationToken);
        if (await (depth.Memory?.SdkComplaintAsync(AskSdkAsync) ?? AskSdkAsync()) is { } complaint)
        {
            var problem = new LoadProblem(
                found.Only ?? found.Path, LoadProblemKind.SdkMissing, complaint, "Install that SDK (https://dot.net), or let global.json roll forward to an installed one.");
            return new LoadedSolution(found.Path, [], [problem]) { Only = found.Only };
        }

        InstalledSdk.Register(found.Folder);
        var isNarrowed = found.Only is not null || projectFilters.Count > 0;
        var unlisted = UnlistedTests.Find(found, chosen, output is null ? null : Path.GetFullPath(output));
        return await Task.Run(() => LoadRegisteredAsync(found, [.. chosen], unlisted, isNarrowed, workingFolder, depth, progress, cancellationToken), cancellationToken);
    }

    // Not inlined: MSBuild's assemblies must not be looked for before the SDK is registered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<LoadedSolution> LoadRegisteredAsync(
        FoundSolution found, ImmutableArray<string> chosen, ImmutableArray<string> unlisted, bool isNarrowed, string workingFolder, LoadDepth depth, IProgress<string>? progress, CancellationToken cancellationToken) =>
        new SolutionLoading(found, chosen, unlisted, isNarrowed, workingFolder, depth, progress).RunAsync(cancellationToken);
}
