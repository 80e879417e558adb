using System.Collections.Immutable;
using CodegenLab.Engine.Subjects;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>One load of one solution, in the order it happens.</summary>
/// <param name="chosen">Project files asked for.</param>
/// <param name="unlisted">Project files that nothing names and that may be tests of those chosen.</param>
/// <param name="isNarrowed">The user named projects; the others matter only as far as those need them.</param>
/// <param name="workingFolder">Where the user is: the commands we advise are to work there.</param>
/// <remarks>Touch this type only after <see cref="InstalledSdk.Register"/>.</remarks>
internal sealed class SolutionLoading(
    FoundSolution found, ImmutableArray<string> chosen, ImmutableArray<string> unlisted, bool isNarrowed, string workingFolder, LoadDepth depth, IProgress<string>? progress)
{
    private readonly LoadMemory? _memory = depth.Memory;
    private readonly Dictionary<string, Evaluation> _evaluations = new(FilePaths.Comparer);
    private readonly Dictionary<string, LoadProblem> _problems = new(FilePaths.Comparer);
    private readonly Dictionary<string, Configuration> _configurations = new(FilePaths.Comparer);
    private readonly Dictionary<string, ConfigurationBuild> _builds = [];
    private readonly Dictionary<string, Task<CompilationSource>> _sources = [];
    private readonly Dictionary<string, CompiledConfiguration> _compiled = [];
    private readonly HashSet<string> _roots = [];
    private readonly HashSet<string> _proven = [];
    private readonly RepositoryBuild _repositoryBuild = new(found.Folder);

    public async Task<LoadedSolution> RunAsync(CancellationToken cancellationToken)
    {
        _memory?.Begin();
        var builds = Builds();
        try
        {
            var wanted = Evaluate(builds, cancellationToken);
            if (depth.OnlyTests)
                wanted = wanted.RemoveAll(project => _evaluations.TryGetValue(project, out var evaluation) && !evaluation.IsTestProject);
            if (depth.NoRestore)
            {
                FailUnrestored(wanted);
            }
            else if (await RestoreAsync(wanted, cancellationToken))
            {
                // What restore wrote is imported by the projects.
                Close();
                builds = Builds();
                _memory?.Begin();
            }

            Build(builds, wanted);
        }
        finally
        {
            Close();
        }

        await BuildOutputsAsync(cancellationToken);
        await CompileAsync(cancellationToken);
        await SettleDoubtsAsync(cancellationToken);
        return Result();

        // Only when a project has to be read.
        Lazy<DesignTimeBuilds> Builds() => new(() => new DesignTimeBuilds(cancellationToken));

        void Close()
        {
            if (builds.IsValueCreated)
                builds.Value.Dispose();
        }
    }

    /// <returns>The projects to load: those chosen, and the tests around them.</returns>
    private ImmutableArray<string> Evaluate(Lazy<DesignTimeBuilds> builds, CancellationToken cancellationToken)
    {
        progress?.Report($"Reading {Path.GetFileName(found.Path)}");
        // In a solution that is asked for as a whole they are nobody's mistake.
        foreach (var project in found.Projects.Where(project => isNarrowed && !IsCSharp(project) && chosen.Contains(project, FilePaths.Comparer)))
            Fail(project, LoadProblemKind.NotCSharp, $"{Path.GetExtension(project)} is not C#.", "Only C# projects are supported; it is left alone.");

        // Tests that are asked for by name need nothing around them.
        if (isNarrowed)
            EvaluateAll(chosen.Where(IsCSharp));
        if (isNarrowed && chosen.All(project => _evaluations.TryGetValue(project, out var evaluation) && evaluation.IsTestProject))
            return chosen;

        EvaluateAll(found.Projects.Where(IsCSharp).Concat(unlisted));

        var wanted = chosen.Where(project => _evaluations.ContainsKey(project) || _problems.ContainsKey(project)).ToImmutableArray();
        var around = unlisted.Where(project => _evaluations.ContainsKey(project) && IsTestOfChosen(project));
        if (!isNarrowed)
            return [.. wanted.Where(_evaluations.ContainsKey), .. around];

        var tests = found.Projects
            .Where(project => !wanted.Contains(project, FilePaths.Comparer) && _evaluations.TryGetValue(project, out var evaluation) && evaluation.IsTestProject)
            .ToArray();
        // Unrelated tests still show the repository's conventions, when there are no others.
        var related = tests.Where(test => Closure(test).Any(reference => wanted.Contains(reference, FilePaths.Comparer))).ToArray();
        return [.. found.Projects.Append(found.Only ?? "").Where(project =>
            _evaluations.ContainsKey(project)
            && (wanted.Contains(project, FilePaths.Comparer) || (related.Length > 0 ? related : tests).Contains(project, FilePaths.Comparer)))
            .Concat(around)
            .Distinct(FilePaths.Comparer)];

        void EvaluateAll(IEnumerable<string> projects)
        {
            foreach (var project in projects)
            {
                cancellationToken.ThrowIfCancellationRequested();
                EvaluateWithReferences(builds, project);
            }
        }
    }

    /// <summary>It tests a chosen project, or cannot be read and bears the name of one that does.</summary>
    private bool IsTestOfChosen(string project) =>
        _evaluations.TryGetValue(project, out var evaluation)
            ? evaluation.IsTestProject && Closure(project).Any(reference => chosen.Contains(reference, FilePaths.Comparer))
            : chosen.Any(subject => UnlistedTests.IsNamedAfter(project, subject));

    private void EvaluateWithReferences(Lazy<DesignTimeBuilds> builds, string project)
    {
        if (_evaluations.ContainsKey(project) || _problems.ContainsKey(project))
            return;

        if (!File.Exists(project))
        {
            Fail(project, LoadProblemKind.Unreadable, "The file does not exist.", "Correct the path in the solution or in the project that references it.");
            return;
        }

        Evaluation evaluation;
        try
        {
            evaluation = _memory is null ? builds.Value.Evaluate(project) : _memory.Evaluate(project, () => builds.Value.Evaluate(project));
        }
        catch (UnreadableProjectException unreadable)
        {
            FailToRead(project, unreadable);
            return;
        }

        _evaluations.Add(project, evaluation);
        if (ChooseConfiguration(project, evaluation) is { } configuration)
            _configurations.Add(project, configuration);
        foreach (var reference in evaluation.ProjectReferences.Where(IsCSharp))
            EvaluateWithReferences(builds, reference);
    }

    private Configuration? ChooseConfiguration(string project, Evaluation evaluation)
    {
        if (!evaluation.IsSdkStyle)
        {
            Fail(project, LoadProblemKind.UnsupportedFramework, "It is not an SDK-style project.", "Convert it to <Project Sdk=\"Microsoft.NET.Sdk\"> with a target that runs on .NET.");
            return null;
        }

        if (TargetFrameworkChoice.Choose(evaluation.TargetFrameworks) is { } framework)
            return new Configuration(project, evaluation.IsMultiTargeted ? framework : null);

        var targets = evaluation.TargetFrameworks.IsEmpty ? "no target framework" : string.Join(", ", evaluation.TargetFrameworks);
        Fail(project, LoadProblemKind.UnsupportedFramework, $"It targets {targets}, which does not run on .NET {Environment.Version.Major} here.", "Add a target framework such as netstandard2.0 or net10.0.");
        return null;
    }

    private void FailUnrestored(ImmutableArray<string> wanted)
    {
        foreach (var project in Needing(wanted, evaluation => evaluation.AssetsFile.Length > 0 && !File.Exists(evaluation.AssetsFile)))
            Fail(project, LoadProblemKind.NotBuilt, "It is not built: not even its packages are restored.", "Build it, or leave out --no-build.");
    }

    private async Task<bool> RestoreAsync(ImmutableArray<string> wanted, CancellationToken cancellationToken)
    {
        var needing = Needing(wanted, RestoreNeed.Exists);
        if (needing.Length == 0)
            return false;

        progress?.Report($"Restoring packages of {Names(needing)}");
        var complaints = await _repositoryBuild.RestoreAsync(needing, cancellationToken);
        foreach (var group in complaints.GroupBy(complaint => complaint.Project ?? "", FilePaths.Comparer))
        {
            var projects = _evaluations.ContainsKey(group.Key) ? [group.Key] : needing;
            foreach (var project in projects)
                Fail(project, LoadProblemKind.RestoreFailed, BuildComplaint.Summarise([.. group], found.Folder), $"Correct the packages or their source until this succeeds: dotnet restore {Relative(project)}");
        }

        return true;
    }

    /// <summary>Of the wanted projects and all that they reference.</summary>
    private string[] Needing(ImmutableArray<string> wanted, Func<Evaluation, bool> isInNeed) =>
    [
        .. wanted
            .SelectMany(Closure)
            .Concat(wanted)
            .Distinct(FilePaths.Comparer)
            .Where(project => !_problems.ContainsKey(project) && _evaluations.TryGetValue(project, out var evaluation) && isInNeed(evaluation)),
    ];

    private void Build(Lazy<DesignTimeBuilds> builds, ImmutableArray<string> wanted)
    {
        var waiting = new Queue<Configuration>(wanted
            .Where(project => !_problems.ContainsKey(project))
            .Select(project => _configurations.GetValueOrDefault(project))
            .OfType<Configuration>());
        _roots.UnionWith(waiting.Select(configuration => configuration.Key));
        while (waiting.TryDequeue(out var configuration))
        {
            if (_builds.ContainsKey(configuration.Key) || _problems.ContainsKey(configuration.Path) || !IsCSharp(configuration.Path))
                continue;

            ConfigurationBuild build;
            try
            {
                build = _memory is null ? Read() : _memory.Build(configuration, _evaluations.GetValueOrDefault(configuration.Path), Read);
            }
            catch (UnreadableProjectException unreadable)
            {
                FailToRead(configuration.Path, unreadable);
                continue;
            }

            if (build.CompilerArguments.IsEmpty)
            {
                FailToRead(configuration.Path, build.Complaints);
                continue;
            }

            _builds.Add(configuration.Key, build);
            // Parsing fills the second core while the next project is read.
            _sources.Add(configuration.Key, Task.Run(() => CompilationFactory.ParseAsync(build, _memory?.Sources ?? new FolderSources(), CancellationToken.None)));
            foreach (var reference in build.References)
                waiting.Enqueue(reference.Configuration);

            ConfigurationBuild Read()
            {
                progress?.Report($"Reading {configuration.Name}");
                return builds.Value.Build(configuration);
            }
        }
    }

    /// <summary>Files that must exist and be up to date: what subjects run beside, and generators of this repository.</summary>
    private async Task BuildOutputsAsync(CancellationToken cancellationToken)
    {
        var generators = _builds.Values
            .SelectMany(build => build.References)
            .Where(reference => reference.Use == ReferenceUse.Analyzer)
            .Select(reference => _builds.GetValueOrDefault(reference.Configuration.Key))
            .OfType<ConfigurationBuild>();
        var besides = InDependencyOrder()
            .Where(build => _memory is null && _roots.Contains(build.Configuration.Key) && build.Properties["IsTestProject"] != "true")
            .SelectMany(RuntimeClosure);
        var needed = generators.Concat(besides).DistinctBy(build => build.Configuration.Key).ToArray();
        var stale = new List<Configuration>();
        foreach (var build in needed)
        {
            if (!await IsProvenAsync(build))
                stale.Add(build.Configuration);
        }

        await BuildAsync(stale, cancellationToken);
    }

    private async Task CompileAsync(CancellationToken cancellationToken)
    {
        progress?.Report("Compiling");
        var factory = _memory?.Factory ?? new CompilationFactory(new GeneratorAssemblies(found.Folder));
        var tasks = new Dictionary<string, Task<CompiledConfiguration?>>();
        foreach (var build in InDependencyOrder())
        {
            var references = build.References
                .Where(reference => reference.Use == ReferenceUse.Library && tasks.ContainsKey(reference.Configuration.Key))
                .Select(reference => tasks[reference.Configuration.Key])
                .ToArray();
            var isProven = _memory is not null || await IsProvenAsync(build);
            tasks.Add(build.Configuration.Key, Task.Run(async () => await CompileAsync(factory, build, await Task.WhenAll(references), isProven, cancellationToken), cancellationToken));
        }

        foreach (var build in InDependencyOrder())
        {
            if (await tasks[build.Configuration.Key] is not { } compiled)
            {
                FailBecauseOfReference(build);
                continue;
            }

            if (compiled.Errors.Length > 0)
                FailToCompile(build.Configuration.Path, compiled.Errors);
            else
                _compiled.Add(build.Configuration.Key, compiled);
        }
    }

    private async Task<CompiledConfiguration?> CompileAsync(
        CompilationFactory factory, ConfigurationBuild build, CompiledConfiguration?[] references, bool isProven, CancellationToken cancellationToken)
    {
        var expected = build.References.Count(reference => reference.Use == ReferenceUse.Library && IsCSharp(reference.Configuration.Path));
        if (references.Length < expected || references.Any(reference => reference is null || reference.Errors.Length > 0)
            || build.References.Any(reference => _problems.ContainsKey(reference.Configuration.Path)))
            return null;

        var compilations = references.ToDictionary(reference => reference!.Source.Build.Configuration.Key, reference => reference!.Compilation);
        var source = await _sources[build.Configuration.Key];
        return _memory is null ? Compile() : _memory.Compile(source, compilations, Compile);

        CompiledConfiguration Compile() => factory.Compile(source, compilations, isProven, cancellationToken);
    }

    /// <summary>Warnings that the settings turn into errors: an analyzer package may suppress them, so only the project's own build can tell.</summary>
    private async Task SettleDoubtsAsync(CancellationToken cancellationToken)
    {
        var doubtful = _compiled.Values.Where(compiled => compiled.Doubts.Length > 0).Select(compiled => compiled.Source.Build.Configuration).ToList();
        await BuildAsync(doubtful, cancellationToken);
        if (doubtful.Count == 0)
            return;

        foreach (var build in InDependencyOrder().Where(build => _compiled.ContainsKey(build.Configuration.Key)))
        {
            var isBroken = _problems.ContainsKey(build.Configuration.Path);
            if (!isBroken && build.References.Any(reference => reference.Use == ReferenceUse.Library && _problems.ContainsKey(reference.Configuration.Path)))
            {
                FailBecauseOfReference(build);
                isBroken = true;
            }

            if (isBroken)
                _compiled.Remove(build.Configuration.Key);
        }
    }

    private async Task BuildAsync(List<Configuration> configurations, CancellationToken cancellationToken)
    {
        if (configurations.Count == 0)
            return;

        progress?.Report($"Building {Names(configurations.Select(configuration => configuration.Path))}");
        var complaints = await _repositoryBuild.BuildAsync(configurations.DistinctBy(configuration => configuration.Key), cancellationToken);
        foreach (var configuration in configurations)
        {
            // The compiler works on several files and members at once and reports as it goes.
            var own = complaints
                .Where(complaint => complaint.Project is null || FilePaths.Comparer.Equals(complaint.Project, configuration.Path))
                .OrderBy(complaint => complaint.File, StringComparer.Ordinal)
                .ThenBy(complaint => complaint.Line)
                .ToArray();
            if (own.Length > 0)
                FailToCompile(configuration.Path, own);
            else if (_builds.TryGetValue(configuration.Key, out var build) && !File.Exists(build.TargetPath))
                FailToCompile(configuration.Path, complaints.Length > 0 ? complaints : [new BuildComplaint("", $"Its build leaves no {build.TargetPath}.", null, 0, null)]);
            else
                _proven.Add(configuration.Key);
        }
    }

    /// <summary>Its own build has compiled it as it stands, and everything it references too.</summary>
    private async Task<bool> IsProvenAsync(ConfigurationBuild build)
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
        var inputs = (await _sources[build.Configuration.Key]).Arguments.SourceFiles
            .Select(file => file.Path)
            .Concat(_evaluations.TryGetValue(build.Configuration.Path, out var evaluation) ? evaluation.Inputs : [])
            .Where(file => !FilePaths.IsInside(file, generated))
            .Append(sourceList);
        if (inputs.Any(input => File.GetLastWriteTimeUtc(input) > written))
            return false;

        foreach (var reference in build.References)
        {
            if (!_builds.TryGetValue(reference.Configuration.Key, out var referenced) || !await IsProvenAsync(referenced))
                return false;
        }

        _proven.Add(build.Configuration.Key);
        return true;
    }

    private LoadedSolution Result()
    {
        var loaded = new List<LoadedProject>();
        var dependencies = new List<LoadedProject>();
        var order = found.Projects.Concat(_evaluations.Keys).Distinct(FilePaths.Comparer).ToArray();
        foreach (var project in order)
        {
            if (_problems.ContainsKey(project)
                || !_configurations.TryGetValue(project, out var configuration)
                || !_compiled.TryGetValue(configuration.Key, out var compiled))
                continue;

            var result = Loaded(compiled);
            if (chosen.Contains(project, FilePaths.Comparer) || result.IsTestProject)
                loaded.Add(result);
            else
                dependencies.Add(result);
        }

        // Nobody asked about neighbours that turned out to be none of ours.
        var asked = isNarrowed ? chosen : found.Projects;
        var tests = found.Projects.Where(_evaluations.ContainsKey).Concat(unlisted).Where(IsTestOfChosen);
        var relevant = asked.Concat(asked.SelectMany(Closure)).Concat(tests).ToHashSet(FilePaths.Comparer);
        return new LoadedSolution(
            found.Path,
            [.. loaded],
            [.. order.Concat(_problems.Keys).Distinct(FilePaths.Comparer)
                .Where(project => _problems.ContainsKey(project) && relevant.Contains(project))
                .Select(project => _problems[project] with { MayHoldTests = !_evaluations.TryGetValue(project, out var evaluation) || evaluation.IsTestProject })])
        {
            Dependencies = [.. dependencies],
            NotCSharp = isNarrowed ? [] : [.. found.Projects.Where(project => !IsCSharp(project))],
        };
    }

    private LoadedProject Loaded(CompiledConfiguration compiled)
    {
        var build = compiled.Source.Build;
        var closure = RuntimeClosure(build).ToArray();
        return new LoadedProject
        {
            Name = build.Configuration.Name,
            Path = build.Configuration.Path,
            TargetFramework = build.Properties.GetValueOrDefault("TargetFramework", ""),
            TargetFrameworks = _evaluations[build.Configuration.Path].TargetFrameworks,
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
            ProjectReferences = _evaluations[build.Configuration.Path].ProjectReferences,
            PackageReferences = build.PackageReferences,
            RootNamespace = build.Properties.GetValueOrDefault("RootNamespace", build.Configuration.Name),
            Resources = compiled.Source.Arguments.ManifestResources,
            Analyzers = [.. compiled.Source.Arguments.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, Path.GetDirectoryName(build.Configuration.Path)!))],
            Warnings = compiled.Warnings,
            ArgumentsHash = SubjectCode.HashOf(build.CompilerArguments),
            Properties = build.Properties,
        };
    }

    /// <summary>Every configuration whose assembly is needed to run this one, itself excluded.</summary>
    private IEnumerable<ConfigurationBuild> RuntimeClosure(ConfigurationBuild build)
    {
        var seen = new HashSet<string> { build.Configuration.Key };
        var waiting = new Queue<ConfigurationBuild>([build]);
        while (waiting.TryDequeue(out var current))
        {
            foreach (var reference in current.References.Where(reference => reference.Use == ReferenceUse.Library))
            {
                if (!seen.Add(reference.Configuration.Key) || !_builds.TryGetValue(reference.Configuration.Key, out var referenced))
                    continue;
                waiting.Enqueue(referenced);
                yield return referenced;
            }
        }
    }

    /// <summary>What must be compiled, referenced before referencing: generators of this repository are only built. A cycle, which restore refuses anyway, is cut.</summary>
    private ImmutableArray<ConfigurationBuild> InDependencyOrder()
    {
        var order = ImmutableArray.CreateBuilder<ConfigurationBuild>();
        var seen = new HashSet<string>();
        foreach (var build in _builds.Values.Where(build => _roots.Contains(build.Configuration.Key)))
            Visit(build);
        return order.ToImmutable();

        void Visit(ConfigurationBuild build)
        {
            if (!seen.Add(build.Configuration.Key))
                return;
            foreach (var reference in build.References.Where(reference => reference.Use == ReferenceUse.Library))
            {
                if (_builds.TryGetValue(reference.Configuration.Key, out var referenced))
                    Visit(referenced);
            }

            order.Add(build);
        }
    }

    /// <summary>Paths of the projects a project references, directly or not, itself excluded.</summary>
    private HashSet<string> Closure(string project)
    {
        var seen = new HashSet<string>(FilePaths.Comparer);
        var waiting = new Queue<string>([project]);
        while (waiting.TryDequeue(out var current))
        {
            if (!_evaluations.TryGetValue(current, out var evaluation))
                continue;
            foreach (var reference in evaluation.ProjectReferences.Where(seen.Add))
                waiting.Enqueue(reference);
        }

        seen.Remove(project);
        return seen;
    }

    private void FailBecauseOfReference(ConfigurationBuild build)
    {
        var broken = build.References
            .Where(reference => _problems.ContainsKey(reference.Configuration.Path))
            .Select(reference => reference.Configuration.Path);
        Fail(build.Configuration.Path, LoadProblemKind.DoesNotCompile, $"It references {Names(broken)}, which cannot be used.", "Put that right first.");
    }

    private void FailToCompile(string project, IReadOnlyCollection<BuildComplaint> complaints) =>
        Fail(project, LoadProblemKind.DoesNotCompile, BuildComplaint.Summarise(complaints, found.Folder), $"Correct the code until this succeeds: dotnet build {Relative(project)}");

    private void FailToRead(string project, ImmutableArray<BuildComplaint> complaints)
    {
        var explanation = complaints.IsEmpty ? "Its build passes no arguments to the compiler." : BuildComplaint.Summarise(complaints, found.Folder);
        var kind = complaints.Any(complaint => complaint.Id is "NETSDK1045" or "NETSDK1147" or "MSB4236")
            ? LoadProblemKind.SdkMissing
            : complaints.Any(complaint => complaint.Id is "NETSDK1004" or "NETSDK1005" or "NETSDK1064" || complaint.Id.StartsWith("NU", StringComparison.Ordinal))
                ? LoadProblemKind.RestoreFailed
                : LoadProblemKind.Unreadable;
        Fail(project, kind, explanation, kind == LoadProblemKind.SdkMissing ? "Install the SDK or workload it names: https://dot.net" : $"See what this says: dotnet build {Relative(project)}");
    }

    private void FailToRead(string project, UnreadableProjectException unreadable)
    {
        // MSB4236: the SDK named by the project was not found.
        var kind = unreadable.Code == "MSB4236" ? LoadProblemKind.SdkMissing : LoadProblemKind.Unreadable;
        Fail(project, kind, (unreadable.Code.Length > 0 ? unreadable.Code + ": " : "") + unreadable.Message, $"See what this says: dotnet build {Relative(project)}");
    }

    // The first problem of a project is the cause of the others.
    private void Fail(string project, LoadProblemKind kind, string explanation, string advice) =>
        _problems.TryAdd(project, new LoadProblem(project, kind, explanation, advice));

    private string Relative(string project) => FilePaths.IsInside(project, workingFolder) ? Path.GetRelativePath(workingFolder, project) : project;

    private static bool IsCSharp(string project) => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    private static string Names(IEnumerable<string> projects)
    {
        var names = projects.Select(Path.GetFileNameWithoutExtension).Distinct().ToArray();
        return names.Length <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(2))} and {names.Length - 2} more";
    }
}
