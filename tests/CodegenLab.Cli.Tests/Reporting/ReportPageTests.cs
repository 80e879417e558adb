using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Cli.Tests.Reporting;

public class ReportPageTests
{
    [Test]
    public Task Normal_shows_tables_groups_and_the_next_step() => Verify(Page(Reports.Rich));

    [Test]
    public Task Detailed_names_everything() => Verify(Page(Reports.Rich, verbosity: Verbosity.Detailed));

    [Test]
    public Task What_a_model_drafted_suspects_and_costs_is_told() => Verify(Page(Reports.Drafted));

    [Test]
    public Task What_the_engine_suspects_is_told_with_its_rule() => Verify(Page(Reports.Suspected));

    [Test]
    public void Code_that_reaches_out_by_itself_gets_advice()
    {
        var report = Reports.Rich with
        {
            Projects =
            [
                Reports.Rich.Projects[0] with
                {
                    Seams =
                    [
                        new MissingSeam("Shop.Prices", "Load(string)", "FileSystem", "File.ReadAllText", "take a Stream", 2),
                        new MissingSeam("Shop.Till", "Print()", "Console", "Console.WriteLine", "take a TextWriter", 0),
                    ],
                },
            ],
        };

        Assert.That(
            Page(report, verbosity: Verbosity.Detailed),
            Does.Contain("  Seams missing: 2 places where code reaches out by itself and tests cannot follow\n")
                .And.Contain("    Prices.Load(string) (File.ReadAllText, 2 branches open): take a Stream\n")
                .And.Contain("    Till.Print() (Console.WriteLine): take a TextWriter\n"));
    }

    [Test]
    public Task Detailed_names_every_drafted_test_with_its_gain_and_cost() => Verify(Page(Reports.Drafted, verbosity: Verbosity.Detailed));

    [Test]
    public Task Laws_are_counted_and_broken_ones_are_shown_with_a_counterexample() => Verify(Page(Reports.Laws));

    [Test]
    public Task Detailed_names_every_law() => Verify(Page(Reports.Laws, verbosity: Verbosity.Detailed));

    [Test]
    public void A_dry_run_says_what_a_model_would_cost() =>
        Assert.That(
            Page(Reports.Rich with { DryRun = true, Model = new ModelReport("gpt-4.1-mini", null, false, null) { Estimate = new CostEstimate(12, 3, 30_000, 9_000, 36_000, .0264m, .0696m) } }),
            Does.Contain("Model: gpt-4.1-mini would be asked 12 questions at first (3 more are answered already): 30,000 tokens in, 9,000 to\n36,000 out, $0.0264 to $0.0696\n"));

    [Test]
    public Task Quiet_is_a_line_per_project() => Verify(Page(Reports.WithProblems, verbosity: Verbosity.Quiet));

    [Test]
    public Task A_terminal_gets_lines_around_tables() => Verify(Page(Reports.Rich, new Look(Colour: false, Unicode: true, Boxes: true, 80)));

    [Test]
    public Task A_screen_without_Unicode_gets_ASCII() => Verify(Page(Reports.Rich, new Look(Colour: false, Unicode: false, Boxes: true, 80)));

    [Test]
    public Task A_dry_run_says_what_would_be_written() => Verify(Page(Reports.Rich with { DryRun = true }));

    [Test]
    public Task Projects_that_failed_come_last_with_reason_and_advice() => Verify(Page(Reports.WithProblems with { Projects = Reports.NothingToAdd.Projects }));

    [Test]
    public Task Nothing_to_test_says_where_it_looked() => Verify(Page(Reports.Empty));

    [Test]
    public Task Nothing_to_add_is_no_failure() => Verify(Page(Reports.NothingToAdd));

    [Test]
    public Task Tests_that_stand_already_are_called_unchanged() => Verify(Page(Reports.Unchanged));

    [Test]
    public Task No_tests_points_to_the_reasons() => Verify(Page(Reports.NoTests));

    [Test]
    public Task Nothing_public_says_what_would_help() => Verify(Page(Reports.NothingPublic));

    [Test]
    public void A_project_without_laws_is_not_called_private()
    {
        var page = Page(Reports.NothingPublic with { Projects = [.. Reports.NothingPublic.Projects.Select(project => project with { Properties = Reports.Laws.Projects[0].Properties! with { Candidates = 0, Written = [], Broken = [], Untried = [] } })] });

        Assert.That(page, Does.Contain("Nothing to try: no type here has members that a law could be about").And.Not.Contains("no member is public"));
    }

    [Test]
    public void What_stands_in_files_that_were_left_alone_is_not_missing()
    {
        var page = Page(Reports.NoTests with { Projects = [.. Reports.NoTests.Projects.Select(project => project with { KeptFiles = [Path.Combine(Reports.Folder, "tests", "MoneyTests.cs")] })] });

        Assert.That(page, Does.Contain("Nothing to add: what was found stands in the files that were left alone.").And.Not.Contains("No test could be generated"));
    }

    [Test]
    public void Headings_are_bold_where_there_are_colours()
    {
        var coloured = Page(Reports.Rich, Screen.Plain with { Colour = true });

        Assert.That(coloured, Does.Contain("\u001b[1mShop\u001b[0m\n"));
    }

    [Test]
    public void No_line_ends_with_blanks_and_none_is_too_wide([Values(80, 100, 120)] int width, [Values] bool boxes)
    {
        var lines = Page(LongNames, Screen.Plain with { Width = width, Boxes = boxes }).Split('\n');

        Assert.That(lines.Where(line => line.Length > width), Is.Empty);
        Assert.That(lines.Where(line => line != line.TrimEnd()), Is.Empty);
    }

    [Test]
    public void A_command_is_never_broken()
    {
        var project = Path.Combine(Reports.Folder, new string('x', 150), "Shop Tests.csproj");
        var page = Page(Reports.Rich with { Projects = [Reports.Rich.Projects[0] with { TestProject = project }] });

        Assert.That(page, Does.Contain($"Run them: dotnet test \"{Path.GetRelativePath(Reports.Folder, project)}\"\n".Replace('\\', '/')));
    }

    private static GenerationReport LongNames => Reports.Rich with
    {
        Projects =
        [
            Reports.Rich.Projects[0] with
            {
                Types =
                [
                    .. Reports.Rich.Projects[0].Types,
                    Reports.Rich.Projects[0].Types[0] with { Type = "Shop.Orders.Shipping.International.Customs.DeclarationOfOriginBuilderFactoryProvider<Shop.Orders.Order, Shop.Prices.Money>" },
                ],
            },
        ],
    };

    private static string Page(GenerationReport report, Look? look = null, Verbosity verbosity = Verbosity.Normal) =>
        new ReportPage(look ?? Screen.Plain, verbosity, Reports.Folder).Render(report).Replace('\\', '/');
}
