using System.Globalization;
using CodegenLab.Pipeline.Suites;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>Which tests are selected, as a person reads it.</summary>
/// <param name="look">What the screen can show.</param>
internal sealed class SelectionPage(Look look, Verbosity verbosity)
{
    private const int MostTests = 50;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(Color.Grey);

    /// <summary>All of them in order, with reasons: the page of <c>--list</c>.</summary>
    public string Render(SuiteFigures figures)
    {
        var selection = figures.Selection!;
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var page = look.OpenList(text);
        foreach (var remark in figures.Remarks)
            Line(page, 0, remark, Faint);
        Line(page, 0, Summary(selection), Strong);
        var tests = selection.Tests.Where(test => !test.IsLeftOut).ToList();
        foreach (var (test, number) in (verbosity >= Verbosity.Detailed ? tests : tests.Take(MostTests)).Select((test, at) => (test, at + 1)))
            Line(page, 2, FormattableString.Invariant($"{number,3}  {test.DisplayName}  {Time(test.Expected)}{Because(test)}"), Style.Plain);
        if (verbosity < Verbosity.Detailed && tests.Count > MostTests)
            Line(page, 2, $"and {tests.Count - MostTests} more: --verbosity detailed names them all", Faint);
        if (selection.Quality is { } quality)
            Line(page, 0, Of(quality), Style.Plain);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
    }

    /// <summary>How many of how many, and why the others are not among them.</summary>
    public static string Summary(SuiteSelection selection)
    {
        var (taken, left) = (selection.Tests.Count(test => !test.IsLeftOut), selection.Tests.Count(test => test.IsLeftOut));
        var words = $"{taken} of {Figures.Count(selection.All, "test")} selected";
        if (selection.Since is { } since)
            words += $", by what was changed since {since}";
        if (selection.Budget is { } budget)
            words += $"; expected to take {Time(Sum(selection.Tests.Where(test => !test.IsLeftOut)))} of {Time(budget)}";
        return left == 0 ? words : $"{words}; {Figures.Count(left, "test")} of {Time(Sum(selection.Tests.Where(test => test.IsLeftOut)))} left out";
    }

    private static string Of(OrderQuality quality) => quality.Apfd is { } apfd
        ? string.Create(CultureInfo.InvariantCulture, $"APFD {apfd:0.000} over {Figures.Count(quality.Runs, "run")} with failures (1 is best; {quality.AsTheyStand:0.000} in the order in which the tests stand)")
        : $"APFD: not enough history ({Figures.Count(quality.Runs, "run")} with a failing test and earlier results; {Pipeline.Selection.OrderJudge.LeastRuns} are needed)";

    private static string Because(SelectedTest test) => test.Reason switch
    {
        null => "",
        SelectionReason.Unknown => "  (new)",
        SelectionReason.FailedLast => "  (did not pass the last time)",
        SelectionReason.TestChanged => $"  (test code: {Name(test)})",
        SelectionReason.MemberChanged => $"  (reaches {Name(test)})",
        SelectionReason.TypeChanged => $"  (deals with {Name(test)})",
        _ => $"  (project {test.Change})",
    };

    /// <summary>A documentation id without its kind and the types of its parameters.</summary>
    private static string Name(SelectedTest test) => test.Change is [_, ':', .. var name] ? name.Split('(')[0] : test.Change ?? "";

    private static TimeSpan Sum(IEnumerable<SelectedTest> tests) => tests.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Expected);

    private static string Time(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private static void Line(IAnsiConsole page, int indent, string text, Style style) =>
        page.Write(new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)));
}
