using System.Collections.Immutable;
using CodegenLab.Engine.Subjects;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>One load of one solution, in the order it happens.</summary>
/// <remarks>Touch this type only after <see cref="InstalledSdk.Register"/>.</remarks>
internal sealed class SolutionLoading
{
    private readonly FoundSolution _found;
    private readonly ImmutableArray<string> _chosen;
    private readonly ImmutableArray<string> _unlisted;
    private readonly bool _isNarrowed;
    private readonly LoadDepth _depth;
    private readonly IProgress<string>? _progress;
    private readonly LoadMemory? _memory;
    private readonly KeptEvaluations? _kept;
    private readonly LoadProblems _problems;
    private readonly SolutionEvaluation _evaluations;
    private readonly SolutionRestore _restore;
    private readonly SolutionBuilds _builds;
    private readonly OutputBuilds _outputs;
    private readonly Dictionary<string, CompiledConfiguration> _compiled = [];

    /// <param name="chosen">Project files asked for.</param>
    /// <param name="unlisted">Project files that nothing names and that may be tests of those chosen.</param>
    /// <param name="isNarrowed">The user named projects; the others matter only as far as those need them.</param>
    /// <param name="workingFolder">Where the user is: the commands we advise are to work there.</param>
    public SolutionLoading(
        FoundSolution found, ImmutableArray<string> chosen, ImmutableArray<string> unlisted, bool isNarrowed, string workingFolder, LoadDepth depth, IProgress<string>? progress)
    {
        (_found, _chosen, _unlisted, _isNarrowed, _depth, _progress, _memory) = (found, chosen, unlisted, isNarrowed, depth, progress, depth.Memory);
        _kept = depth.KeepsEvaluations ? KeptEvaluations.Open(found.Folder, EvaluationSetting.Of(InstalledSdk.Folder)) : null;
        var repository = new RepositoryBuild(found.Folder);
        _problems = new LoadProblems(found.Folder, workingFolder);
        _evaluations = new SolutionEvaluation(found, chosen, unlisted, isNarrowed, _memory, _kept, _problems, progress);
        _restore = new SolutionRestore(found, _evaluations, _problems, repository, progress);
        _builds = new SolutionBuilds(_evaluations, _memory, _kept, _problems, progress);
        _outputs = new OutputBuilds(_evaluations, _builds, _problems, repository, isKept: _memory is not null, progress);
    }

    public async Task<LoadedSolution> RunAsync(CancellationToken cancellationToken)
    {
        _memory?.Begin();
        var builds = Builds();
        try
        {
            var wanted = _evaluations.Evaluate(builds, cancellationToken);
            if (_depth.OnlyTests)
                wanted = wanted.RemoveAll(project => _evaluations.Of(project) is { IsTestProject: false });
            if (_depth.NoRestore)
            {
                _restore.FailUnrestored(wanted);
            }
            else if (await _restore.RestoreAsync(wanted, cancellationToken))
            {
                // What restore wrote is imported by the projects.
                Close();
                builds = Builds();
                _memory?.Begin();
                _kept?.Forget();
            }

            _builds.Read(builds, wanted);
            _kept?.Save();
        }
        finally
        {
            Close();
        }

        await _outputs.BuildAsync(cancellationToken);
        await CompileAsync(cancellationToken);
        await SettleDoubtsAsync(cancellationToken);
        return Result();

        // Only when a project has to be read.
        Lazy<DesignTimeBuilds> Builds() => new(() => new DesignTimeBuilds(_found.Folder, _kept, cancellationToken));

        void Close()
        {
            if (builds.IsValueCreated)
                builds.Value.Dispose();
        }
    }

    private async Task CompileAsync(CancellationToken cancellationToken)
    {
        _progress?.Report("Compiling");
        var factory = _memory?.Factory ?? new CompilationFactory(new GeneratorAssemblies(_found.Folder));
        var tasks = new Dictionary<string, Task<CompiledConfiguration?>>();
        foreach (var build in _builds.InDependencyOrder())
        {
            var references = build.References
                .Where(reference => reference.Use == ReferenceUse.Library && tasks.ContainsKey(reference.Configuration.Key))
                .Select(reference => tasks[reference.Configuration.Key])
                .ToArray();
            var isProven = _memory is not null || await _outputs.IsProvenAsync(build);
            tasks.Add(build.Configuration.Key, Task.Run(async () => await CompileAsync(factory, build, await Task.WhenAll(references), isProven, cancellationToken), cancellationToken));
        }

        foreach (var build in _builds.InDependencyOrder())
        {
            if (await tasks[build.Configuration.Key] is not { } compiled)
            {
                _problems.FailBecauseOfReference(build);
                continue;
            }

            if (compiled.Errors.Length > 0)
                _problems.FailToCompile(build.Configuration.Path, compiled.Errors);
            else
                _compiled.Add(build.Configuration.Key, compiled);
        }
    }

    private async Task<CompiledConfiguration?> CompileAsync(
        CompilationFactory factory, ConfigurationBuild build, CompiledConfiguration?[] references, bool isProven, CancellationToken cancellationToken)
    {
        var expected = build.References.Count(reference => reference.Use == ReferenceUse.Library && ProjectNames.IsCSharp(reference.Configuration.Path));
        if (references.Length < expected || references.Any(reference => reference is null || reference.Errors.Length > 0)
            || build.References.Any(reference => _problems.Has(reference.Configuration.Path)))
            return null;

        var compilations = references.ToDictionary(reference => reference!.Source.Build.Configuration.Key, reference => reference!.Compilation);
        var source = await _builds.SourceOf(build);
        return _memory is null ? Compile() : _memory.Compile(source, compilations, Compile);

        CompiledConfiguration Compile() => factory.Compile(source, compilations, isProven, cancellationToken);
    }

    /// <summary>Warnings that the settings turn into errors: an analyzer package may suppress them, so only the project's own build can tell.</summary>
    private async Task SettleDoubtsAsync(CancellationToken cancellationToken)
    {
        var doubtful = _compiled.Values.Where(compiled => compiled.Doubts.Length > 0).Select(compiled => compiled.Source.Build.Configuration).ToList();
        await _outputs.BuildAsync(doubtful, cancellationToken);
        if (doubtful.Count == 0)
            return;

        foreach (var build in _builds.InDependencyOrder().Where(build => _compiled.ContainsKey(build.Configuration.Key)))
        {
            var isBroken = _problems.Has(build.Configuration.Path);
            if (!isBroken && build.References.Any(reference => reference.Use == ReferenceUse.Library && _problems.Has(reference.Configuration.Path)))
            {
                _problems.FailBecauseOfReference(build);
                isBroken = true;
            }

            if (isBroken)
                _compiled.Remove(build.Configuration.Key);
        }
    }

    private LoadedSolution Result()
    {
        var loaded = new List<LoadedProject>();
        var dependencies = new List<LoadedProject>();
        var order = _found.Projects.Concat(_evaluations.Projects).Distinct(FilePaths.Comparer).ToArray();
        foreach (var project in order)
        {
            if (_problems.Has(project)
                || _evaluations.ConfigurationOf(project) is not { } configuration
                || !_compiled.TryGetValue(configuration.Key, out var compiled))
                continue;

            var result = Loaded(compiled);
            if (_chosen.Contains(project, FilePaths.Comparer) || result.IsTestProject)
                loaded.Add(result);
            else
                dependencies.Add(result);
        }

        // Nobody asked about neighbours that turned out to be none of ours.
        var asked = _isNarrowed ? _chosen : _found.Projects;
        var tests = _found.Projects.Where(project => _evaluations.Of(project) is not null).Concat(_unlisted).Where(_evaluations.IsTestOfChosen);
        var relevant = asked.Concat(asked.SelectMany(_evaluations.Closure)).Concat(tests).ToHashSet(FilePaths.Comparer);
        return new LoadedSolution(
            _found.Path,
            [.. loaded],
            [.. order.Concat(_problems.Projects).Distinct(FilePaths.Comparer)
                .Where(project => _problems.Has(project) && relevant.Contains(project))
                .Select(project => _problems.Of(project) with { MayHoldTests = _evaluations.Of(project)?.IsTestProject != false })])
        {
            Only = _found.Only,
            Dependencies = [.. dependencies],
            NotCSharp = _isNarrowed ? [] : [.. _found.Projects.Where(project => !ProjectNames.IsCSharp(project))],
        };
    }

    private LoadedProject Loaded(CompiledConfiguration compiled)
    {
        var build = compiled.Source.Build;
        var evaluation = _evaluations.Of(build.Configuration.Path)!;
        var closure = _builds.RuntimeClosure(build).ToArray();
        return new LoadedProject
        {
            Name = build.Configuration.Name,
            Path = build.Configuration.Path,
            TargetFramework = build.Properties.GetValueOrDefault("TargetFramework", ""),
            TargetFrameworks = evaluation.TargetFrameworks,
            Compilation = compiled.Compilation,
            IsTestProject = build.Properties["IsTestProject"] == "true",
            TargetPath = build.TargetPath,
            RuntimeReferences =
            [
                .. closure.Select(referenced => referenced.TargetPath)
                    .Concat(build.RuntimeAssemblies.Where(assembly => !SharedFramework.Supersedes(assembly)))
                    .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase),
            ],
            NativeReferences = build.NativeLibraries,
            FrameworkReferences = [.. closure.Prepend(build).SelectMany(each => each.FrameworkReferences).Distinct(StringComparer.OrdinalIgnoreCase)],
            ProjectReferences = evaluation.ProjectReferences,
            PackageReferences = build.PackageReferences,
            RootNamespace = build.Properties.GetValueOrDefault("RootNamespace", build.Configuration.Name),
            Resources = compiled.Source.Arguments.ManifestResources,
            ResourceFiles = ResourceArguments.FilesOf(build.CompilerArguments, Path.GetDirectoryName(build.Configuration.Path)!),
            Analyzers = [.. compiled.Source.Arguments.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, Path.GetDirectoryName(build.Configuration.Path)!))],
            Generators = compiled.Generators,
            Warnings = compiled.Warnings,
            ArgumentsHash = SubjectCode.HashOf(build.CompilerArguments),
            Properties = build.Properties,
        };
    }
}
