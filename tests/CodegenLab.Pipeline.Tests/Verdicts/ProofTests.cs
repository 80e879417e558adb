using System.Collections.Immutable;
using System.Text;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Verdicts;

/// <summary>With the real dotnet: one small project, built and run.</summary>
public sealed class ProofTests
{
    private TestRepository _repository = null!;

    [SetUp]
    public void Begin()
    {
        _repository = TestRepository.InAwkwardPlace();
        _repository.Write("src/Shop/Shop.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        _repository.Write("src/Shop/Money.cs", """
            namespace Shop;

            public static class Money
            {
                public static int Last;

                public static string Show(double amount) => $"{amount:0.00}";

                public static int Remember(int value) => (Last, Last = value).Item1;

                public static int Untested() => 0;
            }
            """);
        _repository.Write("tests/Directory.Build.props", "<Project><PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors><AnalysisMode>All</AnalysisMode></PropertyGroup></Project>");
        _repository.Write("Shop.slnx", """<Solution><Project Path="src/Shop/Shop.csproj" /></Solution>""");
    }

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public async Task Only_what_compiles_passes_and_repeats_gets_in()
    {
        var tests = new Dictionary<int, (string Name, string Body)>
        {
            [0] = ("Is_good", "Assert.That(Money.Show(1), Has.Length.EqualTo(4));"),
            [1] = ("Does_not_compile", "Assert.That(Money.Nothing(), Is.Null);"),
            [2] = ("Fails", "Assert.That(Money.Show(1), Is.Empty);"),
            [3] = ("Depends_on_culture", "Assert.That(Money.Show(1), Is.EqualTo(\"1.00\"));"),
            // NUnit runs by name: first as usual, last in reverse.
            [4] = ("A_depends_on_order", "Assert.That(Money.Remember(1), Is.EqualTo(0));"),
            [5] = ("B_moves_on", "Money.Remember(2);"),
        };
        var plan = Fixtures.Plan(_repository);
        plan = plan with { New = plan.New! with { Solution = _repository.PathOf("Shop.slnx") } };

        var outcome = await Prove(plan, exclusions => Render(tests, exclusions));

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Failure, Is.Null);
            Assert.That(
                outcome.Dropped.Select(dropped => (dropped.Test, dropped.Reason)),
                Is.EquivalentTo(new[]
                {
                    ("Shop.Tests.MoneyTests.Does_not_compile", "DoesNotCompile"),
                    ("Shop.Tests.MoneyTests.Rows_2", "Fails"),
                    ("Shop.Tests.MoneyTests.Fails", "Fails"),
                    ("Shop.Tests.MoneyTests.Depends_on_culture", "DependsOnCulture"),
                    ("Shop.Tests.MoneyTests.A_depends_on_order", "DependsOnOrder"),
                }));
            Assert.That(outcome.DroppedFound.Keys, Is.EquivalentTo(new[] { 1, 2, 3, 4, 11 }));
            Assert.That(outcome.Fixtures.Single().Tests.Select(test => test.Name), Is.EqualTo(new[] { "Is_good", "B_moves_on", "Rows_1" }));
            Assert.That(outcome.Remarks, Is.Empty);
            Assert.That(_repository.Snapshot()["Shop.slnx"], Does.Contain("Shop.Tests.csproj"));
            Assert.That(_repository.Snapshot()["tests/Shop.Tests/MoneyTests.cs"], Is.EqualTo(outcome.Fixtures.Single().Source));
        });

        var userOutput = _repository.Snapshot();
        var subject = Instrumented();
        var measured = await new Measurement(DotnetCommand.RunAsync, _repository.Scratch).MeasureAsync(plan, outcome.Assembly!, subject, outcome.Classes, default);
        var members = RecordedHits.Read(measured.Trace).Members.Select(entry => subject.Members[entry]);

        Assert.That(measured.Run.Results, Has.Length.EqualTo(3));
        Assert.That(members, Is.EquivalentTo(new[] { "M:Shop.Money.Show(System.Double)", "M:Shop.Money.Remember(System.Int32)" }));
        Assert.That(_repository.Snapshot(), Is.EqualTo(userOutput));
    }

    [Test]
    public async Task A_dry_run_proves_and_leaves_the_repository_as_it_was()
    {
        var before = Written();

        var outcome = await Prove(Fixtures.Plan(_repository), _ => [Fixtures.Render("MoneyTests", ("Adds", "[Test]\npublic void Adds() => Assert.That(Money.Show(1), Is.Not.Empty);", [0]))], dryRun: true);

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Failure, Is.Null);
            Assert.That(outcome.Files, Is.EqualTo(new[] { _repository.PathOf("tests/Shop.Tests/Shop.Tests.csproj"), _repository.PathOf("tests/Shop.Tests/MoneyTests.cs") }));
            Assert.That(Written(), Is.EqualTo(before));
        });
    }

    /// <summary>Everything but build output.</summary>
    private Dictionary<string, string> Written() =>
        _repository.Snapshot().Where(file => !file.Key.Contains("/obj/", StringComparison.Ordinal) && !file.Key.Contains("/bin/", StringComparison.Ordinal)).ToDictionary();

    private InstrumentedSubject Instrumented()
    {
        var file = _repository.PathOf("src/Shop/Money.cs");
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) is var name && (name == "netstandard.dll" || name.StartsWith("System.", StringComparison.Ordinal)));
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file, encoding: Encoding.UTF8)],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var instrumented = new SubjectBuilder().Build(compilation, [], Path.Combine(_repository.Scratch, "instrumented"), default);
        Assert.That(instrumented.RolledBack, Is.Empty);
        return instrumented;
    }

    private Task<ProofOutcome> Prove(TestProjectPlan plan, Func<Exclusions, ImmutableArray<RenderedFixture>> render, bool dryRun = false) =>
        new Proof(new TestProjectWriter(ProjectTemplates.Embedded, DotnetCommand.RunAsync), DotnetCommand.RunAsync)
            .ProveAsync(new ProofRequest(plan, _repository.Scratch, dryRun), render, null, default);

    /// <summary>Renders the given tests, and two rows, 10 and 11, of which the second fails.</summary>
    private static ImmutableArray<RenderedFixture> Render(Dictionary<int, (string Name, string Body)> tests, Exclusions exclusions)
    {
        var methods = tests.Where(test => !exclusions.Dropped.Contains(test.Key))
            .Select(test => (test.Value.Name, $"[Test]\npublic void {test.Value.Name}()\n{{\n    {test.Value.Body}\n}}", new[] { test.Key }))
            .ToList();
        int[] rows = [.. new[] { 10, 11 }.Where(row => !exclusions.Dropped.Contains(row))];
        if (rows.Any(exclusions.Unmerged.Contains))
            methods.AddRange(rows.Select(row => ($"Rows_{row - 9}", $"[Test]\npublic void Rows_{row - 9}()\n{{\n    Assert.That({row}, Is.EqualTo(10));\n}}", new[] { row })));
        else if (rows.Length > 0)
            methods.Add(("Rows", string.Join('\n', rows.Select(row => $"[TestCase({row})]")) + "\npublic void Rows(int row)\n{\n    Assert.That(row, Is.EqualTo(10));\n}", rows));
        return [Fixtures.Render("MoneyTests", [.. methods])];
    }
}
