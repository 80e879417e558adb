using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Tests.Reporting;

public class LineProgressTests
{
    private static readonly GenerationProgress Searching = new(Stage.Searching, "Shop", "Orders.Order", 10, 40, 0, 0, 0.25);

    private readonly Clock _clock = new();
    private readonly Screen _screen = new();

    [Test]
    public void Tells_stage_project_detail_and_what_is_covered()
    {
        Progress().Report(Searching with { KilledMutants = 3, Mutants = 12 });

        Assert.That(_screen.Error, Is.EqualTo("[0:00] Shop: searching (Orders.Order), 25 %; branches 10/40; mutants 3/12\n"));
    }

    [Test]
    public void Within_a_stage_speaks_every_two_seconds_only()
    {
        var progress = Progress();

        for (var i = 0; i < 50; i++)
        {
            progress.Report(Searching with { Covered = i });
            _clock.Pass(0.1);
        }

        Assert.That(_screen.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_new_stage_is_told_at_once()
    {
        var progress = Progress();

        progress.Report(Searching);
        progress.Report(Searching with { Stage = Stage.Killing });

        Assert.That(_screen.Error, Does.Contain("Shop: killing mutants (Orders.Order)"));
    }

    [Test]
    public void What_has_not_changed_is_not_told_again()
    {
        var progress = Progress();

        progress.Report(Searching);
        _clock.Pass(60);
        progress.Report(Searching);

        Assert.That(_screen.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
    }

    [Test]
    public void Projects_side_by_side_have_a_pause_each()
    {
        var progress = Progress();

        for (var i = 0; i < 50; i++)
        {
            progress.Report(Searching with { Covered = i });
            progress.Report(Searching with { Project = "Bank", Covered = i });
            _clock.Pass(0.1);
        }

        Assert.That(_screen.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(6));
    }

    [Test]
    public void The_end_of_a_project_is_no_line()
    {
        var progress = Progress();

        progress.Report(Searching);
        progress.Report(Searching with { Stage = Stage.Measuring, IsLast = true });

        Assert.That(_screen.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
    }

    private LineProgress Progress() => new(_screen.Terminal.Error, _clock, TimeSpan.FromSeconds(2));
}
