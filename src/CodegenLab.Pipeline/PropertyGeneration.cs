using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Laws;
using CodegenLab.Engine.Properties;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Trials;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Properties;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline;

/// <summary>The story of <c>generate-tests --style property</c> for one project: find laws, try them, write those that hold as properties, prove them, report.</summary>
internal sealed class PropertyGeneration(RunDotnet dotnet, GenerationRequest request, ScratchFolder scratch, string toolVersion)
{
    private readonly PropertyOptions _options = request.Properties!;

    /// <param name="isOneOfMany">Other projects get tests in the same run.</param>
    /// <exception cref="InputException">The test project cannot take properties.</exception>
    public async Task<ProjectReport> RunAsync(LoadedSolution solution, TargetSelection selection, bool isOneOfMany, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var project = selection.Project;
        Say(Stage.Instrumenting, null);
        var plan = await new TestProjectPlanner(new ProjectEvaluation(dotnet), ProjectTemplates.Embedded)
            .PlanAsync(solution, project, new PlanningRequest(request.Output, isOneOfMany, toolVersion, request.Seed, ForProperties: true), cancellationToken);
        if (!request.DryRun)
            WritablePlace.Require(plan);

        var subject = new SubjectProject
        {
            Compilation = project.Compilation,
            Resources = project.Resources,
            References = project.RuntimeReferences,
            Frameworks = project.FrameworkReferences,
            InternalsVisible = plan.InternalsVisible,
            Targets = selection.Ids,
        };
        var instrumented = new SubjectBuilder(subject.Resources).Build(subject.Compilation, [], scratch.Sub("subject"), cancellationToken);
        var writer = new TestProjectWriter(ProjectTemplates.Embedded, dotnet);
        var rendering = plan.Rendering with { SubjectCode = type => SubjectCode.Of(project.Compilation, type) };
        var renderer = new PropertyRenderer(TestTemplates.Embedded, project.Compilation, rendering, _options.MinimalCases, plan.InternalsVisible);
        var candidates = new LawFinder(project.Compilation, plan.InternalsVisible, selection.Ids, EarlierLaws.In(plan.Folder)).Find(cancellationToken);

        Say(Stage.Drafting, "loading the test project");
        var basis = candidates.IsEmpty ? null : await DraftBasis.LoadAsync(solution, project, plan, writer, scratch.Sub("basis"), cancellationToken);
        if (basis is null && !candidates.IsEmpty)
            throw new InputException($"A test project with FsCheck for {project.Name} does not load. Make sure that its packages can be restored, or choose another folder with --output.");
        var trials = new DraftTrials(subject, instrumented);
        var silent = new Relay<Progress>(_ => { });
        var measured = basis is null
            ? new MeasuredLaws([], [], 0, 0, [], "")
            : await new LawMeasurement(renderer, basis, plan.Rendering.Framework, _options, request.Seed, (laws, token) => trials.RunAsync(laws, silent, token), scratch.Sub("laws"))
                .MeasureAsync(candidates, [.. instrumented.Mutants.Select(mutant => mutant.Id)], new Relay<string>(text => Say(Stage.Drafting, text)), cancellationToken);

        Say(Stage.Rendering, null);
        var laws = measured.Held.Select(held => held.Law).ToList();
        var proof = await new Proof(writer, dotnet).ProveAsync(
            new ProofRequest(plan, scratch.Sub("proof"), request.DryRun),
            exclusions => renderer.Render(laws, exclusions.Dropped, law => (measured.Held[law].Trial.Goals, measured.Held[law].Trial.Kills)),
            new Relay<string>(text => Say(Stage.Proving, text)),
            cancellationToken);

        Say(Stage.Measuring, null);
        RecordedHits? emitted = null;
        if (proof.Assembly is { } assembly)
            emitted = RecordedHits.Read((await new Measurement(dotnet, scratch.Sub("measure")).MeasureAsync(plan, assembly, instrumented, proof.Classes, cancellationToken)).Trace);
        var drafted = Drafted(measured);
        ImmutableArray<string> types = [.. candidates.Select(law => law.Type.GetDocumentationCommentId()).OfType<string>().Distinct()];
        return new ProjectReportWriter(project, types, plan, SuiteOf(instrumented, candidates, measured), drafted, []).Write(proof, null, emitted) with
        {
            Drafts = null,
            Properties = Report(candidates, measured, proof),
        };

        void Say(Stage stage, string? detail) => progress.Report(new GenerationProgress(stage, project.Name, detail, 0, 0, 0, 0, null));
    }

    private PropertyReport Report(ImmutableArray<Law> candidates, MeasuredLaws measured, ProofOutcome proof)
    {
        var standing = proof.Fixtures
            .SelectMany((fixture, place) => fixture.Tests.Select(test => (FullName: $"{proof.Classes[place]}.{test.Name}", Held: measured.Held[test.Found[0]])))
            .ToList();
        return new PropertyReport
        {
            Candidates = candidates.Length,
            Written =
            [
                .. standing.Select(test => new WrittenProperty(
                    test.FullName, test.Held.Law.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat), test.Held.Law.Kind, test.Held.Law.Words, test.Held.Law.Promise, test.Held.Law.Unless?.ToDisplayString(), test.Held.Trial.Kills.Length)),
            ],
            Broken = measured.Broken,
            DoNotHold = measured.DoNotHold,
            SayNothing = measured.SayNothing,
            Untried = measured.Untried,
            KilledMutants = standing.SelectMany(test => test.Held.Trial.Kills).Distinct().Count(),
            Examples = Math.Max(_options.MinimalCases, _options.MaxExamples / _options.MinimalCases * _options.MinimalCases),
        };
    }

    /// <summary>A suite in which the search found nothing, because it did not take place.</summary>
    private static GeneratedSuite SuiteOf(InstrumentedSubject instrumented, ImmutableArray<Law> candidates, MeasuredLaws measured) => new()
    {
        Subject = instrumented,
        Catalog = new Catalog
        {
            Members = [.. candidates.SelectMany(law => law.Members).Select(member => member.OriginalDefinition.GetDocumentationCommentId()).OfType<string>().Distinct().Select((id, index) => new MemberShape { Id = index, Kind = MemberShapeKind.Method, DeclaringType = 0, Name = id, DocumentationId = id, IsSubject = true })],
        },
        Tests = [],
        Fakes = [],
        Untested = [],
        ReachedMutants = [.. measured.Held.SelectMany(held => held.Trial.Reached)],
        NotRepeated = 0,
        Confinement = measured.Confinement,
        Crashes = [],
        Reproducible = true,
        Chances = [],
        WorkerMemory = 0,
    };

    /// <summary>Properties are accounted for as drafts of the engine.</summary>
    private static DraftedSuite Drafted(MeasuredLaws measured)
    {
        var nothing = new DraftFixture([], [], "", [], []);
        return DraftedSuite.None with
        {
            Fixtures =
            [
                .. measured.Held.Select(held => new DraftedFixture("", "", "", nothing, [new DraftedTest(
                    held.Law.Name, held.Law.Member, null, TestReport.Engine, held.Trial.Goals, held.Trial.Lines, held.Trial.Reached, held.Trial.Kills, held.Trial.Goals.Length, held.Trial.Kills.Length, 0)])),
            ],
        };
    }
}
