using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Tests;

/// <summary>On a solution with a suite of each framework, which have what people use of it: rows of any source, fixtures, asynchronous tests, tests that skip, fail and pass once.</summary>
[TestFixture]
public sealed class SuiteMeasurementTests
{
    private SuiteFigures _figures = null!;

    [OneTimeSetUp]
    public async Task Measure()
    {
        var sample = Path.Combine(Repository(), "tests", "subjects", "Ledger", "Ledger.slnx");
        _figures = await new SuiteMeasurement().MeasureAsync(
            new SuiteMeasurementRequest { Path = sample, WorkingFolder = Repository(), Coverage = true, Mutants = true, Unconfined = true, NoHistory = true }, new Relay<GenerationProgress>(_ => { }), default);
    }

    [TestCase("Ledger.slnx", "tests/subjects/Ledger/Ledger.slnx")]
    [TestCase("src/Ledger", "tests/subjects/Ledger/src/Ledger/Ledger.csproj")]
    public async Task What_was_opened_is_told_from_the_root_of_the_repository(string path, string expected)
    {
        var suites = await SuiteMeasurement.LoadAsync(
            new SuiteMeasurementRequest { Path = path, WorkingFolder = Path.Combine(Repository(), "tests", "subjects", "Ledger") }, new Relay<GenerationProgress>(_ => { }), default);

        Assert.That(suites.Opened, Is.EqualTo(expected));
    }

    [TestCase("tests/Ledger.XUnit3.Tests", "Ledger.XUnit3.Tests")]
    [TestCase("tests/Ledger.XUnit3.Tests/Ledger.XUnit3.Tests.csproj", "Ledger.XUnit3.Tests")]
    [TestCase("src/Ledger", "Ledger.MSTest.Tests Ledger.NUnit.Tests Ledger.XUnit.Tests Ledger.XUnit3.Tests")]
    public async Task A_project_stands_for_itself_or_for_its_tests(string path, string projects)
    {
        var ledger = Path.Combine(Repository(), "tests", "subjects", "Ledger");
        var suites = await SuiteMeasurement.LoadAsync(new SuiteMeasurementRequest { Path = path, WorkingFolder = ledger }, new Relay<GenerationProgress>(_ => { }), default);
        Assert.That(string.Join(' ', suites.Assemblies.Select(assembly => assembly.Project.Name).Order(StringComparer.Ordinal)), Is.EqualTo(projects));
    }

    [Test]
    public void The_library_that_measures_cannot_be_measured() => Assert.That(
        () => SuiteMeasurement.LoadAsync(
            new SuiteMeasurementRequest { Path = "tests/CodegenLab.Probes.Tests", WorkingFolder = Repository(), TestProjects = ["CodegenLab.Probes.Tests"] }, new Relay<GenerationProgress>(_ => { }), default),
        Throws.TypeOf<InputException>().With.Message.StartsWith("CodegenLab.Probes cannot be measured"));

    [TestCase("Ledger.NUnit.Tests", 9, 2, 1, 0)]
    [TestCase("Ledger.XUnit.Tests", 15, 1, 0, 1)]
    [TestCase("Ledger.XUnit3.Tests", 5, 1, 0, 0)]
    [TestCase("Ledger.MSTest.Tests", 6, 2, 0, 0)]
    public void Cases_end_as_under_their_own_runner(string project, int passed, int skipped, int flaky, int failed)
    {
        var tests = _figures.Tests.Where(test => test.Project == project).ToList();
        Assert.That(
            new[] { SuiteTestStatus.Passed, SuiteTestStatus.Skipped, SuiteTestStatus.Flaky, SuiteTestStatus.Failed }.Select(status => tests.Count(test => test.Status == status)),
            Is.EqualTo(new[] { passed, skipped, flaky, failed }),
            string.Join('\n', tests.Select(test => $"{test.Status} {test.DisplayName} {test.Message}")));
    }

    [Test]
    public void A_case_that_passes_once_a_process_is_called_flaky() =>
        Assert.That(_figures.Tests.Single(test => test.Status == SuiteTestStatus.Flaky).FullName, Is.EqualTo("Ledger.NUnit.Tests.StepsTests.Passes_once_a_process"));

    [Test]
    public void A_failure_says_why_and_where_its_test_stands()
    {
        var failed = _figures.Tests.Single(test => test.Status == SuiteTestStatus.Failed);
        Assert.That(failed.Message, Does.Contain("Expected: 1").And.Contain("Actual:   2"));
        Assert.That(failed.Path, Does.EndWith("tests/subjects/Ledger/tests/Ledger.XUnit.Tests/AccountTests.cs"));
        Assert.That(failed.Line, Is.GreaterThan(1));
    }

    [Test]
    public void Lines_and_branches_know_the_tests_that_reach_them()
    {
        var account = File("Account.cs");
        var throws = account.Lines.Single(line => Text(account, line.Line).Contains("throw new", StringComparison.Ordinal));
        var describe = account.Lines.Single(line => Text(account, line.Line).Contains("public string Describe", StringComparison.Ordinal));
        Assert.That(throws.Tests.Select(test => _figures.Tests[test].DisplayName.Split('.')[^1]).Distinct(), Is.EquivalentTo(new[] { "Nothing_cannot_be_deposited(0)", "Nothing_cannot_be_deposited(-1)" }));
        Assert.That(describe.Tests, Is.Empty);
        Assert.That(account.Branches.Where(branch => branch.Text == "Balance < 0").Select(branch => branch.Tests.Length), Is.EqualTo(new[] { 0, 0 }));
        Assert.That(account.Branches.Where(branch => branch.Text == "amount <= 0" && branch.Member.Contains("Deposit", StringComparison.Ordinal)).Select(branch => branch.Tests.Length), Has.All.GreaterThan(0));
    }

    [Test]
    public void What_is_set_up_for_a_class_is_reached_by_all_of_its_tests()
    {
        var account = File("Account.cs");
        var adds = account.Lines.First(line => Text(account, line.Line).Contains("_entries.Add(new Entry(amount", StringComparison.Ordinal));
        Assert.That(adds.Tests.Count(test => _figures.Tests[test].FullName == "Ledger.NUnit.Tests.AccountTests.Waits"), Is.EqualTo(1), "its OneTimeSetUp deposits");
    }

    [TestCase("Account.cs", "amount <= 0 || amount > Balance + overdraft", "amount <= 0 && amount > Balance + overdraft", MutantStatus.Killed)]
    [TestCase("Account.cs", "\"Deposit something.\"", "\"\"", MutantStatus.Survived)]
    [TestCase("Account.cs", "-Balance", "Balance", MutantStatus.NoCoverage)]
    [TestCase("Rates.cs", "from--;", "from++;", MutantStatus.Timeout)]
    [TestCase("Account.cs", "Note(amount);", "", MutantStatus.Ignored)]
    public void Mutants_get_their_verdict(string file, string original, string replacement, MutantStatus status) =>
        Assert.That(Mutant(file, original, replacement).Status, Is.EqualTo(status));

    [Test]
    public void What_a_comment_rules_out_is_not_run_and_has_its_reason() =>
        Assert.That(Mutant("Rates.cs", "steps++;", "steps--;"), Has.Property(nameof(MutantFigures.Status)).EqualTo(MutantStatus.Ignored)
            .And.Property(nameof(MutantFigures.Reason)).EqualTo("the sign is nobody's business").And.Property(nameof(MutantFigures.TestsRun)).Zero);

    [Test]
    public void Mutants_in_static_initialisers_are_judged_on_fresh_statics()
    {
        var table = File("Rates.cs").Mutants.Where(mutant => mutant.IsStatic && mutant.Mutator == "Number literal").ToList();
        Assert.That(table.Select(mutant => $"{mutant.Original} -> {mutant.Replacement} {mutant.Status}"), Is.EqualTo(new[]
        {
            "0 -> 1 Survived",
            "0 -> -1 Survived",
            "1m -> 2M Killed",
            "1m -> 0M Killed",
            "100 -> 101 Killed",
            "100 -> 99 Survived",
            "0.5m -> 1.5M Killed",
            "1000 -> 1001 Killed",
            "1000 -> 999 Survived",
            "0m -> 1M Killed",
            "0m -> -1M Killed",
        }));
        Assert.That(File("Rates.cs").Mutants.Single(mutant => mutant.Mutator == "Initializer"), Has.Property(nameof(MutantFigures.Status)).EqualTo(MutantStatus.Killed));
    }

    [Test]
    public void A_killer_passes_without_the_mutant() =>
        Assert.That(_figures.Projects.SelectMany(project => project.Files).SelectMany(file => file.Mutants).SelectMany(mutant => mutant.KilledBy).Select(test => _figures.Tests[test].Status).Distinct(), Is.EqualTo(new[] { SuiteTestStatus.Passed }));

    private FileFigures File(string name) => _figures.Projects.Single().Files.Single(file => file.Path.EndsWith("/" + name, StringComparison.Ordinal));

    private MutantFigures Mutant(string file, string original, string replacement) =>
        File(file).Mutants.Single(mutant => mutant.Original == original && mutant.Replacement == replacement);

    private static string Text(FileFigures file, int line) => file.Text.Split('\n')[line - 1];

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "CodegenLab.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
