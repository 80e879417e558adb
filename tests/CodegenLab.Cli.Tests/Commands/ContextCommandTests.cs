using CodegenLab.Cli.Commands;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Cli.Tests.Commands;

public sealed class ContextCommandTests
{
    private static readonly CodeContext Page = new()
    {
        Subject = "Shop.Money.Parse(string)",
        Ids = ["M:Shop.Money.Parse(System.String)"],
        Project = Path.Combine(Reports.Folder, "src", "Shop", "Shop.csproj"),
        Sections =
        [
            new ContextSection(ContextKind.Members, [new ContextItem("public static Money Parse(string text);", "src/Shop/Money.cs:7", null, 8)], 0),
            new ContextSection(ContextKind.Branches, [new ContextItem("text.Length == 0", "src/Shop/Money.cs:9", "never true", 5)], 2),
        ],
    };

    private readonly Screen _screen = new();

    private ContextRequest? _request;

    [Test]
    public async Task Options_are_bound_and_the_rest_is_usual()
    {
        await RunAsync("Money.Parse", "src/Shop", "--max-tokens", "900", "--without-code", "--budget", "2.5", "--seed", "9");

        Assert.That(_request, Is.EqualTo(new ContextRequest { Symbol = "Money.Parse", Path = "src/Shop", WorkingFolder = Reports.Folder, MaxTokens = 900, WithoutBodies = true, BudgetSeconds = 2.5, Seed = 9 }));
    }

    [Test]
    public async Task Nothing_is_run_when_it_must_not()
    {
        await RunAsync("Money", "--no-run");

        Assert.That(_request, Is.EqualTo(new ContextRequest { Symbol = "Money", WorkingFolder = Reports.Folder, BudgetSeconds = 0 }));
    }

    [Test]
    public async Task The_page_stands_alone_on_the_standard_output()
    {
        var exitCode = await RunAsync("Money.Parse");

        Assert.That(_screen.Output, Is.EqualTo(ContextMarkdown.Write(Page)));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task A_program_gets_a_document()
    {
        await RunAsync("Money.Parse", "--json");

        await Verify(_screen.Output.Replace(System.Text.Json.JsonEncodedText.Encode(Reports.Folder).ToString(), "{folder}", StringComparison.Ordinal).Replace("\\\\", "/", StringComparison.Ordinal), extension: "json");
    }

    [TestCase("", "Required argument 'symbol' missing for command: 'context'.")]
    [TestCase("Money --max-tokens 3", "--max-tokens takes a whole number, at least 50; '3' is not that.")]
    [TestCase("Money --max-token 900", "There is no option '--max-token'. Did you mean '--max-tokens'?")]
    [TestCase("Money a.sln b.sln", "'b.sln' is a word too many: there is one path.")]
    public async Task A_wrong_command_line_is_explained(string arguments, string expected)
    {
        var exitCode = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(_screen.Error, Does.Contain(expected));
        Assert.That(exitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(_request, Is.Null);
    }

    private Task<ExitCode> RunAsync(params string[] arguments)
    {
        var stories = Scripted.Stories(gather: (request, _, _) =>
        {
            _request = request;
            return Task.FromResult(Page);
        });
        return new CommandLineHost(stories, _screen.Terminal, Reports.Folder, new SecretScrubbing([])).RunAsync([ContextCommand.Name, .. arguments], CancellationToken.None);
    }
}
