using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Tests.Commands;

/// <summary><c>test</c> and <c>mutate</c> on figures that are made up.</summary>
public sealed class SuiteCommandsTests
{
    private static readonly SuiteFigures AllPass = SampleSuite.Figures with { Tests = [.. SampleSuite.Figures.Tests.Where(test => test.Status != SuiteTestStatus.Failed)] };

    private readonly Screen _screen = new();
    private SuiteMeasurementRequest? _request;
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("suite").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Test_shows_what_failed_and_what_is_covered()
    {
        var exitCode = await RunAsync(SampleSuite.Figures with { HasMutants = false }, "test", "--coverage");

        Assert.That(exitCode, Is.EqualTo(ExitCode.TestsFailed));
        Assert.That(_request, Is.EqualTo(new SuiteMeasurementRequest { WorkingFolder = _folder, Coverage = true, TestProjects = [] }).Using<SuiteMeasurementRequest>((one, other) => one with { TestProjects = [] } == other with { TestProjects = one.TestProjects.Count == 0 ? [] : other.TestProjects }));
        Assert.That(File.Exists(Path.Combine(_folder, "TestResults", "codegen-lab", "coverage.cobertura.xml")));
        await Verify(_screen.Output);
    }

    [TestCase(true, ExitCode.SomeProjectsFailed, "Its tests are not counted: tests/Till.Tests/Till.Tests.csproj. It references Till, which cannot be used. Put that right first.")]
    [TestCase(false, ExitCode.Done, "Left out: tests/Till.Tests/Till.Tests.csproj. It references Till")]
    public async Task Projects_that_cannot_be_used_are_named(bool mayHoldTests, ExitCode expected, string line)
    {
        var problem = new LoadProblem(Path.Combine(_folder, "tests", "Till.Tests", "Till.Tests.csproj"), LoadProblemKind.DoesNotCompile, "It references Till, which cannot be used.", "Put that right first.") { MayHoldTests = mayHoldTests };

        Assert.That(await RunAsync(AllPass with { HasMutants = false, Problems = [problem] }, "test"), Is.EqualTo(expected));
        Assert.That(string.Join(' ', _screen.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), Does.Contain(line));
    }

    [Test]
    public async Task Mutate_shows_the_score_and_what_survives()
    {
        var exitCode = await RunAsync(AllPass with { HasCoverage = false }, "mutate", "--break-at", "70");

        Assert.That(exitCode, Is.EqualTo(ExitCode.TargetsMissed));
        Assert.That(_request, Has.Property(nameof(SuiteMeasurementRequest.Mutants)).True.And.Property(nameof(SuiteMeasurementRequest.Coverage)).False);
        await Verify(_screen.Output);
    }

    [TestCase("50", ExitCode.Done)]
    [TestCase("50.1", ExitCode.TargetsMissed)]
    public async Task The_score_decides(string percent, ExitCode expected) =>
        Assert.That(await RunAsync(AllPass, "mutate", "--break-at", percent, "--report", "markdown"), Is.EqualTo(expected));

    [TestCase("html", "--elements-script is for the page of mutants, and that is not written. Add --report mutation-html.")]
    [TestCase("mutation-html", "is not the script of mutation-testing-elements 3.9.0")]
    public async Task A_script_that_no_page_can_hold_is_refused_before_anything_runs(string report, string complaint)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "elements.js"), "alert(1)");

        Assert.That(await RunAsync(AllPass, "mutate", "--report", report, "--elements-script", "elements.js"), Is.EqualTo(ExitCode.BadInput));
        Assert.That(_request, Is.Null);
        Assert.That(_screen.Error, Does.Contain(complaint));
    }

    [Test]
    public async Task A_report_that_was_asked_for_and_has_nothing_in_it_is_named()
    {
        await RunAsync(AllPass with { HasCoverage = false }, "mutate", "--report", "cobertura,lcov,markdown");

        Assert.That(_screen.Error, Does.Contain("Not written: cobertura, lcov. They need lines and branches: dotnet codegen-lab test --coverage"));
    }

    [Test]
    public async Task All_reports_are_those_that_there_is_something_for()
    {
        await RunAsync(AllPass with { HasMutants = false }, "test", "--report", "all");

        Assert.That(_screen.Error, Does.Not.Contain("Not written"));
    }

    [Test]
    public async Task Every_option_reaches_the_request()
    {
        await RunAsync(AllPass, "mutate", "Shop.sln", "--project", "Shop.*", "--project", "Till.Tests", "--all-killers", "--unconfined", "--no-build", "--no-history");

        Assert.That(_request, Is.EqualTo(new SuiteMeasurementRequest
        {
            Path = "Shop.sln",
            WorkingFolder = _folder,
            TestProjects = _request!.TestProjects,
            Mutants = true,
            FindsAllKillers = true,
            NoHistory = true,
            Unconfined = true,
            NoBuild = true,
        }));
        Assert.That(_request.TestProjects, Is.EqualTo(new[] { "Shop.*", "Till.Tests" }));
    }

    [Test]
    public async Task Without_reports_nothing_is_written()
    {
        Assert.That(await RunAsync(AllPass, "test"), Is.EqualTo(ExitCode.Done));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.Empty);
        Assert.That(_screen.Output, Does.Not.Contain("Branches"));
    }

    [Test]
    public async Task A_format_that_does_not_exist_is_told_before_anything_runs()
    {
        Assert.That(await RunAsync(AllPass, "test", "--report", "coberture"), Is.EqualTo(ExitCode.BadInput));
        Assert.That(_request, Is.Null);
        Assert.That(_screen.Error, Does.Contain("cobertura"));
    }

    [Test]
    public async Task A_place_that_cannot_take_reports_is_told_before_anything_runs([Values("test", "mutate", "check")] string command)
    {
        var file = Path.Combine(_folder, "reports");
        await File.WriteAllTextAsync(file, "");

        Assert.That(await RunAsync(AllPass, command, "--report", "sarif", "--output", Path.Combine(file, "new")), Is.EqualTo(ExitCode.BadInput));
        Assert.That(_request, Is.Null);
        Assert.That(_screen.Error, Does.Contain($"{file} is a file: reports need a folder there. Choose another one with --output. Nothing was run."));
    }

    [Test]
    public async Task A_program_gets_a_document()
    {
        await RunAsync(SampleSuite.Figures, "test", "--report", "lcov", "--json");

        await Verify(_screen.Output.Replace(_folder.Replace('\\', '/'), "{folder}", StringComparison.Ordinal), extension: "json");
    }

    private Task<ExitCode> RunAsync(SuiteFigures figures, params string[] arguments)
    {
        var stories = Scripted.Stories(measure: (request, _, _) =>
        {
            _request = request;
            return Task.FromResult(figures);
        });
        return new CommandLineHost(stories, _screen.Terminal, _folder, new SecretScrubbing([])).RunAsync(arguments, CancellationToken.None);
    }
}
