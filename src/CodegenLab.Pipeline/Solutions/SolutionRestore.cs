using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Sees to it that the packages of the projects of one load are there.</summary>
internal sealed class SolutionRestore(FoundSolution found, SolutionEvaluation evaluations, LoadProblems problems, RepositoryBuild build, IProgress<string>? progress)
{
    /// <summary>Notes the projects of which nothing was ever restored, where nothing may be.</summary>
    public void FailUnrestored(ImmutableArray<string> wanted)
    {
        foreach (var project in Needing(wanted, evaluation => evaluation.AssetsFile.Length > 0 && !File.Exists(evaluation.AssetsFile)))
            problems.Fail(project, LoadProblemKind.NotBuilt, "It is not built: not even its packages are restored.", "Build it, or leave out --no-build.");
    }

    /// <returns>Something was restored: the projects say something else now.</returns>
    public async Task<bool> RestoreAsync(ImmutableArray<string> wanted, CancellationToken cancellationToken)
    {
        var needing = Needing(wanted, RestoreNeed.Exists);
        if (needing.Length == 0)
            return false;

        progress?.Report($"Restoring packages of {ProjectNames.InShort(needing)}");
        var complaints = await build.RestoreAsync(needing, cancellationToken);
        foreach (var group in complaints.GroupBy(complaint => complaint.Project ?? "", FilePaths.Comparer))
        {
            var projects = evaluations.Of(group.Key) is not null ? [group.Key] : needing;
            foreach (var project in projects)
                problems.Fail(project, LoadProblemKind.RestoreFailed, BuildComplaint.Summarise([.. group], found.Folder), $"Correct the packages or their source until this succeeds: dotnet restore {problems.Relative(project)}");
        }

        return true;
    }

    /// <summary>Of the wanted projects and all that they reference.</summary>
    private string[] Needing(ImmutableArray<string> wanted, Func<Evaluation, bool> isInNeed) =>
    [
        .. wanted
            .SelectMany(evaluations.Closure)
            .Concat(wanted)
            .Distinct(FilePaths.Comparer)
            .Where(project => !problems.Has(project) && evaluations.Of(project) is { } evaluation && isInNeed(evaluation)),
    ];
}
