using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Tests.Commands;

/// <summary>What <c>test</c> selects, on figures that are made up.</summary>
public sealed class TestSelectionTests
{
    private static readonly SuiteSelection Selected = new()
    {
        Since = "main (merge base 1a2b3c4)",
        All = 5,
        Budget = TimeSpan.FromSeconds(1),
        Quality = new OrderQuality(4, 0.8125, 0.5),
        Tests =
        [
            new SelectedTest("Shop.Tests", "Shop.Tests.CartTests.Adds", "Shop.Tests.CartTests.Adds(1)", SelectionReason.MemberChanged, "M:Shop.Cart.Add(System.Int32)", TimeSpan.FromMilliseconds(2.5), false),
            new SelectedTest("Shop.Tests", "Shop.Tests.CartTests.Takes", "Shop.Tests.CartTests.Takes", SelectionReason.FailedLast, null, TimeSpan.FromMilliseconds(4), false),
            new SelectedTest("Shop.Tests", "Shop.Tests.CartTests.Is_new", "Shop.Tests.CartTests.Is_new", SelectionReason.Unknown, null, TimeSpan.FromMilliseconds(4), false),
            new SelectedTest("Shop.Tests", "Shop.Tests.CartTests.Waits", "Shop.Tests.CartTests.Waits", SelectionReason.TypeChanged, "T:Shop.Cart", TimeSpan.FromSeconds(3), true),
        ],
    };

    private readonly Screen _screen = new();
    private SuiteMeasurementRequest? _request;

    [Test]
    public async Task A_list_says_why()
    {
        Assert.That(await RunAsync("test", "--since", "main", "--budget", "1s", "--list", "--apfd"), Is.EqualTo(ExitCode.Done));
        Assert.That(_request!.Selection, Is.EqualTo(new SelectionRequest { Affected = true, Since = "main", Budget = TimeSpan.FromSeconds(1), ListsOnly = true, JudgesOrder = true }));
        await Verify(_screen.Output);
    }

    [Test]
    public async Task A_program_gets_the_list_as_a_document()
    {
        await RunAsync("test", "--affected", "--list", "--json");

        await Verify(_screen.Output, extension: "json");
    }

    [Test]
    public async Task Another_runner_gets_a_filter()
    {
        await RunAsync("test", "--affected", "--emit", "filter");

        Assert.That(_screen.Output, Is.EqualTo("FullyQualifiedName=Shop.Tests.CartTests.Adds|FullyQualifiedName=Shop.Tests.CartTests.Takes|FullyQualifiedName=Shop.Tests.CartTests.Is_new\n"));
        Assert.That(_request!.Selection!.ListsOnly);
    }

    [TestCase("30s", 30_000)]
    [TestCase("2m", 120_000)]
    [TestCase("500ms", 500)]
    [TestCase("1.5s", 1500)]
    public async Task A_budget_has_a_unit(string text, int milliseconds)
    {
        await RunAsync("test", "--budget", text);

        Assert.That(_request!.Selection!.Budget, Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));
        Assert.That(_screen.Output, Does.Contain("left out: Shop.Tests.CartTests.Waits"));
    }

    [TestCase("--budget", "30")]
    [TestCase("--budget", "-1s")]
    [TestCase("--affected", "--no-history")]
    [TestCase("--apfd")]
    [TestCase("--list", "--coverage")]
    [TestCase("--emit", "trx")]
    [TestCase("--emit", "filter", "--json")]
    public async Task What_makes_no_sense_is_refused(params string[] words)
    {
        Assert.That(await RunAsync(["test", .. words]), Is.EqualTo(ExitCode.BadInput));
        Assert.That(_request, Is.Null);
    }

    [Test]
    public async Task Without_a_selection_all_are_run()
    {
        await RunAsync("test");

        Assert.That(_request!.Selection, Is.Null);
        Assert.That(_request.NoHistory, Is.False);
    }

    private Task<ExitCode> RunAsync(params string[] arguments)
    {
        var stories = Scripted.Stories(measure: (request, _, _) =>
        {
            _request = request;
            return Task.FromResult(SampleSuite.Figures with { Selection = request.Selection is null ? null : Selected, Remarks = ["The history is new."] });
        });
        return new CommandLineHost(stories, _screen.Terminal, Path.GetTempPath(), new SecretScrubbing([])).RunAsync(arguments, CancellationToken.None);
    }
}
