using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Tests.Selection;

/// <summary>A test that a budget leaves out is not forgotten: what is run next has to know of it.</summary>
public sealed class LeftOutTestsTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("leftout").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task What_a_first_run_leaves_out_counts_as_new_in_the_next()
    {
        var suites = await LoadAsync();

        var first = (await MeasureAsync(suites, new SelectionRequest { Budget = TimeSpan.FromMilliseconds(100) })).Selection!;
        var next = await MeasureAsync(suites, new SelectionRequest { Affected = true });

        var left = first.Tests.Where(test => test.IsLeftOut).Select(test => test.DisplayName).ToList();
        Assert.That(left, Is.Not.Empty.And.Count.LessThan(first.All));
        Assert.That(next.Selection!.All, Is.EqualTo(first.All));
        Assert.That(next.Selection.Tests.Select(test => test.DisplayName), Is.SupersetOf(left));
        Assert.That(next.Tests.Select(test => test.DisplayName), Is.EquivalentTo(first.Tests.Select(test => test.DisplayName)));
    }

    private async Task<LoadedSuites> LoadAsync()
    {
        var repository = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(repository, "CodegenLab.sln")))
            repository = Path.GetDirectoryName(repository)!;
        var sample = Path.Combine(repository, "tests", "subjects", "Ledger", "Ledger.slnx");
        var loaded = await SuiteMeasurement.LoadAsync(new SuiteMeasurementRequest { Path = sample, WorkingFolder = repository, TestProjects = ["Ledger.NUnit.Tests"] }, new Relay<GenerationProgress>(_ => { }), default);
        var project = loaded.Assemblies.Single().Project;
        if (!File.Exists(project.TargetPath))
            Assert.That((await DotnetCommand.RunAsync(["build", project.Path, "-nologo", "-v", "q", "-nodeReuse:false"], project.Folder, null, default)).ExitCode, Is.Zero);
        // The history lies beside the solution.
        return loaded with { Solution = loaded.Solution with { Path = Path.Combine(_folder, "Ledger.slnx") } };
    }

    private static Task<SuiteFigures> MeasureAsync(LoadedSuites suites, SelectionRequest selection) => new SuiteMeasurement().MeasureAsync(
        suites, new SuiteMeasurementRequest { WorkingFolder = suites.Folder, NoBuild = true, Selection = selection }, new Relay<GenerationProgress>(_ => { }), default);
}
