using System.Runtime.CompilerServices;
using System.Text.Json;
using CodegenLab.Engine;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Verdicts;

/// <summary>What the engine finds in a subject that breaks rules, as people read it.</summary>
public sealed class EngineSuspicionsTests
{
    private static readonly string[] Shown = ["Suspects.Texts.Repeat(string, int)", "Suspects.Money.GetHashCode()", "Suspects.Level.CompareTo(Suspects.Level)", "Suspects.Words.FirstLetter(string)", "Suspects.Money.Parse(string)"];

    private readonly TestRepository _repository = new();
    private LoadedProject _project = null!;
    private GeneratedSuite _suite = null!;

    private LoadedSolution Solution => new(_repository.PathOf("Suspects.slnx"), [_project], []);

    private SuspicionLedger Ledger => new(_repository.PathOf(""), "1.0", "codegen-lab/suspicions/");

    [OneTimeSetUp]
    public async Task Search()
    {
        _project = ProjectOf(text => text);
        var subject = new SubjectProject { Compilation = _project.Compilation, Frameworks = _project.FrameworkReferences };
        _suite = await new SuiteGenerator(_repository.Scratch).GenerateAsync(subject, new SuiteBudget(1, 1), (_, _) => Task.FromResult<IReadOnlyCollection<int>>([]), new Relay<Progress>(_ => { }), CancellationToken.None);
    }

    [OneTimeTearDown]
    public void Delete() => _repository.Dispose();

    [Test]
    public Task People_read_the_rule_what_was_expected_and_a_test_that_shows_it() =>
        Verify(Ledger.Markdown([.. Tell(_project).Suspicions.Where(suspicion => Shown.Contains(suspicion.Member))]), extension: "md");

    [Test]
    public Task Tests_that_show_suspicions_run_only_when_asked_for() =>
        Verify(Tell(_project).Repros.Single(repro => repro.SubjectType == "Suspects.Level").Source);

    [TestCase(TestFramework.NUnit, 4)]
    [TestCase(TestFramework.XUnit, 3)]
    [TestCase(TestFramework.MSTest, 4)]
    public void Tests_that_show_suspicions_are_CSharp_in_every_framework(TestFramework framework, int version)
    {
        var told = Tell(_project, framework, version);

        Assert.That(told.Suspicions.Select(suspicion => suspicion.Repro).Concat(told.Repros.Select(repro => repro.Source)).SelectMany(source => CSharpSyntaxTree.ParseText(source).GetDiagnostics()), Is.Empty);
        Assert.That(told.Repros.Sum(repro => repro.Tests), Is.EqualTo(told.Suspicions.Length));
    }

    [Test]
    public void Code_scanning_finds_rule_and_place_and_knows_a_suspicion_again()
    {
        var results = JsonDocument.Parse(Ledger.Sarif(Tell(_project).Suspicions)).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        var hash = results.Single(result => result.GetProperty("message").GetProperty("text").GetString()!.StartsWith("Suspects.Money.GetHashCode", StringComparison.Ordinal));
        var place = hash.GetProperty("locations")[0].GetProperty("physicalLocation");
        var line = File.ReadLines(Path.Combine(Sources, "Money.cs")).ToList().FindIndex(text => text.Contains("int GetHashCode() => HashCode.Combine(Amount", StringComparison.Ordinal)) + 1;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hash.GetProperty("ruleId").GetString(), Is.EqualTo("CGL9003"));
            Assert.That(hash.GetProperty("level").GetString(), Is.EqualTo("warning"));
            Assert.That(place.GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(line));
            Assert.That(results.Select(result => result.GetProperty("partialFingerprints").GetProperty("rule/v1").GetString()), Is.Unique);
            Assert.That(results.Select(result => result.GetProperty("ruleId").GetString()).Distinct(), Is.SubsetOf(SuspicionRule.All.Select(rule => rule.Id)));
        }
    }

    [TestCase("CGL9004")]
    [TestCase("BrokenOrder")]
    [TestCase("CGL9005, CGL9004: a key to sort by")]
    public void A_comment_above_the_member_silences_its_rule_alone(string words)
    {
        var before = Tell(_project).Suspicions;
        var after = Tell(ProjectOf(text => text.Replace("    public int CompareTo(", $"    // codegen-lab unsuspicious {words}\n    public int CompareTo(", StringComparison.Ordinal))).Suspicions;

        Assert.That(before.Select(NameOf).Except(after.Select(NameOf)), Is.EqualTo(new[] { "CGL9004 Suspects.Level.CompareTo(Suspects.Level)" }));
    }

    private static string NameOf(Suspicion suspicion) => $"{suspicion.Rule.Id} {suspicion.Member}";

    private SuspectedByEngine Tell(LoadedProject project, TestFramework framework = TestFramework.NUnit, int version = 4) =>
        new EngineSuspicions(Solution, project, Fixtures.Plan(_repository).Rendering with { RootNamespace = "Suspects.Tests", SubjectRootNamespace = "Suspects", Framework = framework, FrameworkVersion = version }).Tell(_suite);

    private LoadedProject ProjectOf(Func<string, string> edit)
    {
        var project = _repository.Project("src/Suspects/Suspects.csproj", "");
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"));
        var usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;");
        var files = Directory.EnumerateFiles(Sources, "*.cs").Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(edit(File.ReadAllText(file)), new CSharpParseOptions(documentationMode: DocumentationMode.Parse), _repository.PathOf("src/Suspects/" + Path.GetFileName(file)), System.Text.Encoding.UTF8));
        return project with
        {
            Compilation = CSharpCompilation.Create(
                "Suspects", [.. files, usings], framework.Select(path => MetadataReference.CreateFromFile(path)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)),
        };
    }

    private static string Sources { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "subjects", "Suspects", "src", "Flawed"));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
