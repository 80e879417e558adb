namespace CodegenLab.Pipeline.Solutions;

/// <summary>The real builds of one load: of files that must exist and be up to date, and where only a build can tell whether something compiles.</summary>
/// <param name="isKept">The solution is kept in memory from load to load: nothing is built but generators of the repository.</param>
internal sealed class OutputBuilds(
    SolutionEvaluation evaluations, SolutionBuilds builds, LoadProblems problems, RepositoryBuild repositoryBuild, bool isKept, IProgress<string>? progress)
{
    private readonly HashSet<string> _proven = [];

    /// <summary>Files that must exist and be up to date: what subjects run beside, and generators of this repository.</summary>
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        var generators = builds.All
            .SelectMany(build => build.References)
            .Where(reference => reference.Use == ReferenceUse.Analyzer)
            .Select(reference => builds.Of(reference.Configuration))
            .OfType<ConfigurationBuild>();
        var besides = builds.InDependencyOrder()
            .Where(build => !isKept && builds.IsRoot(build) && build.Properties["IsTestProject"] != "true")
            .SelectMany(builds.RuntimeClosure);
        var needed = generators.Concat(besides).DistinctBy(build => build.Configuration.Key).ToArray();
        var stale = new List<Configuration>();
        foreach (var build in needed)
        {
            if (!await IsProvenAsync(build))
                stale.Add(build.Configuration);
        }

        await BuildAsync(stale, cancellationToken);
    }

    public async Task BuildAsync(List<Configuration> configurations, CancellationToken cancellationToken)
    {
        if (configurations.Count == 0)
            return;

        progress?.Report($"Building {ProjectNames.InShort(configurations.Select(configuration => configuration.Path))}");
        var complaints = await repositoryBuild.BuildAsync(configurations.DistinctBy(configuration => configuration.Key), cancellationToken);
        foreach (var configuration in configurations)
        {
            // The compiler works on several files and members at once and reports as it goes.
            var own = complaints
                .Where(complaint => complaint.Project is null || FilePaths.Comparer.Equals(complaint.Project, configuration.Path))
                .OrderBy(complaint => complaint.File, StringComparer.Ordinal)
                .ThenBy(complaint => complaint.Line)
                .ToArray();
            if (own.Length > 0)
                problems.FailToCompile(configuration.Path, own);
            else if (builds.Of(configuration) is { } build && !File.Exists(build.TargetPath))
                problems.FailToCompile(configuration.Path, complaints.Length > 0 ? complaints : [new BuildComplaint("", $"Its build leaves no {build.TargetPath}.", null, 0, null)]);
            else
                _proven.Add(configuration.Key);
        }
    }

    /// <summary>Its own build has compiled it as it stands, and everything it references too.</summary>
    public async Task<bool> IsProvenAsync(ConfigurationBuild build)
    {
        if (_proven.Contains(build.Configuration.Key))
            return true;
        if (!File.Exists(build.TargetPath))
            return false;

        var written = File.GetLastWriteTimeUtc(build.TargetPath);
        var projectFolder = Path.GetDirectoryName(build.Configuration.Path)!;
        var generated = Path.GetFullPath(FilePaths.WithNativeSeparators(build.Properties.GetValueOrDefault("BaseIntermediateOutputPath", "obj")), projectFolder);
        // Other files in obj are rewritten by every build, this one included; this one is when the list of sources changes.
        var sourceList = Path.GetFullPath(
            Path.Combine(FilePaths.WithNativeSeparators(build.Properties.GetValueOrDefault("IntermediateOutputPath", "")), Path.GetFileName(build.Configuration.Path) + ".CoreCompileInputs.cache"),
            projectFolder);
        var inputs = (await builds.SourceOf(build)).Arguments.SourceFiles
            .Select(file => file.Path)
            .Concat(evaluations.Of(build.Configuration.Path)?.Inputs ?? [])
            .Where(file => !FilePaths.IsInside(file, generated))
            .Append(sourceList);
        if (inputs.Any(input => File.GetLastWriteTimeUtc(input) > written))
            return false;

        foreach (var reference in build.References)
        {
            if (builds.Of(reference.Configuration) is not { } referenced || !await IsProvenAsync(referenced))
                return false;
        }

        _proven.Add(build.Configuration.Key);
        return true;
    }
}
