using System.Collections.Immutable;
using System.Diagnostics;
using CodegenLab.Engine.Suites;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Staged;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline;

/// <summary>
/// Looks at what is staged before it is committed: the tests that reach it pass, its lines are covered, no weak or stale test comes with it. Code under test and tests are compiled
/// in memory from what git holds, and stand in for what was built; the work tree may look as it likes.
/// </summary>
public sealed class StagedCheck(RunGit git)
{
    /// <summary>Of changed lines, where nobody has set a target: shown, and holds nobody.</summary>
    public const double UsualShare = .8;

    private const long HeapLimit = 2L << 30;

    private const int MostWorkers = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="warm">What is known from earlier calls, and for later ones.</param>
    /// <exception cref="InputException">What is staged does not compile, or cannot be looked at.</exception>
    public async Task<StagedOutcome> CheckAsync(StagedRequest request, WarmSolution warm, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var tree = await StagedTree.ReadAsync(git, request.Snapshot, cancellationToken);
        using var blobs = new GitBlobs(tree.Root);
        var loading = new Relay<string>(text => Say(progress, Stage.Loading, null, text));
        loading.Report("opening the solution");
        var (solution, sources) = await warm.LoadAsync(tree, blobs, git, loading, cancellationToken);
        var settings = GateSettings.Read(FolderOf(solution));

        var projects = solution.Projects.Concat(solution.Dependencies).ToImmutableArray();
        var changes = StagedChanges.Of(tree, sources, projects, cancellationToken);
        var remarks = Remarks(tree, sources, solution, changes).ToList();
        var outcome = new StagedOutcome { Files = tree.Changes.Length, Remarks = [.. remarks] };
        var assemblies = Affected(TestAssembly.In(solution), changes);
        var subjects = projects.Where(project => !project.IsTestProject && changes.Members.ContainsKey(project)).ToImmutableArray();
        if (assemblies.IsEmpty && subjects.IsEmpty)
            return outcome with { Elapsed = clock.Elapsed };

        await BuildOnceAsync(solution, assemblies, progress, cancellationToken);
        var all = projects.ToDictionary(project => (Compilation)project.Compilation);
        // What no test reaches has to compile as well.
        foreach (var subject in subjects)
            warm.Emitted.ImageOf(subject, all, cancellationToken);
        var history = new SuiteHistory(FolderOf(solution), Generation.ToolVersion);
        var known = KnownIn(history, assemblies);
        var (plan, remembered) = await SelectAsync(solution, assemblies, tree.Root, known, cancellationToken);
        var results = new StagedResults();
        var (figures, concerned) = await RunAsync(tree.Root, subjects, assemblies, plan, remembered, changes, all, warm, results, progress, cancellationToken);
        history.Record(new RecordedRun(figures.Time, Commit: null, Generation.ToolVersion, PastRun.Hook, results.Tests, ImmutableDictionary<string, ImmutableHashSet<string>>.Empty));
        var (tests, failed) = (figures.Tests, figures.Tests.Where(test => test.Status == SuiteTestStatus.Failed).ToList());
        remarks.AddRange(failed.Where(test => !concerned.Contains(test)).Select(test => $"{test.DisplayName} fails as well, and reaches nothing that is staged."));

        var advice = settings.Targets.Changed == ShareTargets.None;
        if (settings.Targets.Changed.Mutation is not null)
            remarks.Add("Mutants of changed code are left to: dotnet codegen-lab check --staged");
        var targets = new GateTargets { Changed = advice ? new ShareTargets(Line: UsualShare) : settings.Targets.Changed with { Mutation = null } };
        var verdict = new Gate(targets).Judge(figures, tree.ChangedLines);
        var changed = subjects.SelectMany(subject => changes.Members[subject]).ToHashSet(StringComparer.Ordinal);
        var members = NamesOf(figures, changed, _ => true).ToList();
        return outcome with
        {
            Members = [.. members, .. ShapesOf(changed).Where(type => !members.Exists(member => member.StartsWith(type + ".", StringComparison.Ordinal)))],
            Untested = [.. NamesOf(figures, changed, member => member.IsPublic && !Runs(figures, member.Id))],
            Tests = tests.Count(test => !test.IsRemembered),
            Failures = [.. failed.Where(concerned.Contains).Select(test => new StagedFailure(test.DisplayName, test.Message, test.Path, test.Line))],
            Rows = [.. verdict.Rows.Where(row => row.Share is { All: > 0 })],
            IsAdvice = advice,
            Findings = [.. FindingsOf(tree, solution, assemblies, changes, cancellationToken)],
            Remarks = [.. remarks, .. tests.Where(test => test.Status == SuiteTestStatus.Flaky).Select(test => $"{test.DisplayName} passes and fails: {test.Message}")],
            Elapsed = clock.Elapsed,
        };
    }

    private static IEnumerable<string> Remarks(StagedTree tree, StagedSources sources, LoadedSolution solution, StagedChanges changes)
    {
        var name = Path.GetFileName(solution.Path);
        foreach (var problem in solution.Problems)
            yield return $"{Path.GetFileNameWithoutExtension(problem.Project)} is not looked at: {problem.Explanation} {problem.Advice}";
        if (!changes.Homeless.IsEmpty)
            yield return $"In no project of {name}, and not looked at: {Some(changes.Homeless)}";
        if (!sources.LeftOut.IsEmpty)
            yield return $"Not staged, and left out of what is compiled: {Some(sources.LeftOut)}";
        foreach (var submodule in tree.MovedSubmodules)
            yield return $"{submodule} is a submodule, and not looked at.";
    }

    private static string Some(ImmutableArray<string> names) =>
        string.Join(", ", names.Take(3)) + (names.Length > 3 ? FormattableString.Invariant($" and {names.Length - 3} more") : "");

    /// <summary>Test projects that have changed themselves, or whose subjects have.</summary>
    private static ImmutableArray<TestAssembly> Affected(ImmutableArray<TestAssembly> assemblies, StagedChanges changes)
    {
        var changed = changes.Members.Keys.Concat(changes.Rebuilt).ToHashSet();
        return [.. assemblies.Where(assembly => changed.Contains(assembly.Project) || assembly.Subjects.Any(changed.Contains))];
    }

    /// <summary>What runs beside the tests comes from their output folder, so that there has to be one, as new as their packages.</summary>
    private static async Task BuildOnceAsync(LoadedSolution solution, ImmutableArray<TestAssembly> assemblies, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var missing = assemblies.Select(assembly => assembly.Project).Where(NeedsBuild).ToList();
        if (missing.Count == 0)
            return;
        Say(progress, Stage.Loading, null, $"building {string.Join(", ", missing.Take(3).Select(project => project.Name))}{(missing.Count > 3 ? FormattableString.Invariant($" and {missing.Count - 3} more") : "")}, once: they were never built, or their packages have changed");
        var folder = FolderOf(solution);
        var complaints = await new RepositoryBuild(folder).BuildAsync(missing.Select(project => new Configuration(project.Path, project.TargetFrameworks.Length > 1 ? project.TargetFramework : null)), cancellationToken);
        if (missing.FirstOrDefault(project => !File.Exists(project.TargetPath)) is { } unbuilt)
            throw new InputException($"{unbuilt.Name} has to be built once, and does not build: {BuildComplaint.Summarise(complaints, folder)}");
    }

    private static bool NeedsBuild(LoadedProject project)
    {
        var dependencies = Path.ChangeExtension(project.TargetPath, ".deps.json");
        if (!File.Exists(project.TargetPath) || !File.Exists(dependencies))
            return true;
        return project.Properties.GetValueOrDefault("ProjectAssetsFile") is { Length: > 0 } assets && File.GetLastWriteTimeUtc(assets) > File.GetLastWriteTimeUtc(dependencies);
    }

    private static string FolderOf(LoadedSolution solution) => Directory.Exists(solution.Path) ? solution.Path : Path.GetDirectoryName(solution.Path)!;

    private static ImmutableArray<KnownTest> KnownIn(SuiteHistory history, ImmutableArray<TestAssembly> assemblies)
    {
        var names = assemblies.Select(assembly => assembly.Project.Name).ToHashSet(StringComparer.Ordinal);
        return [.. history.Tests().Where(test => names.Contains(test.Name.Project))];
    }

    /// <summary>Tests that passed, and depend on nothing that is not as it was then, need not run.</summary>
    /// <returns>No plan: the history knows none of them.</returns>
    private async Task<(SelectionPlan? Plan, RememberedTests Remembered)> SelectAsync(
        LoadedSolution solution, ImmutableArray<TestAssembly> assemblies, string root, ImmutableArray<KnownTest> known, CancellationToken cancellationToken)
    {
        var suites = new LoadedSuites(solution, assemblies, root, Stopwatch.StartNew());
        // Where only results are known, as they are of earlier calls of the hook, nothing can be left out.
        if (!known.Any(test => test.Coverage is not null))
            return (null, RememberedTests.None);
        var code = CodeSnapshot.Of([.. assemblies.SelectMany(assembly => assembly.Used).Distinct()], root, cancellationToken);
        var plan = await new SelectionPlanner(git, _ => throw new InvalidOperationException("Nothing is put in order.")).PlanAsync(new SelectionRequest { Affected = true }, suites, code, known, cancellationToken);
        return (plan, new RememberedTests(known.ToLookup(test => test.Name.Project, StringComparer.Ordinal)));
    }

    /// <returns>What the tests do, and those of them that what is staged concerns.</returns>
    private static async Task<(SuiteFigures Figures, HashSet<SuiteTest> Concerned)> RunAsync(
        string root, ImmutableArray<LoadedProject> subjects, ImmutableArray<TestAssembly> assemblies, SelectionPlan? plan, RememberedTests remembered, StagedChanges changes, Dictionary<Compilation, LoadedProject> all, WarmSolution warm, StagedResults results, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder();
        Say(progress, Stage.Instrumenting, null, null);
        var probed = SuiteSubjectBuilder.Build(subjects.Select(subject => new SuiteProject(subject.Compilation, subject.Resources)), SuiteProbes.Coverage, scratch.Sub("coverage"), kept: null, cancellationToken);
        using var places = new SemaphoreSlim(Math.Min(MostWorkers, Environment.ProcessorCount));
        var runs = await Task.WhenAll(assemblies.Select(RunOneAsync));

        var sheet = new SuiteSheet(root, subjects);
        var concerned = new HashSet<int>();
        foreach (var (assembly, outcome) in assemblies.Zip(runs))
        {
            var first = remembered.AddTo(sheet, assembly, plan, outcome, probed);
            if (outcome is not null)
                results.Note(assembly.Project.Name, outcome);
            if (outcome is not null)
                concerned.UnionWith(changes.ConcernedCases(assembly, outcome, probed.Members).Select(number => first + number));
        }

        var figures = new SuiteFigures
        {
            ToolVersion = Generation.ToolVersion,
            Root = root,
            Time = DateTimeOffset.Now,
            Tests = sheet.Tests,
            Projects = sheet.Projects(probed, null),
            HasCoverage = true,
            Elapsed = TimeSpan.Zero,
        };
        return (figures, [.. concerned.Select(number => figures.Tests[number])]);

        IEnumerable<string> OmittedFrom(TestAssembly assembly) => plan?.Projects[assembly.Project.Name].Omitted ?? [];

        async Task<SuiteRunOutcome?> RunOneAsync(TestAssembly assembly)
        {
            if (plan?.Projects[assembly.Project.Name].RunsNothing == true)
                return null;
            await places.WaitAsync(cancellationToken);
            try
            {
                using var mirror = new MirrorFolder(Path.GetDirectoryName(assembly.Project.TargetPath)!);
                foreach (var project in EmittedProjects.Closure(assembly.Project, all))
                    mirror.Replace(Path.GetFileName(project.TargetPath), await Task.Run(() => warm.Emitted.ImageOf(project, all, cancellationToken), cancellationToken));
                mirror.Fill();
                Say(progress, Stage.Measuring, assembly.Project.Name, null);
                return await new SuiteRunner(new WorkerSettings
                {
                    Frameworks = assembly.Project.FrameworkReferences,
                    Properties = assembly.RuntimeProperties(),
                    HeapLimit = HeapLimit,
                    PatienceWithOriginal = Patience,
                    IsConfined = false,
                }).RunAsync(
                    new SuiteRequest(Path.Combine(mirror.Path, Path.GetFileName(assembly.Project.TargetPath)), probed) { Omitted = [.. OmittedFrom(assembly)] },
                    new Relay<Progress>(step => Say(progress, Stage.Measuring, assembly.Project.Name, SuiteMeasurement.Detail(step))),
                    cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <summary>Weak tests that are staged; generated tests that are staged or whose subject is, and older than it.</summary>
    private static IEnumerable<Finding> FindingsOf(StagedTree tree, LoadedSolution solution, ImmutableArray<TestAssembly> assemblies, StagedChanges changes, CancellationToken cancellationToken)
    {
        var subjects = assemblies.SelectMany(assembly => assembly.Subjects).Distinct().ToImmutableArray();
        var weak = new WeakTests(subjects.Select(subject => subject.Compilation.AssemblyName!).ToHashSet(StringComparer.Ordinal), tree.Root);
        var stale = new StaleTests([.. subjects.Select(subject => (Compilation)subject.Compilation)], tree.Root);
        var staged = tree.Changes.Select(change => change.Path).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var types = changes.Members.Values.SelectMany(members => members).Select(id => id.StartsWith("T:", StringComparison.Ordinal) ? id : DocumentationId.TypeOf(id)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            var (name, compilation) = (assembly.Project.Name, assembly.Project.Compilation);
            if (changes.Members.TryGetValue(assembly.Project, out var members))
                foreach (var finding in weak.Find(name, compilation, file => tree.NameOf(file) is { } path && staged.Contains(path), cancellationToken).Where(finding => members.Contains(finding.Key[(name.Length + 1)..])))
                    yield return finding;
            foreach (var finding in stale.Find(name, compilation).Where(finding => staged.Contains(finding.Path) || types.Contains("T:" + finding.Member)))
                yield return finding;
        }
    }

    /// <summary>Types of which something is changed that is in no body: fields, initialisers, bases.</summary>
    private static IEnumerable<string> ShapesOf(IEnumerable<string> changed) => changed.Where(id => id.StartsWith("T:", StringComparison.Ordinal)).Select(id => id[2..]).Order(StringComparer.Ordinal);

    private static IEnumerable<string> NamesOf(SuiteFigures figures, IReadOnlySet<string> wanted, Func<MemberFigures, bool> counts) =>
        figures.Projects.SelectMany(project => project.Files).SelectMany(file => file.Members).Where(member => wanted.Contains(member.Id) && counts(member)).Select(member => $"{member.Type}.{member.Name}").Distinct();

    private static bool Runs(SuiteFigures figures, string member) =>
        figures.Projects.SelectMany(project => project.Files).SelectMany(file => file.Lines).Where(line => line.Member == member).All(line => line.Tests.IsEmpty) is false
        || !figures.Projects.SelectMany(project => project.Files).SelectMany(file => file.Lines).Any(line => line.Member == member);

    private static void Say(IProgress<GenerationProgress> progress, Stage stage, string? project, string? detail) => progress.Report(new GenerationProgress(stage, project, detail, 0, 0, 0, 0, null));
}
