using CodegenLab.Cli.Commands;
using CodegenLab.Pipeline.Data;
using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Cli.Tests.Commands;

public sealed class DataCommandTests
{
    private readonly Screen _screen = new();

    private DataPage _page = new("[\n  1\n]\n", 1, []);

    private DataRequest? _request;

    [Test]
    public async Task What_is_left_out_is_usual()
    {
        await RunAsync("Order");

        var usual = new DataRequest { Subject = "Order", WorkingFolder = Reports.Folder };
        Assert.That(_request!.Projects, Is.Empty);
        Assert.That(_request with { Projects = usual.Projects }, Is.EqualTo(usual));
    }

    [Test]
    public async Task Options_are_bound()
    {
        await RunAsync("Till.Pay", "src/Shop", "--project", "Shop.*", "--strategy", "random", "--strategy", "Boundary", "--refused", "--sample-size", "200", "--seed", "42", "--format", "csv", "--output", "pay.csv");

        Assert.That(_request!.Projects, Is.EqualTo(["Shop.*"]));
        Assert.That(_request with { Projects = new DataRequest { Subject = "", WorkingFolder = "" }.Projects }, Is.EqualTo(new DataRequest
        {
            Subject = "Till.Pay",
            Path = "src/Shop",
            WorkingFolder = Reports.Folder,
            Strategies = DataStrategies.Boundary | DataStrategies.Random,
            Refused = true,
            Samples = 200,
            Seed = 42,
            Format = DataFormat.Csv,
            Output = "pay.csv",
        }));
    }

    [Test]
    public async Task Values_stand_alone_on_the_standard_output()
    {
        _page = _page with { Notes = ["Row 3 is left out."] };

        var exitCode = await RunAsync("Order");

        Assert.That(_screen.Output, Is.EqualTo(_page.Text));
        Assert.That(_screen.Error, Does.Contain("Note: Row 3 is left out."));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task What_goes_to_a_file_is_not_shown()
    {
        await RunAsync("Order", "-o", "orders.json");

        Assert.That(_screen.Output, Is.Empty);
    }

    [TestCase("Order", "No value is left for Order: its limits refuse all that this strategy finds. Try another --strategy.")]
    [TestCase("Order --refused", "Nothing is known to be refused for Order: neither DataAnnotations nor guard clauses name a limit.")]
    public async Task Nothing_made_is_said_and_returned(string arguments, string expected)
    {
        _page = new DataPage("[]\n", 0, []);

        var exitCode = await RunAsync(arguments.Split(' '));

        Assert.That(_screen.Error, Does.Contain(expected));
        Assert.That(exitCode, Is.EqualTo(ExitCode.NothingGenerated));
    }

    [TestCase("", "Required argument 'type' missing for command: 'data'.")]
    [TestCase("Order --strategy bondary", "--strategy is boundary, equivalence, random or mutation; 'bondary' is none of them. Did you mean 'boundary'?")]
    [TestCase("Order --strategy none", "--strategy is boundary, equivalence, random or mutation; 'none' is none of them.")]
    [TestCase("Order --format xml", "--format is json, csv or cs; 'xml' is none of them.")]
    [TestCase("Order --sample-size 0", "--sample-size takes a whole number from 1 to 1000000; '0' is not that.")]
    [TestCase("Order --seed -1", "--seed takes a whole number from 0 to 18446744073709551615; '-1' is not that.")]
    [TestCase("Order --strategi random", "There is no option '--strategi'. Did you mean '--strategy'?")]
    [TestCase("Order a.sln b.sln", "'b.sln' is a word too many: there is one path.")]
    public async Task A_wrong_command_line_is_explained(string arguments, string expected)
    {
        var exitCode = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(_screen.Error, Does.Contain(expected));
        Assert.That(exitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(_request, Is.Null);
    }

    [SetUp]
    public void Forget() => (_request, _page) = (null, new DataPage("[\n  1\n]\n", 1, []));

    private Task<ExitCode> RunAsync(params string[] arguments)
    {
        var stories = Scripted.Stories(makeData: (request, _, _) =>
        {
            _request = request;
            return Task.FromResult(_page);
        });
        return new CommandLineHost(stories, _screen.Terminal, Reports.Folder, new SecretScrubbing([])).RunAsync([DataCommand.Name, .. arguments], CancellationToken.None);
    }
}
