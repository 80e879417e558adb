using System.Collections.Immutable;
using System.Diagnostics;
using CodegenLab.Engine.Suites;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline;

/// <summary>Runs the tests that people wrote and finds out what they reach and notice: behind <c>test</c>, <c>mutate</c> and <c>check</c>.</summary>
public sealed class SuiteMeasurement
{
    /// <summary>Bytes. What a test of a person's needs, and no more than a machine of a CI service has.</summary>
    private const long HeapLimit = 2L << 30;

    private static readonly TimeSpan PatienceWithOriginal = TimeSpan.FromMinutes(10);

    /// <summary>Where mutants are tried: a test that takes longer than some seconds says nothing of them, so a few minutes are patience enough with one that only waits.</summary>
    private static readonly TimeSpan PatienceWhenConfined = TimeSpan.FromMinutes(2);

    /// <summary>Longer than tests wait themselves for a server of their own, as a rule: what they say then is better than that they did not end.</summary>
    private static readonly TimeSpan PatienceAfterRefusal = TimeSpan.FromSeconds(30);

    private readonly RunDotnet _dotnet = DotnetCommand.RunAsync;
    private readonly RunGit _git = GitCommand.RunAsync;

    /// <exception cref="InputException">What was asked for cannot be done.</exception>
    /// <exception cref="WorkerException">The tests of a project cannot be run at all.</exception>
    public async Task<SuiteFigures> MeasureAsync(SuiteMeasurementRequest request, IProgress<GenerationProgress> progress, CancellationToken cancellationToken) =>
        await MeasureAsync(await LoadAsync(request, progress, cancellationToken), request, progress, cancellationToken);

    /// <summary>Opens the solution and finds the test projects that are asked for.</summary>
    /// <exception cref="InputException">There are none.</exception>
    internal static async Task<LoadedSuites> LoadAsync(SuiteMeasurementRequest request, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var loading = new Relay<string>(text => progress.Report(new GenerationProgress(Stage.Loading, null, text, 0, 0, 0, 0, null)));
        loading.Report("opening the solution");
        var solution = await new SolutionLoader().LoadAsync(request.Path, request.WorkingFolder, request.TestProjects, new LoadDepth { OnlyTests = true, NoRestore = request.NoBuild, KeepsEvaluations = true }, loading, cancellationToken);
        var assemblies = Chosen(Named(TestAssembly.In(solution), request), request.TestProjects);
        if (assemblies.IsEmpty)
            throw new InputException(solution.Problems.IsEmpty
                ? $"{solution.Path} has no test project that references a project to be tested. Give the path of a solution that has one, or write tests with generate-tests."
                : string.Join('\n', solution.Problems.Select(problem => $"{problem.Project}: {problem.Explanation} {problem.Advice}")));
        if (assemblies.SelectMany(assembly => assembly.Subjects).FirstOrDefault(IsOwnLibrary) is { } own)
        {
            const string Why = "cannot be measured: it is what the tool itself measures with, and tests would run on the tool's copy of it";
            assemblies = [.. assemblies.Select(assembly => assembly with { Subjects = [.. assembly.Subjects.Where(subject => !IsOwnLibrary(subject))] }).Where(assembly => !assembly.Subjects.IsEmpty)];
            if (assemblies.IsEmpty)
                throw new InputException($"{own.Name} {Why}. Run its tests with dotnet test.");
            solution = solution with { Problems = [.. solution.Problems, new LoadProblem(own.Path, LoadProblemKind.MeasuresItself, $"It {Why}.", "Run tests that are about nothing else with dotnet test.")] };
        }

        if (request.NoBuild && assemblies.Where(assembly => !File.Exists(assembly.Project.TargetPath)).ToImmutableArray() is { IsEmpty: false } unbuilt)
        {
            if (unbuilt.Length == assemblies.Length)
                throw new InputException($"{unbuilt[0].Project.Name} is not built: there is no {unbuilt[0].Project.TargetPath}. Build it, or leave out --no-build.");
            assemblies = assemblies.RemoveRange(unbuilt);
            solution = solution with
            {
                Problems = [.. solution.Problems, .. unbuilt.Select(assembly => new LoadProblem(assembly.Project.Path, LoadProblemKind.NotBuilt, "It is not built.", "Build it, or leave out --no-build.") { MayHoldTests = true })],
            };
        }

        return new LoadedSuites(solution, assemblies, RepositoryRoot.Of(solution.Path), clock);
    }

    /// <exception cref="InputException">A test project does not build.</exception>
    internal async Task<SuiteFigures> MeasureAsync(LoadedSuites suites, SuiteMeasurementRequest request, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var time = DateTimeOffset.Now;
        var assemblies = suites.Assemblies;
        var root = suites.Root;
        // Before minutes go by: a base that is not there.
        var changed = request is { Mutants: true, MutantsSince: { } since } ? await new ChangedLinesReader(_git).ReadAsync(since, root, cancellationToken) : null;
        var built = new HashSet<TestAssembly>();
        var code = new SuiteCode(suites, cancellationToken);
        var memory = request.Selection is null && (request.NoHistory || request is { Mutants: true, Coverage: false }) ? null
            : new SuiteMemory(suites, code, request.NoHistory ? null : new SuiteHistory(suites.Folder, Generation.ToolVersion), request, cancellationToken);
        var plan = memory is null ? null : await memory.PlanAsync(DiscoverAsync);
        if (request.Selection is { ListsOnly: true })
            return memory!.Listed(plan!, time);

        // Where nothing is to be run, and nothing to be told of lines, nothing needs to be built.
        var running = assemblies.Where(assembly => plan?.Projects[assembly.Project.Name].RunsNothing != true).ToList();
        foreach (var assembly in running)
            await BuildAsync(assembly);
        var outdated = request.NoBuild ? Outdated(running) : [];
        var verdicts = request.NoHistory || !request.Mutants || plan is not null || outdated.Count > 0 ? null : new MutantMemory(suites, code, request, request.WorthRemembering ?? MutantMemory.Worthwhile);

        var subjects = suites.Subjects;
        var sheet = new SuiteSheet(root, subjects);
        using var scratch = new ScratchFolder();
        var projects = subjects.Select(SuiteBuilds.ProjectOf).ToImmutableArray();
        var kept = SuiteBuilds.KeptIn(suites.Folder);
        Say(Stage.Instrumenting, null, null);
        var coverage = request.Coverage || (!request.Mutants && running.Count > 0) ? SuiteSubjectBuilder.Build(projects, SuiteProbes.Coverage, scratch.Sub("coverage"), kept, cancellationToken) : null;
        var mutants = request.Mutants ? SuiteSubjectBuilder.Build(projects, SuiteProbes.Mutants, scratch.Sub("mutants"), kept, cancellationToken) : null;

        var wanted = mutants is null ? [] : Wanted(mutants, suites, changed, sheet);
        var setUp = suites.Clock.Elapsed;
        var judging = TimeSpan.Zero;
        var refused = new List<string>();
        var remembered = plan is null ? RememberedTests.None : memory!.Remembered;
        foreach (var assembly in assemblies)
        {
            var firstTest = -1;
            if (plan?.Projects[assembly.Project.Name].RunsNothing == true)
            {
                remembered.AddTo(sheet, assembly, plan, outcome: null, coverage);
                continue;
            }

            if (coverage is not null)
            {
                var outcome = await RunAsync(assembly, Asked(assembly, coverage), isConfined: false);
                firstTest = remembered.AddTo(sheet, assembly, plan, outcome, coverage);
                // What was run is not what the sources say: the history would take one for the other.
                if (!outdated.ContainsKey(assembly))
                    memory?.Note(assembly, coverage, outcome, plan);
            }

            if (mutants is not null)
            {
                var asked = Asked(assembly, mutants) with { Mutants = wanted, FindsAllKillers = request.FindsAllKillers };
                var outcome = await RunAsync(assembly, verdicts?.With(asked, assembly, mutants) ?? asked, isConfined: !request.Unconfined);
                verdicts?.Note(assembly, outcome);
                if (!request.Unconfined && RefusedRemark(assembly, outcome, firstTest < 0 ? null : sheet.Tests[firstTest..]) is { } remark)
                    refused.Add(remark);
                if (firstTest < 0)
                    firstTest = remembered.AddTo(sheet, assembly, plan, outcome, coverage: null);
                else
                    sheet.AddHits(outcome with { Runs = outcome.Runs.ToImmutableDictionary(run => run.Key, run => run.Value with { Lines = [], Goals = [] }) }, firstTest);
                sheet.AddVerdicts(outcome, firstTest);
                judging += outcome.Judging;
            }
        }

        var run = suites.Clock.Elapsed - setUp;
        if (mutants is not null && sheet.Survivors() is { Count: > 0 } survivors)
        {
            Say(Stage.Killing, null, "equivalent mutants");
            foreach (var mutant in new EquivalentMutants(subjects, kept).Among(mutants, survivors, cancellationToken))
                sheet.Ignore(mutant, "equivalent: the compiler makes the same code of it");
        }

        if (memory is not null)
            await memory.SaveAsync(time);
        // Of a part of the mutants the others would be forgotten.
        if (mutants is not null && changed is null)
            verdicts?.Save(mutants);
        var figures = new SuiteFigures
        {
            ToolVersion = Generation.ToolVersion,
            Root = root,
            Opened = suites.Opened,
            OnlyProjects = [.. request.TestProjects],
            Time = time,
            Tests = sheet.Tests,
            Projects = sheet.Projects(coverage, mutants),
            HasCoverage = coverage is not null,
            HasMutants = mutants is not null,
            Elapsed = suites.Clock.Elapsed,
            Phases = new PhaseTimes(setUp, run - judging, judging),
            Selection = plan is null ? null : memory!.SelectionOf(plan),
            Problems = suites.Solution.Problems,
            Remarks = [.. memory?.Remarks(plan) ?? [], .. verdicts?.Remarks ?? [], .. refused, .. outdated.Select(tests => $"{tests.Key.Project.Name} is run as it was built, before {Path.GetRelativePath(root, tests.Value).Replace('\\', '/')} was written.")],
        };
        // Of a part of the tests, or of code that is no more, it would say too little.
        if (figures.HasCoverage && plan is null && request is { NoHistory: false, TestProjects.Count: 0 } && outdated.Count == 0 && !figures.Problems.Any(problem => problem.MayHoldTests))
            TestedMembersReport.Keep(suites.Folder, figures);
        return figures;

        SuiteRequest Asked(TestAssembly assembly, SuiteSubject subject) =>
            plan?.Projects[assembly.Project.Name] is { } chosen
                ? new SuiteRequest(assembly.Project.TargetPath, subject) { Cases = chosen.Cases, Omitted = [.. chosen.Omitted] }
                : new SuiteRequest(assembly.Project.TargetPath, subject);

        async Task<ImmutableArray<SuiteCase>> DiscoverAsync(TestAssembly assembly)
        {
            await BuildAsync(assembly);
            return (await RunAsync(assembly, new SuiteRequest(assembly.Project.TargetPath, SuiteSubject.None) { Cases = [] }, isConfined: false)).Cases;
        }

        async Task BuildAsync(TestAssembly assembly)
        {
            if (!request.NoBuild && built.Add(assembly))
                await this.BuildAsync(assembly.Project, Say, cancellationToken);
        }

        Task<SuiteRunOutcome> RunAsync(TestAssembly assembly, SuiteRequest suite, bool isConfined) =>
            new SuiteRunner(new WorkerSettings
            {
                Frameworks = assembly.Project.FrameworkReferences,
                Properties = assembly.RuntimeProperties(),
                HeapLimit = HeapLimit,
                PatienceWithOriginal = isConfined ? PatienceWhenConfined : PatienceWithOriginal,
                PatienceAfterRefusal = PatienceAfterRefusal,
                IsConfined = isConfined,
            }).RunAsync(
                suite,
                new Relay<Progress>(step => progress.Report(new GenerationProgress(
                    step.Phase == Phase.Killing ? Stage.Killing : Stage.Measuring, assembly.Project.Name, Detail(step), 0, 0, step.KilledMutants, step.Mutants, step.Phase == Phase.Killing ? step.Done : null))),
                cancellationToken);

        void Say(Stage stage, string? project, string? detail) => progress.Report(new GenerationProgress(stage, project, detail, 0, 0, 0, 0, null));
    }

    /// <summary>"40 tests; SlowTests.Waits has been running for 20 s"; null: nothing to say.</summary>
    internal static string? Detail(Progress step)
    {
        var tests = step.Phase == Phase.Observing ? FormattableString.Invariant($"{step.Covered} tests") : null;
        return step.LongTest is { } test ? $"{tests}; {test}" : tests;
    }

    /// <summary>Tells of tests that may have failed because of what mutants must not do.</summary>
    /// <param name="before">How they ended unconfined; null: they were not run so.</param>
    private static string? RefusedRemark(TestAssembly assembly, SuiteRunOutcome outcome, ImmutableArray<SuiteTest>? before)
    {
        var failed = outcome.Runs.Values.Count(run => run.Status is CaseStatus.Failed or CaseStatus.Crashed && (before is not { } tests || tests[run.Case].Status == SuiteTestStatus.Passed));
        return failed == 0 ? null
            : $"{(failed == 1 ? "1 test" : FormattableString.Invariant($"{failed} tests"))} of {assembly.Project.Name} fail{(failed == 1 ? "s" : "")} where mutants are tried{(before is null ? "" : " and not otherwise")}, and {(failed == 1 ? "has" : "have")} no say on them. "
                + "There is no network there, no other process, and no file to write but temporary ones; --unconfined allows all that.";
    }

    /// <summary>Every worker has its assembly already, and there is one of a name: what was made of the project would never be loaded.</summary>
    private static bool IsOwnLibrary(LoadedProject project) => project.Compilation.AssemblyName == typeof(Probes.Probe).Assembly.GetName().Name;

    /// <summary>Tests that are older than one of their sources, with that.</summary>
    private static Dictionary<TestAssembly, string> Outdated(IReadOnlyList<TestAssembly> assemblies) =>
        assemblies.Select(assembly => (Assembly: assembly, Source: assembly.NewerSource())).Where(tests => tests.Source is not null).ToDictionary(tests => tests.Assembly, tests => tests.Source!);

    /// <summary>Ids of the mutants to try; the others are noted as ignored.</summary>
    private static ImmutableArray<int> Wanted(SuiteSubject mutants, LoadedSuites suites, ChangedLines? changed, SuiteSheet sheet)
    {
        if (changed is null)
            return [.. mutants.Mutants.Select(mutant => mutant.Id)];
        var members = suites.Subjects.SelectMany(subject => ChangedMembers.Of(subject.Compilation, changed, suites.Root)).ToHashSet(StringComparer.Ordinal);
        foreach (var mutant in mutants.Mutants.Where(mutant => !members.Contains(mutant.Member)))
            sheet.Ignore(mutant.Id, $"its member is as it was in {changed.Since}");
        return [.. mutants.Mutants.Where(mutant => members.Contains(mutant.Member)).Select(mutant => mutant.Id)];
    }

    /// <summary>Where the path is a project: that test project, or those that test it, and then nothing else is looked at.</summary>
    private static ImmutableArray<TestAssembly> Named(ImmutableArray<TestAssembly> assemblies, SuiteMeasurementRequest request)
    {
        if (SolutionFinder.Find(request.Path, request.WorkingFolder).Only is not { } only)
            return assemblies;
        var named = assemblies.Where(assembly => FilePaths.Comparer.Equals(assembly.Project.Path, only)).ToImmutableArray();
        return !named.IsEmpty ? named :
        [
            .. from assembly in assemblies
               let subjects = assembly.Subjects.Where(subject => FilePaths.Comparer.Equals(subject.Path, only)).ToImmutableArray()
               where !subjects.IsEmpty
               select assembly with { Subjects = subjects },
        ];
    }

    private static ImmutableArray<TestAssembly> Chosen(ImmutableArray<TestAssembly> assemblies, IReadOnlyList<string> names)
    {
        if (names.Count == 0 || assemblies.IsEmpty)
            return assemblies;
        foreach (var name in names)
            if (!assemblies.Any(assembly => IsMeant(assembly, name)))
                throw new InputException($"There is no test project '{name}'.{(NearMatches.Question(name, [.. assemblies.Select(assembly => assembly.Project.Name)]) is { Length: > 0 } question ? question : $" There are: {string.Join(", ", assemblies.Select(assembly => assembly.Project.Name))}.")}");
        return [.. assemblies.Where(assembly => names.Any(name => IsMeant(assembly, name)))];
    }

    private static bool IsMeant(TestAssembly assembly, string name) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(name, assembly.Project.Name);

    private async Task BuildAsync(LoadedProject project, Action<Stage, string?, string?> say, CancellationToken cancellationToken)
    {
        say(Stage.Loading, project.Name, "building");
        List<string> arguments = ["build", project.Path, "-nologo", "-verbosity:quiet", "-tl:off", "-consoleLoggerParameters:NoSummary;DisableConsoleColor", "-nodeReuse:false"];
        if (project.TargetFrameworks.Length > 1)
            arguments.AddRange(["-f", project.TargetFramework]);
        var outcome = await _dotnet(arguments, project.Folder, null, cancellationToken);
        if (outcome.ExitCode != 0)
            throw new InputException($"{project.Path} does not build:\n{string.Join('\n', outcome.Output.Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct().Take(5))}");
    }
}
