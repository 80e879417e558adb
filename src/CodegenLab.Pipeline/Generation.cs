using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Mutants;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Protocol;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline;

/// <summary>The whole story of <c>generate-tests</c>: load, plan, draft, render, prove, measure, report. One project after the other; each stands or falls alone.</summary>
/// <param name="variable">The value of an environment variable.</param>
/// <param name="variables">Names of all that are set.</param>
/// <param name="connect">Makes the client of a model.</param>
public sealed class Generation(Func<string, string?> variable, ImmutableArray<string> variables, Func<ModelSettings, IChatClient> connect)
{
    private const string OthersGoOn = "The other projects are not affected. Put it right and run again.";

    /// <summary>Of the budget, for each time that the engine goes on from drafts.</summary>
    private const double GrowthShare = .1;

    private readonly RunDotnet _dotnet = DotnetCommand.RunAsync;

    /// <summary>As programs use it.</summary>
    public Generation()
        : this(Environment.GetEnvironmentVariable, SettingVariables.OfThisProcess(), settings => new ModelConnection().Connect(settings))
    {
    }

    /// <summary>Version of the tool, as in the headers of generated files.</summary>
    public static string ToolVersion { get; } = typeof(Generation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <exception cref="InputException">What was asked for cannot be done; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">What was proven before stays, all else is as it was.</exception>
    public async Task<GenerationReport> RunAsync(GenerationRequest request, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var loading = new Relay<string>(text => progress.Report(new GenerationProgress(Stage.Loading, null, text, 0, 0, 0, 0, null)));
        var solution = await new SolutionLoader(request.Output).LoadAsync(request.Path, request.WorkingFolder, request.Projects, loading, cancellationToken);
        var selections = request.Changed is { } scope ? await SelectAsync(solution, scope, cancellationToken) : Select(solution, request);
        var configuration = Configuration(request, solution);
        if (request.ShowPrompt && configuration.Settings is null && request.Replay is null)
            throw new InputException("There is no model to show questions for.\nAdd --model <name> and --provider <name>; nothing is asked.");
        var ledger = request is { Suspicions: { } place, DryRun: false } ? new LedgerFolder(Path.GetFullPath(place, request.WorkingFolder), solution, request.Projects) : null;
        using var session = configuration.Settings is null && request.Replay is null ? null : DraftingSession.Open(request, solution.Path, configuration, connect);

        // Laws are tried in the test project's own folder.
        var queue = new ProjectQueue(request.Properties is null ? request.Workers : 1);
        var outcomes = new ProjectOutcome[selections.Length];
        await queue.RunAsync([.. selections.Index()], async (one, turn, token) => outcomes[one.Index] = await TryAsync(solution, one.Item, request, session, selections.Length > 1, turn, progress, token), cancellationToken);
        ImmutableArray<ProjectReport> projects = [.. outcomes.Select(outcome => outcome.Report).OfType<ProjectReport>()];

        ledger?.Write([.. projects.SelectMany(project => project.Suspicions)]);
        return new GenerationReport
        {
            ToolVersion = ToolVersion,
            Seed = request.Seed,
            Path = solution.Path,
            DryRun = request.DryRun,
            Projects = projects,
            Problems = [.. solution.Problems, .. outcomes.Select(outcome => outcome.Problem).OfType<LoadProblem>()],
            Remarks = [.. solution.NotCSharp.Select(path => $"{Path.GetFileName(path)} is not C# and is left alone."), .. configuration.Remarks],
            Model = session?.Report ?? ModelReport.Alone(configuration.NoModel ?? ""),
            Elapsed = clock.Elapsed,
        };
    }

    /// <summary>What came of a project; neither: only questions were to be shown.</summary>
    private readonly record struct ProjectOutcome(ProjectReport? Report, LoadProblem? Problem);

    /// <exception cref="InputException">It is the only one, and cannot be done.</exception>
    private async Task<ProjectOutcome> TryAsync(
        LoadedSolution solution, TargetSelection selection, GenerationRequest request, DraftingSession? session, bool isOneOfMany, ProjectTurn turn, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            using var scratch = new ScratchFolder();
            var report = request.Properties is null
                ? await RunAsync(solution, selection, request, session, isOneOfMany, scratch, turn, progress, cancellationToken)
                : await new PropertyGeneration(_dotnet, request, scratch, ToolVersion).RunAsync(solution, selection, isOneOfMany, progress, cancellationToken);
            return new ProjectOutcome(report, null);
        }
        catch (WorkerException failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProjectOutcome(null, new LoadProblem(selection.Project.Path, LoadProblemKind.WorkerFailed, failure.Message, "Leave out what kills it with --target, and please report this."));
        }
        catch (Exception refused) when (IsRefusedByTheSystem(refused))
        {
            var message = $"The system refuses to write a file: {refused.Message.TrimEnd('.')}. Free space on the disk and in {Path.GetTempPath()}, or make it writable.";
            return isOneOfMany ? new ProjectOutcome(null, new LoadProblem(selection.Project.Path, LoadProblemKind.NoPlaceForTests, message, OthersGoOn)) : throw new InputException(message + " Nothing was changed.");
        }
        catch (InputException refused) when (isOneOfMany)
        {
            // Tests of other projects may be written by now, and more are to come.
            return new ProjectOutcome(null, new LoadProblem(selection.Project.Path, LoadProblemKind.NoPlaceForTests, refused.Message, OthersGoOn));
        }
        finally
        {
            progress.Report(new GenerationProgress(Stage.Measuring, selection.Project.Name, null, 0, 0, 0, 0, null) { IsLast = true });
        }
    }

    private ModelConfiguration Configuration(GenerationRequest request, LoadedSolution solution)
    {
        if (request.Properties is not null)
            return new ModelConfiguration(null, "Properties are found and measured without one.", null);
        if (request.Offline)
            return new ModelConfiguration(null, "The engine worked alone, as --offline says.", null);
        var folder = FolderOf(solution);
        return request.Replay is null ? new ModelSettingsReader(variable, variables).Read(request.Model, folder) : new ModelConfiguration(null, null, null);
    }

    /// <summary>Beside it stand the settings.</summary>
    private static string FolderOf(LoadedSolution solution) => Directory.Exists(solution.Path) ? solution.Path : Path.GetDirectoryName(solution.Path)!;

    /// <summary>A full disk or a lack of rights, unlike a file that is not where the tool expects it.</summary>
    private static bool IsRefusedByTheSystem(Exception exception) =>
        exception is UnauthorizedAccessException or IOException and not (FileNotFoundException or DirectoryNotFoundException or FileLoadException);

    private static async Task<ImmutableArray<TargetSelection>> SelectAsync(LoadedSolution solution, ChangeScope scope, CancellationToken cancellationToken)
    {
        var root = RepositoryRoot.Of(solution.Path);
        return ChangedTargets.Of(solution, await new ChangedLinesReader(GitCommand.RunAsync).ReadAsync(scope, root, cancellationToken), scope, root);
    }

    private static ImmutableArray<TargetSelection> Select(LoadedSolution solution, GenerationRequest request)
    {
        if (request.Targets.Count > 0)
            return [.. new TargetFilter(request.WorkingFolder).Select(solution, request.Targets).Where(selection => !selection.Project.IsTestProject)];
        var subjects = solution.Projects.Where(project => !project.IsTestProject).Select(project => new TargetSelection(project, [])).ToImmutableArray();
        if (subjects.IsEmpty && solution.Problems.IsEmpty)
            throw new InputException($"Nothing to test in {solution.Path}: it has no C# project that is not a test project. Give the path of a project or of a solution with one.");
        return subjects;
    }

    /// <returns>Null: only questions were to be shown.</returns>
    private async Task<ProjectReport?> RunAsync(
        LoadedSolution solution, TargetSelection selection, GenerationRequest request, DraftingSession? session, bool isOneOfMany, ScratchFolder scratch, ProjectTurn turn, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var project = selection.Project;
        Say(Stage.Instrumenting, null);
        var planner = new TestProjectPlanner(new ProjectEvaluation(_dotnet), ProjectTemplates.Embedded);
        var plan = await turn.PlanAsync(
            async () => EarlierTests.Keep(await planner.PlanAsync(solution, project, new PlanningRequest(request.Output, isOneOfMany, ToolVersion, request.Seed), cancellationToken), selection),
            planned => planned.Path,
            cancellationToken);
        if (!request.DryRun)
            WritablePlace.Require(plan);

        RecordedHits? before = null;
        var subject = new SubjectProject
        {
            Compilation = project.Compilation,
            Resources = project.Resources,
            References = project.RuntimeReferences,
            TargetPath = project.TargetPath,
            Frameworks = project.FrameworkReferences,
            InternalsVisible = plan.InternalsVisible,
            Targets = selection.Ids,
        };
        var memory = SuitesOfBefore.Of(project, FolderOf(solution), request, cancellationToken);
        var suite = await new SuiteGenerator(scratch.Sub("subject"), memory).GenerateAsync(
            subject,
            new SuiteBudget(request.BudgetSeconds, request.Seed),
            async (instrumented, token) => (before = await turn.AloneAsync(() => MeasureBeforeAsync(plan, instrumented, new Measurement(_dotnet, scratch.Sub("before")), token), token))?.Goals ?? [],
            new Relay<Progress>(step => progress.Report(new GenerationProgress(StageOf(step.Phase), project.Name, step.Type, step.Covered, step.Goals, step.KilledMutants, step.Mutants, step.Done))),
            cancellationToken);

        using var stay = await turn.TakeAsync(cancellationToken);
        var writer = new TestProjectWriter(ProjectTemplates.Embedded, _dotnet);
        var drafted = session is null ? DraftedSuite.None : await DraftAsync(session, new DraftingSubject
        {
            Solution = solution,
            Project = project,
            Targets = selection.Ids,
            Plan = plan,
            Suite = suite,
            Render = found => new SuiteRendering(found, DraftedSuite.None, plan.Rendering).Render(Exclusions.None),
            Grow = (found, seeds, token) => SuiteGenerator.ContinueAsync(subject, found, seeds, new SuiteBudget(request.BudgetSeconds * GrowthShare, request.Seed), new Relay<Progress>(_ => { }), token),
        });

        if (request.ShowPrompt)
            return null;
        suite = WithoutEquivalent(drafted.Grown ?? suite, project, cancellationToken);

        Say(Stage.Rendering, null);
        var rendering = new SuiteRendering(suite, drafted, plan.Rendering with { SubjectCode = type => SubjectCode.Of(project.Compilation, type), TypeExists = PublicTypes.Of(project.Compilation) });
        RunDotnet? confined = drafted.Tests.Any() ? new ConfinedDotnet(_dotnet, scratch.Path).RunAsync : null;
        var proof = await new Proof(writer, _dotnet, confined).ProveAsync(
            new ProofRequest(plan, scratch.Sub("proof"), request.DryRun),
            rendering.Render,
            new Relay<string>(text => Say(Stage.Proving, text)),
            cancellationToken);

        var suspected = new EngineSuspicions(solution, project, plan.Rendering with { TypeExists = PublicTypes.Of(project.Compilation) }).Tell(suite);
        var repros = new ReproOutcome([], null);
        if (request.Repros && proof.Assembly is not null && !request.DryRun && !(drafted.Repros.IsEmpty && suspected.Repros.IsEmpty))
            repros = await new Repros(_dotnet).WriteAsync(plan, [.. drafted.Repros, .. suspected.Repros], scratch.Sub("proof"), cancellationToken);

        Say(Stage.Measuring, null);
        RecordedHits? emitted = null;
        if (proof.Assembly is { } assembly)
            emitted = RecordedHits.Read((await new Measurement(_dotnet, scratch.Sub("measure"), confined).MeasureAsync(plan, assembly, suite.Subject, proof.Classes, cancellationToken)).Trace);
        var report = new ProjectReportWriter(project, selection.Ids, plan, suite, drafted, suspected.Suspicions).Write(
            proof with { Files = [.. proof.Files, .. repros.Files], Remarks = repros.Remark is { } remark ? [.. proof.Remarks, remark] : proof.Remarks }, before, emitted);
        return session is null ? report : report with { Requirements = session.Requirements, ProofConfinement = confined is null ? null : ConfinedDotnet.Words };

        async Task<DraftedSuite> DraftAsync(DraftingSession asking, DraftingSubject started)
        {
            if (request.DryRun)
            {
                asking.Preview(started);
                return DraftedSuite.None;
            }

            return await asking.DraftAsync(started, subject, writer, scratch, new Relay<string>(text => Say(Stage.Drafting, text)), cancellationToken);
        }

        void Say(Stage stage, string? detail) => progress.Report(new GenerationProgress(stage, project.Name, detail, 0, 0, 0, 0, null));
    }

    /// <summary>Of the mutants that no test kills, those that the compiler makes the same code of count no more.</summary>
    private static GeneratedSuite WithoutEquivalent(GeneratedSuite suite, LoadedProject project, CancellationToken cancellationToken)
    {
        var killed = suite.Tests.SelectMany(test => test.Kills).Concat(suite.EquivalentMutants).ToHashSet();
        var survivors = suite.Subject.Mutants.Where(mutant => suite.ReachedMutants.Contains(mutant.Id) && !killed.Contains(mutant.Id)).ToList();
        return suite with { EquivalentMutants = suite.EquivalentMutants.Union(new EquivalenceByCode(project.Compilation, MutatorSet.Search).Prove(survivors, cancellationToken)) };
    }

    /// <summary>What the tests that people wrote cover already; generated ones are made anew and do not count. Null: there are none, or they do not run.</summary>
    private static async Task<RecordedHits?> MeasureBeforeAsync(TestProjectPlan plan, InstrumentedSubject subject, Measurement measurement, CancellationToken cancellationToken)
    {
        if (plan.IsNew || plan.HandWritten.IsEmpty)
            return null;
        var measured = await measurement.MeasureProjectAsync(plan, subject, [.. plan.HandWritten], cancellationToken);
        return measured is { Run.Results.IsEmpty: false } ? RecordedHits.Read(measured.Trace) : null;
    }

    private static Stage StageOf(Phase phase) => phase switch
    {
        Phase.Loading => Stage.Instrumenting,
        Phase.Searching or Phase.Observing => Stage.Searching,
        Phase.Killing => Stage.Killing,
        _ => Stage.Minimising,
    };
}
