using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Tests.Reporting;

public class LiveProgressTests
{
    private readonly Screen _screen = new(interactive: true);

    [Test]
    public async Task Shows_progress_while_it_runs_and_hands_the_report_on()
    {
        var report = await Display().ShowAsync(async progress =>
        {
            progress.Report(new GenerationProgress(Stage.Searching, "Shop", "Orders.Order", 1, 2, 0, 0, null));
            await _screen.ErrorContains("Orders.Order");
            return Reports.Rich;
        });

        Assert.That(report, Is.SameAs(Reports.Rich));
        Assert.That(_screen.Error, Does.Contain("searching"));
    }

    [Test]
    public async Task Projects_side_by_side_are_shown_one_below_the_other_until_they_end()
    {
        await Display().ShowAsync(async progress =>
        {
            progress.Report(new GenerationProgress(Stage.Proving, "Bank", null, 0, 0, 0, 0, null));
            progress.Report(new GenerationProgress(Stage.Searching, "Shop", "Orders.Order", 1, 2, 0, 0, null));
            await _screen.ErrorContains("Orders.Order");
            progress.Report(new GenerationProgress(Stage.Measuring, "Bank", null, 0, 0, 0, 0, null) { IsLast = true });
            progress.Report(new GenerationProgress(Stage.Searching, "Shop", "Orders.Line", 1, 2, 0, 0, null));
            await _screen.ErrorContains("Orders.Line");
            return Reports.Rich;
        });

        var first = _screen.Error.IndexOf("Orders.Order", StringComparison.Ordinal);
        var second = _screen.Error.IndexOf("Orders.Line", StringComparison.Ordinal);
        Assert.That(_screen.Error[..first], Does.Contain("Bank"));
        Assert.That(_screen.Error[second..], Does.Not.Contain("Bank"));
    }

    [Test]
    public void Work_that_fails_fails_with_its_own_exception() =>
        Assert.That(async () => await Display().ShowAsync<GenerationReport>(_ => throw new InputException("No.")), Throws.TypeOf<InputException>().With.Message.EqualTo("No."));

    [Test]
    public void The_cursor_is_shown_again()
    {
        Assert.That(async () => await Display().ShowAsync<GenerationReport>(_ => throw new InputException("No.")), Throws.Exception);

        Assert.That(_screen.Error.LastIndexOf("\u001b[?25h", StringComparison.Ordinal), Is.GreaterThan(_screen.Error.LastIndexOf("\u001b[?25l", StringComparison.Ordinal)));
    }

    private LiveProgress Display() => new(_screen.Terminal.Error, TimeProvider.System);
}
