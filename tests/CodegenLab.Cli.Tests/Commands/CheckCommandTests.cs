using CodegenLab.Cli.Commands;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Tests.Commands;

/// <summary><c>check</c> on figures that are made up, with the real gate.</summary>
public sealed class CheckCommandTests
{
    private static readonly SuiteFigures AllPass = SampleSuite.Figures with { Tests = [.. SampleSuite.Figures.Tests.Where(test => test.Status != SuiteTestStatus.Failed)] };

    private static readonly GateTargets Low = new() { Whole = new ShareTargets(Line: .5) };

    private static readonly GateTargets High = new() { Whole = new ShareTargets(.9, .5, .5), WeakTests = 0, StaleTests = 0 };

    private readonly Screen _screen = new();
    private GateCheckRequest? _request;
    private ChangedLines? _changed;
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("check").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Missed_targets_are_shown_with_what_would_help()
    {
        Assert.That(await RunAsync(AllPass, High), Is.EqualTo(ExitCode.TargetsMissed));
        Assert.That(Directory.EnumerateFiles(Path.Combine(_folder, "TestResults", "codegen-lab")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "coverage.cobertura.xml", "summary.md", "codegen-lab.sarif" }));
        await Verify(_screen.Output);
    }

    [Test]
    public async Task A_finding_is_one_line_where_a_program_reads()
    {
        var message = string.Join(' ', Enumerable.Repeat("The till rounds a price of 1.005 down.", 8));

        await RunAsync(SampleSuite.Figures with { Tests = [SampleSuite.Figures.Tests[1] with { Message = message }] }, Low);

        Assert.That(_screen.Output.Split('\n'), Has.One.EqualTo($"  Shop.Tests.PriceTests.Rounds(1.005) fails: {message}"));
    }

    [Test]
    public async Task What_a_target_wants_fewer_of_is_named_and_nothing_else()
    {
        await RunAsync(AllPass, new GateTargets { UntestedMembers = 0, WeakTests = 1 });

        Assert.That(_screen.Output, Does.Contain("\nsrc/Shop/Price.cs:6 No test runs Shop.Price.Half(int).\n").And.Not.Contain("asserts nothing"));
    }

    [Test]
    public async Task Met_targets_are_a_success() => Assert.That(await RunAsync(AllPass, Low), Is.EqualTo(ExitCode.Done));

    [Test]
    public async Task Failed_tests_count_before_targets() => Assert.That(await RunAsync(SampleSuite.Figures, High), Is.EqualTo(ExitCode.TestsFailed));

    [Test]
    public async Task Tests_that_cannot_be_run_count_before_all()
    {
        var problem = new LoadProblem(Path.Combine(_folder, "Till.Tests.csproj"), LoadProblemKind.DoesNotCompile, "It does not compile.", "Put that right.") { MayHoldTests = true };

        Assert.That(await RunAsync(AllPass with { Problems = [problem] }, High), Is.EqualTo(ExitCode.SomeProjectsFailed));
        Assert.That(_screen.Output, Does.Contain("Its tests are not counted: Till.Tests.csproj."));
    }

    [Test]
    public async Task Options_say_what_counts_as_changed()
    {
        await RunAsync(AllPass, Low, "--since", "origin/main", "--update-ratchet", "--no-build");
        Assert.That(_request!.Scope, Is.EqualTo(new ChangeScope.Since("origin/main")));
        Assert.That((_request.UpdatesRatchet, _request.Suites.NoBuild), Is.EqualTo((true, true)));

        await RunAsync(AllPass, Low, "--staged");
        Assert.That(_request!.Scope, Is.EqualTo(new ChangeScope.Staged()));
    }

    [Test]
    public async Task Changed_is_the_code_that_targets_count()
    {
        var reports = Enumerable.Range(0, 9).Select(number => New($"TestResults/{number}.xml"));
        var price = new ChangedFile("src/Shop/Price.cs", null, false, false, [new LineRange(5, 5)]);
        var till = New("src/Shop.Till/Till.cs");

        _changed = new ChangedLines("main (merge base 1a2b3c4)", [.. reports, New("tests/Shop.Tests/PriceTests.cs"), price, till]);
        await RunAsync(AllPass, Low);
        _changed = new ChangedLines("the last commit, staged", [.. reports, price with { Lines = [new LineRange(2, 2)] }]);
        await RunAsync(AllPass, Low);

        Assert.That(_screen.Output, Does.Contain("\nChanged since main (merge base 1a2b3c4): 2 lines with code in 2 files\n").And.Contain("\nChanged since the last commit, staged: no line with code\n"));

        static ChangedFile New(string path) => new(path, null, true, false, []);
    }

    [Test]
    public async Task GitHub_gets_a_summary_and_marks()
    {
        var summary = Path.Combine(_folder, "step.md");
        await RunAsync(AllPass, High, name => name switch
        {
            "GITHUB_ACTIONS" => "true",
            "GITHUB_STEP_SUMMARY" => summary,
            _ => null,
        });

        Assert.That(await File.ReadAllTextAsync(summary), Does.Contain("missed"));
        Assert.That(_screen.Output, Does.Contain("::error ").Or.Contain("::warning "));
    }

    private Task<ExitCode> RunAsync(SuiteFigures figures, GateTargets targets, params string[] arguments) => RunAsync(figures, targets, _ => null, arguments);

    private async Task<ExitCode> RunAsync(SuiteFigures figures, GateTargets targets, Func<string, string?> variable, params string[] arguments)
    {
        var command = new CheckCommand(
            (request, _, _) =>
            {
                _request = request;
                var weak = new Finding { Kind = FindingKind.WeakTest, Path = "tests/Shop.Tests/PriceTests.cs", Line = 9, Member = "Adds", Message = "Shop.Tests.PriceTests.Adds asserts nothing.", Key = "Adds" };
                return Task.FromResult(new GateCheckOutcome(figures, new Gate(targets).Judge(figures, others: [weak]), _changed, ["The ratchet holds nobody yet."]));
            },
            _screen.Terminal, _folder, variable).Create();
        return (ExitCode)await command.Parse(arguments).InvokeAsync();
    }
}
