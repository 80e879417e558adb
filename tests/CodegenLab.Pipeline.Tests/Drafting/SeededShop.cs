using System.Text;
using CodegenLab.Engine;
using CodegenLab.Engine.Trials;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Pipeline.Tests.Solutions;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Drafting;

/// <summary>A copy of the sample shop, loaded once, that bugs are put into in memory; drafted tests are run for real.</summary>
internal sealed class SeededShop : IDisposable
{
    /// <summary>The loop needs the subject's builds and what the engine knows of its members; what the engine finds is of no interest here.</summary>
    private const double EngineSeconds = 0.2;

    private readonly TemporaryFolder _folder;
    private readonly LoadedSolution _solution;
    private readonly LoadedProject _project;
    private readonly TestProjectPlan _plan;
    private readonly DraftBasis _basis;

    private SeededShop(TemporaryFolder folder, LoadedSolution solution, LoadedProject project, TestProjectPlan plan, DraftBasis basis) =>
        (_folder, _solution, _project, _plan, _basis) = (folder, solution, project, plan, basis);

    /// <param name="sample">The solution to copy.</param>
    public static async Task<SeededShop> LoadAsync(string sample)
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
            if (Path.GetRelativePath(sample, file) is var relative && !relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                folder.Write("shop/" + relative, await File.ReadAllTextAsync(file));

        var solution = await new SolutionLoader().LoadAsync("Shop.sln", folder.At("shop"), [], null, CancellationToken.None);
        var project = solution.Projects.Single();
        var plan = await new TestProjectPlanner(new ProjectEvaluation(DotnetCommand.RunAsync), ProjectTemplates.Embedded).PlanAsync(solution, project, new PlanningRequest(null, false, "1.0", 1), CancellationToken.None);
        var basis = await DraftBasis.LoadAsync(solution, project, plan, new TestProjectWriter(ProjectTemplates.Embedded, DotnetCommand.RunAsync), Scratch(folder, "basis"), CancellationToken.None);
        return new SeededShop(folder, solution, project, plan, basis ?? throw new InvalidOperationException("The stand-in for the test project does not load."));
    }

    /// <summary>Has tests drafted for what words promise, and tries them on the shop with these bugs in it.</summary>
    /// <param name="name">Names a folder.</param>
    /// <param name="settings">Of who answers, by a folder for its state.</param>
    public async Task<SeededRun> RunAsync(string name, IReadOnlyList<SeededBug> bugs, Func<string, ReplyDeskSettings> settings)
    {
        var project = _project with { Compilation = With(bugs) };
        var subject = new SubjectProject
        {
            Compilation = project.Compilation,
            Resources = project.Resources,
            References = project.RuntimeReferences,
            Frameworks = project.FrameworkReferences,
            InternalsVisible = _plan.InternalsVisible,
        };
        var suite = await new SuiteGenerator(Scratch(_folder, name, "subject")).GenerateAsync(
            subject, new SuiteBudget(EngineSeconds, 1), (_, _) => Task.FromResult<IReadOnlyCollection<int>>([]), new Relay<Progress>(_ => { }), CancellationToken.None);
        var drafting = new DraftingSubject { Solution = _solution with { Projects = [project] }, Project = project, Targets = [], Plan = _plan, Suite = suite, Render = _ => [], Grow = (grown, _, _) => Task.FromResult(grown) };
        var trials = new DraftTrials(subject, suite.Subject);
        using var desk = ReplyDesk.Open(settings(Scratch(_folder, name, "state")));
        var loop = new DraftingLoop(
            drafting,
            desk,
            new PromptWriter(_ => null, new SecretRedaction(), _plan.Rendering.FrameworkVersion),
            BasisOf(project),
            // Mutants say what a passing test is worth, and nothing of those that fail.
            (draft, token) => trials.RunAsync(draft with { Mutants = [] }, new Relay<Progress>(_ => { }), token),
            new DraftingOptions { Strategies = new HashSet<Strategy> { Strategy.Behavior } },
            null,
            Scratch(_folder, name, "drafts"));
        var members = suite.Catalog.Members.Where(member => member.IsSubject).Select(member => member.DocumentationId).Concat(suite.Untested.Select(untested => untested.Member)).Distinct().Count();
        return new SeededRun(bugs, await loop.RunAsync(new Relay<string>(_ => { }), CancellationToken.None), members);
    }

    public void Dispose() => _folder.Dispose();

    private CSharpCompilation With(IReadOnlyList<SeededBug> bugs)
    {
        var compilation = _project.Compilation;
        foreach (var file in bugs.GroupBy(bug => bug.File))
        {
            var path = Path.Combine(_project.Folder, file.Key.Replace('/', Path.DirectorySeparatorChar));
            var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
            var text = file.Aggregate(tree.ToString(), (text, bug) =>
            {
                Assert.That(text.Split(bug.Original), Has.Length.EqualTo(2), $"{bug.Name}: what it changes does not occur once in {bug.File}.");
                return text.Replace(bug.Original, bug.Replacement, StringComparison.Ordinal);
            });
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, path, Encoding.UTF8));
        }

        Assert.That(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty, "A bug does not compile.");
        return compilation;
    }

    private DraftBasis BasisOf(LoadedProject project)
    {
        var others = _basis.Compilation.References.Where(reference => reference is not CompilationReference { Compilation: { } known } || known.AssemblyName != project.Compilation.AssemblyName);
        return _basis with { Compilation = _basis.Compilation.WithReferences(others.Append(project.Compilation.ToMetadataReference())) };
    }

    private static string Scratch(TemporaryFolder folder, params string[] names) => Directory.CreateDirectory(Path.Combine([folder.Path, "scratch", .. names])).FullName;
}

/// <summary>What came of the shop with some bugs.</summary>
/// <param name="Members">As reports count them.</param>
internal sealed record SeededRun(IReadOnlyList<SeededBug> Bugs, DraftedSuite Drafted, int Members);
