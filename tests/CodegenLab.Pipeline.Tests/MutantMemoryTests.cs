using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests;

/// <summary>The promise of remembered verdicts: whatever was edited, they are those of a run that remembers nothing. Subject and tests are compiled here; real workers run them.</summary>
[TestFixture]
public sealed class MutantMemoryTests
{
    /// <summary>Code that no test enters, but for one with a mutant: it decides whether that mutant is noticed.</summary>
    private const string Detour = "if (from > 1000)\n            return Far(from);\n        var steps = 0;";

    private string _folder = "";
    private LoadedSuites _suites = null!;

    [OneTimeSetUp]
    public async Task JudgeAll()
    {
        _folder = Directory.CreateTempSubdirectory("verdicts").FullName;
        var repository = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(repository, "CodegenLab.sln")))
            repository = Path.GetDirectoryName(repository)!;
        var sample = Path.Combine(repository, "tests", "subjects", "Ledger", "Ledger.slnx");
        var loaded = await SuiteMeasurement.LoadAsync(new SuiteMeasurementRequest { Path = sample, WorkingFolder = repository, TestProjects = ["Ledger.NUnit.Tests"] }, new Relay<GenerationProgress>(_ => { }), default);
        var project = loaded.Assemblies.Single().Project;
        if (!File.Exists(project.TargetPath))
            Assert.That((await DotnetCommand.RunAsync(["build", project.Path, "-nologo", "-v", "q", "-nodeReuse:false"], project.Folder, null, default)).ExitCode, Is.Zero);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(project.TargetPath)!))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        _suites = Edited(loaded, "src/Ledger/Rates.cs", ("var steps = 0;", Detour), ("/// <summary>Counts down;", "private static int Far(int from) => from * 1;\n\n    /// <summary>Counts down;"));

        var figures = await MeasureAsync(_suites, remembers: true);
        Assert.That(Mutants(figures).Select(mutant => mutant.IsRemembered), Has.None.True);
        File.Copy(HistoryPath, HistoryPath + ".kept");
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("src/Ledger/Rates.cs", "/// <summary>Nothing", "/// <summary>Nothing", 1.0, TestName = "Nothing changed")]
    [TestCase("src/Ledger/Rates.cs", "from * 1", "from * 2", 0.9, TestName = "What a mutant alone enters")]
    [TestCase("src/Ledger/Rates.cs", "from--;", "from -= 1;", 0.45, TestName = "A member that one test enters")]
    [TestCase("src/Ledger/Account.cs", "amount > Balance", "amount >= Balance", 0.3, TestName = "A member that many tests enter")]
    [TestCase("src/Ledger/Rates.cs", "[100] = 0.5m", "[100] = 0.6m", 0, TestName = "A static initialiser")]
    [TestCase("tests/Ledger.NUnit.Tests/AccountTests.cs", "Rates.Steps(4), Is.EqualTo(4)", "Rates.Steps(4), Is.GreaterThan(1)", 0.3, TestName = "A test that notices less")]
    [TestCase("tests/Ledger.NUnit.Tests/AccountTests.cs", "private static int _runs;", "[Test] public void Counts_further() => Assert.That(Rates.Steps(2000), Is.EqualTo(2000));\n    private static int _runs;", 0.3, TestName = "A test that is new")]
    public async Task Remembered_verdicts_are_those_of_a_run_without_memory(string file, string before, string after, double share)
    {
        File.Copy(HistoryPath + ".kept", HistoryPath, overwrite: true);
        var edited = Edited(_suites, file, (before, after));
        var remembering = Mutants(await MeasureAsync(edited, remembers: true));
        var again = Mutants(await MeasureAsync(edited, remembers: true));
        var fresh = Mutants(await MeasureAsync(edited, remembers: false));

        Assert.That(remembering.Select(Verdict), Is.EqualTo(fresh.Select(Verdict)));
        Assert.That(again.Select(Verdict), Is.EqualTo(fresh.Select(Verdict)));
        var reached = remembering.Where(mutant => mutant.Status is not (MutantStatus.NoCoverage or MutantStatus.Ignored)).ToList();
        var remembered = reached.Count(mutant => mutant.IsRemembered) / (double)reached.Count;
        TestContext.Out.WriteLine($"{remembered:P0} of {reached.Count} verdicts are remembered");
        Assert.That(remembered, Is.GreaterThanOrEqualTo(share));
        Assert.That(again.Where(mutant => mutant.Status is not (MutantStatus.NoCoverage or MutantStatus.Ignored)).Select(mutant => mutant.IsRemembered), Has.All.True);
        Assert.That(fresh.Select(mutant => mutant.IsRemembered), Has.None.True);
    }

    private static string Verdict(MutantFigures mutant) => $"{mutant.Id} {mutant.Member} {mutant.Original} → {mutant.Replacement}: {mutant.Status}";

    private string HistoryPath => new SuiteHistory(_folder, "1").Path;

    private static List<MutantFigures> Mutants(SuiteFigures figures) => [.. figures.Projects.SelectMany(project => project.Files).SelectMany(file => file.Mutants)];

    private static Task<SuiteFigures> MeasureAsync(LoadedSuites suites, bool remembers) => new SuiteMeasurement().MeasureAsync(
        suites, new SuiteMeasurementRequest { WorkingFolder = suites.Folder, Mutants = true, NoBuild = true, NoHistory = !remembers, WorthRemembering = TimeSpan.Zero }, new Relay<GenerationProgress>(_ => { }), default);

    /// <summary>With edits in a file of the subject or the tests, built.</summary>
    private LoadedSuites Edited(LoadedSuites suites, string file, params (string Before, string After)[] edits)
    {
        var assembly = suites.Assemblies.Single();
        var subject = assembly.Subjects.Single();
        var compilation = With(subject.Compilation);
        var tests = With(assembly.Project.Compilation.ReplaceReference(
            assembly.Project.Compilation.References.OfType<CompilationReference>().Single(reference => reference.Compilation == subject.Compilation), compilation.ToMetadataReference()));
        var (newSubject, newTests) = (subject with { Compilation = compilation, TargetPath = Emitted(compilation, subject) }, assembly.Project with { Compilation = tests, TargetPath = Emitted(tests, assembly.Project) });
        return suites with
        {
            Solution = suites.Solution with { Path = Path.Combine(_folder, "Ledger.slnx") },
            Assemblies = [assembly with { Project = newTests, Subjects = [newSubject], Used = [.. assembly.Used.Select(used => used == subject ? newSubject : used == assembly.Project ? newTests : used)] }],
        };

        CSharpCompilation With(CSharpCompilation code)
        {
            if (code.SyntaxTrees.FirstOrDefault(tree => tree.FilePath.Replace('\\', '/').EndsWith("/" + file, StringComparison.Ordinal)) is not { } tree)
                return code;
            var text = tree.GetText().ToString().ReplaceLineEndings("\n");
            foreach (var (before, after) in edits.Where(edit => edit.Before != edit.After))
            {
                Assert.That(text, Does.Contain(before));
                text = text.Replace(before, after, StringComparison.Ordinal);
            }

            return code.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath, tree.Encoding));
        }
    }

    private string Emitted(CSharpCompilation compilation, LoadedProject project)
    {
        var path = Path.Combine(_folder, Path.GetFileName(project.TargetPath));
        Assert.That(compilation.Emit(path).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return path;
    }
}
