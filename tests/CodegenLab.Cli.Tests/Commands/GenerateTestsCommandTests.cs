using System.Text.Json;
using CodegenLab.Cli.Commands;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Cli.Tests.Commands;

public class GenerateTestsCommandTests
{
    private readonly Screen _screen = new();
    private GenerationRequest? _request;

    [Test]
    public async Task Without_options_everything_is_as_the_request_has_it()
    {
        await RunAsync([]);

        Assert.That(_request, Is.EqualTo(new GenerationRequest { WorkingFolder = Reports.Folder, Projects = _request!.Projects, Targets = _request.Targets }));
        Assert.That(_request.Projects, Is.Empty);
        Assert.That(_request.Targets, Is.Empty);
    }

    [Test]
    public async Task Every_option_reaches_the_request()
    {
        await RunAsync(
            ["Shop.sln", "--project", "Shop", "--project", "Shop.*", "--target", "Order", "--target", "PriceList<TKey>.Find(TKey, int)", "--output", "tests/Shop", "--budget", "1.5", "--seed", "18446744073709551615", "--workers", "3", "--dry-run"]);

        Assert.That(_request!.Path, Is.EqualTo("Shop.sln"));
        Assert.That(_request.Projects, Is.EqualTo(new[] { "Shop", "Shop.*" }));
        Assert.That(_request.Targets, Is.EqualTo(new[] { "Order", "PriceList<TKey>.Find(TKey, int)" }));
        Assert.That(_request.Output, Is.EqualTo("tests/Shop"));
        Assert.That(_request.BudgetSeconds, Is.EqualTo(1.5));
        Assert.That(_request.Seed, Is.EqualTo(ulong.MaxValue));
        Assert.That(_request.Workers, Is.EqualTo(3));
        Assert.That(_request.DryRun, Is.True);
    }

    [Test]
    public async Task What_was_changed_can_be_the_target()
    {
        await RunAsync(["--staged"]);
        var staged = _request!.Changed;
        await RunAsync(["--since", "origin/main"]);

        Assert.That(staged, Is.EqualTo(new ChangeScope.Staged()));
        Assert.That(_request.Changed, Is.EqualTo(new ChangeScope.Since("origin/main")));
    }

    [TestCase("--staged", "--since", "main")]
    [TestCase("--staged", "--target", "Order")]
    [TestCase("--since", "main", "--target", "Order")]
    public async Task Targets_are_named_in_one_way(params string[] arguments)
    {
        Assert.That(await RunAsync(arguments), Is.EqualTo(ExitCode.BadInput));
        Assert.That(_screen.Error, Does.Contain("exclude each other."));
    }

    [Test]
    public async Task Every_option_of_the_model_reaches_the_request()
    {
        await RunAsync(
        [
            "--provider", "openai", "--model", "gpt-4.1-mini", "--stronger-model", "gpt-4.1", "--endpoint", "http://127.0.0.1/v1", "--strategy", "Mutation", "--strategy", "behavior", "--specification", "rules.md", "--max-cost", "0.5",
            "--max-tokens", "9000", "--max-cost-per-accepted", ".01", "--record", "answers", "--names", "model", "--suspicions", "ledger", "--repros",
        ]);

        Assert.Multiple(() =>
        {
            Assert.That(_request!.Model, Is.EqualTo(new ModelOptions("openai", "http://127.0.0.1/v1", "gpt-4.1-mini", "gpt-4.1")));
            Assert.That(_request.Drafting.Strategies, Is.EqualTo(new[] { Strategy.Behavior, Strategy.Mutation }));
            Assert.That(_request.Drafting.Specification, Is.EqualTo("rules.md"));
            Assert.That(_request.Drafting.NamesByModel, Is.True);
            Assert.That(_request.Limits, Is.EqualTo(new SpendingLimits(.5m, 9000, .01m)));
            Assert.That((_request.Record, _request.Replay, _request.Suspicions, _request.Repros), Is.EqualTo(("answers", (string?)null, "ledger", true)));
            Assert.That((_request.Offline, _request.ShowPrompt, _request.DryRun), Is.EqualTo((false, false, false)));
        });
    }

    [Test]
    public async Task Properties_are_asked_for_by_style()
    {
        await RunAsync(["--style", "example"]);
        Assert.That(_request!.Properties, Is.Null);

        await RunAsync(["--style", "property"]);
        Assert.That(_request!.Properties, Is.EqualTo(new PropertyOptions { MinimalCases = 100, MaxExamples = 1000 }));

        await RunAsync(["--style", "property", "--minimal-cases", "20", "--max-examples", "60"]);
        Assert.That(_request!.Properties, Is.EqualTo(new PropertyOptions { MinimalCases = 20, MaxExamples = 60 }));
    }

    [TestCase("--max-examples speaks of properties", "--max-examples", "60")]
    [TestCase("--minimal-cases speaks of properties", "--style", "example", "--minimal-cases", "60")]
    [TestCase("--strategy speaks of a model", "--style", "property", "--strategy", "behavior")]
    [TestCase("--show-prompt speaks of a model", "--style", "property", "--show-prompt")]
    [TestCase("--minimal-cases takes a whole number from 1 to 1000000, for example 100; '0' is not that", "--style", "property", "--minimal-cases", "0")]
    [TestCase("'many' is not that", "--style", "property", "--max-examples", "many")]
    [TestCase("--max-examples is not less than --minimal-cases", "--style", "property", "--max-examples", "60")]
    public async Task Words_that_do_not_go_together_are_explained(string words, params string[] options)
    {
        Assert.That(await RunAsync(options), Is.EqualTo(ExitCode.BadInput));
        Assert.That(_screen.Error, Does.Contain(words));
    }

    [TestCase("--style", "poem")]
    [TestCase("--strategy", "luck")]
    [TestCase("--names", "me")]
    [TestCase("--max-cost", "-1")]
    [TestCase("--max-cost", "1,5")]
    [TestCase("--max-tokens", "0")]
    [TestCase("--max-cost-per-accepted", "cheap")]
    public async Task A_wrong_value_is_explained(string option, string value)
    {
        Assert.That(await RunAsync([option, value]), Is.EqualTo(ExitCode.BadInput));
        Assert.That(_screen.Error, Does.Contain(option).And.Contain($"'{value}'"));
    }

    [Test]
    public async Task Showing_questions_writes_nothing_and_is_done()
    {
        var question = new Question(Purpose.Tests, "Shop.Money", 1, new Prompt("You write tests.", "Subject: Shop.Money"));
        var code = await RunAsync(["--show-prompt"], Reports.Rich with { Projects = [], Model = new ModelReport("x", null, false, null) { Questions = [question] } });

        Assert.That((code, _request!.DryRun), Is.EqualTo((ExitCode.Done, true)));
        Assert.That(_screen.Output, Is.EqualTo("# Instructions, the same for every question\n\nYou write tests.\n\n# tests: Shop.Money (9 tokens with the instructions)\n\nSubject: Shop.Money\n"));
    }

    [Test]
    public async Task The_path_may_stand_behind_the_options()
    {
        await RunAsync(["--project", "Shop", "Shop.sln"]);

        Assert.That(_request!.Path, Is.EqualTo("Shop.sln"));
        Assert.That(_request.Projects, Is.EqualTo(new[] { "Shop" }));
    }

    [Test]
    public async Task A_decimal_point_is_a_point_in_every_culture()
    {
        using var _ = new CultureScope("de-DE");

        await RunAsync(["--budget", "2.5"]);

        Assert.That(_request!.BudgetSeconds, Is.EqualTo(2.5));
    }

    [TestCaseSource(nameof(Outcomes))]
    public async Task The_exit_code_tells_the_outcome(string _, GenerationReport report, ExitCode expected) =>
        Assert.That(await RunAsync([], report), Is.EqualTo(expected));

    private static IEnumerable<object[]> Outcomes() =>
    [
        ["tests written", Reports.Rich, ExitCode.Done],
        ["nothing to add", Reports.NothingToAdd, ExitCode.Done],
        ["a project failed", Reports.WithProblems, ExitCode.SomeProjectsFailed],
        ["a model failed", Reports.Rich with { Model = new ModelReport("x", null, true, null) }, ExitCode.ModelFailed],
        ["no project", Reports.Empty, ExitCode.NothingGenerated],
        ["no test", Reports.NoTests, ExitCode.NothingGenerated],
        ["nothing public", Reports.NothingPublic, ExitCode.NothingGenerated],
        ["a project that is not C#", Reports.Rich with { Remarks = ["Rules.fsproj is not C# and is left alone."] }, ExitCode.Done],
    ];

    [Test]
    public async Task The_report_goes_to_the_output_and_the_progress_to_the_error()
    {
        await RunAsync([]);

        Assert.That(_screen.Output, Does.Contain("Run them: dotnet test"));
        Assert.That(_screen.Error, Is.EqualTo("[0:00] loading (Shop.sln)\n"));
    }

    [Test]
    public async Task Quiet_shows_no_progress()
    {
        await RunAsync(["--verbosity", "quiet"]);

        Assert.That(_screen.Error, Is.Empty);
    }

    [Test]
    public async Task JSON_leaves_the_progress_on_the_error_and_nothing_else_on_the_output()
    {
        await RunAsync(["--json"]);

        using var document = JsonDocument.Parse(_screen.Output);
        Assert.That(document.RootElement.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(1));
        Assert.That(_screen.Error, Is.Not.Empty);
    }

    private Task<ExitCode> RunAsync(string[] arguments, GenerationReport? report = null)
    {
        var host = new CommandLineHost(
            Scripted.Stories((request, progress, _) =>
            {
                _request = request;
                progress.Report(new GenerationProgress(Stage.Loading, null, "Shop.sln", 0, 0, 0, 0, null));
                return Task.FromResult(report ?? Reports.Rich);
            }),
            _screen.Terminal,
            Reports.Folder,
            new SecretScrubbing([]));
        return host.RunAsync([GenerateTestsCommand.Name, .. arguments], CancellationToken.None);
    }

    private sealed class CultureScope : IDisposable
    {
        private readonly System.Globalization.CultureInfo _before = System.Globalization.CultureInfo.CurrentCulture;

        public CultureScope(string name) => System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(name);

        public void Dispose() => System.Globalization.CultureInfo.CurrentCulture = _before;
    }
}
