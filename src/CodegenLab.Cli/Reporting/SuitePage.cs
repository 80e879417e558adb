using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline.Suites;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>What a run of people's tests showed, as a person reads it.</summary>
/// <param name="look">What the screen can show.</param>
/// <param name="workingFolder">Paths below it are shown relative to it.</param>
internal sealed class SuitePage(Look look, Verbosity verbosity, string workingFolder)
{
    private const int MostFiles = 10;
    private const int MostTests = 20;
    private const int MostSurvivors = 10;
    private const int LongestCode = 40;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(Color.Grey);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Good = new(Color.Green);

    private bool IsDetailed => verbosity >= Verbosity.Detailed;

    public string Render(SuiteFigures figures, ImmutableArray<string> reports, bool showsCoverage, ScoreLimits limits)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var page = look.OpenList(text);
        foreach (var remark in figures.Remarks)
            Line(page, 0, remark, Warning);
        foreach (var problem in figures.Problems)
            Line(page, 0, ProblemLine.Of(problem, workingFolder), problem.MayHoldTests ? Bad : Warning);
        if (figures.Selection is { } selection)
            WriteSelection(page, selection);
        WriteTests(page, figures);
        if (verbosity > Verbosity.Quiet && (showsCoverage || figures.HasMutants))
            WriteTable(page, figures, showsCoverage);
        if (verbosity > Verbosity.Quiet && figures.HasMutants)
            WriteSurvivors(page, figures);
        if (figures.HasMutants)
            WriteScore(page, figures, limits);
        foreach (var report in reports)
            Line(page, 0, $"Written: {Path.GetRelativePath(workingFolder, report).Replace('\\', '/')}", Faint);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
    }

    private void WriteSelection(IAnsiConsole page, SuiteSelection selection)
    {
        Line(page, 0, SelectionPage.Summary(selection), Strong);
        var left = selection.Tests.Where(test => test.IsLeftOut).ToList();
        foreach (var test in IsDetailed ? left : left.Take(MostTests))
            Line(page, 2, $"left out: {test.DisplayName}", Warning);
        if (!IsDetailed && left.Count > MostTests)
            Line(page, 2, $"and {left.Count - MostTests} more: --verbosity detailed names them all", Faint);
    }

    private void WriteTests(IAnsiConsole page, SuiteFigures figures)
    {
        var ran = figures.Tests.Count(test => !test.IsRemembered);
        var counts = figures.Tests.GroupBy(test => test.Status).ToDictionary(tests => tests.Key, tests => tests.Count());
        int Of(SuiteTestStatus status) => counts.GetValueOrDefault(status);
        var parts = new[] { (Of(SuiteTestStatus.Passed), "passed"), (Of(SuiteTestStatus.Failed), "failed"), (Of(SuiteTestStatus.Flaky), "flaky"), (Of(SuiteTestStatus.Skipped), "skipped") };
        var words = string.Join(", ", parts.Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}"));
        Line(page, 0, FormattableString.Invariant($"{Figures.Count(figures.Tests.Length, "test")}: {(words.Length > 0 ? words : "none")}, in {figures.Elapsed.TotalSeconds:0.0} s{(ran < figures.Tests.Length ? $"; {figures.Tests.Length - ran} as they ended the last time" : "")}"), Of(SuiteTestStatus.Failed) > 0 ? Bad : Strong);
        WriteTests(page, figures, SuiteTestStatus.Failed, "fails", Bad);
        WriteTests(page, figures, SuiteTestStatus.Flaky, "passes and fails, and has no say on mutants", Warning);
        page.WriteLine();
    }

    private void WriteTests(IAnsiConsole page, SuiteFigures figures, SuiteTestStatus status, string words, Style style)
    {
        var tests = figures.Tests.Where(test => test.Status == status).ToList();
        foreach (var test in IsDetailed ? tests : tests.Take(MostTests))
        {
            Line(page, 2, $"{test.DisplayName} {words}{(test.Path is { } path ? $" ({path}:{test.Line})" : "")}", style);
            if (test.Message is { } message)
                Line(page, 4, message, Faint);
        }

        if (!IsDetailed && tests.Count > MostTests)
            Line(page, 2, $"and {tests.Count - MostTests} more: --verbosity detailed names them all", Faint);
    }

    /// <summary>Projects, and under each the files in which most is missing.</summary>
    private void WriteTable(IAnsiConsole page, SuiteFigures figures, bool showsCoverage)
    {
        var rows = new List<(string[] Cells, bool IsProject)>();
        foreach (var project in figures.Projects)
        {
            rows.Add((Row(project.Name, Totals.Of(project.Files)), true));
            var files = project.Files.Select(file => (file.Path, Totals: Totals.Of(file))).ToList();
            var shown = IsDetailed ? files : [.. files.Where(file => Missing(file.Totals) > 0).OrderByDescending(file => Missing(file.Totals)).Take(MostFiles)];
            rows.AddRange(shown.Select(file => (Row("  " + file.Path, file.Totals), false)));
        }

        if (figures.Projects.Length > 1)
            rows.Add((Row("Total", Totals.Of(figures)), true));
        string[] headings = ["", .. showsCoverage ? ["Lines", "Branches"] : Array.Empty<string>(), .. figures.HasMutants ? ["Mutants"] : Array.Empty<string>()];
        var widths = headings.Select((heading, column) => Math.Max(heading.Length, rows.Max(row => row.Cells[column].Length))).ToArray();
        var room = Math.Max(20, look.Width - widths.Skip(1).Sum(width => width + 2));
        widths[0] = Math.Min(widths[0], room);
        Line(page, 0, Joined(headings), Strong);
        foreach (var (cells, isProject) in rows)
            Line(page, 0, Joined(cells), isProject ? Strong : Style.Plain);
        page.WriteLine();

        string[] Row(string name, Totals totals) =>
            [name, .. showsCoverage ? [Of(totals.Lines), Of(totals.Branches)] : Array.Empty<string>(), .. figures.HasMutants ? [Of(totals.Mutants)] : Array.Empty<string>()];

        int Missing(Totals totals) => (showsCoverage ? totals.Lines.Missing + totals.Branches.Missing : 0) + (figures.HasMutants ? totals.Mutants.Missing : 0);

        string Joined(string[] cells) => string.Join("  ", cells.Select((cell, column) => column == 0 ? Fitting(cell, widths[0]).PadRight(widths[0]) : cell.PadLeft(widths[column])));
    }

    private string Of(Share share) => share.All == 0 ? look.None : string.Create(CultureInfo.InvariantCulture, $"{share.Percent} {share.Met}/{share.All}");

    private void WriteSurvivors(IAnsiConsole page, SuiteFigures figures)
    {
        var survivors = (from project in figures.Projects from file in project.Files from mutant in file.Mutants where mutant.Status == MutantStatus.Survived select (file.Path, Mutant: mutant)).ToList();
        if (survivors.Count == 0)
            return;
        Line(page, 0, $"{Figures.Count(survivors.Count, "mutant")} reached by tests and noticed by none:", Strong);
        // Those that most tests reach are the strangest.
        foreach (var (path, mutant) in IsDetailed ? survivors : survivors.OrderByDescending(one => one.Mutant.CoveredBy.Length).Take(MostSurvivors))
        {
            var change = mutant.Replacement.Length == 0 ? $"{Code(mutant.Original)} removed" : $"{Code(mutant.Original)} {look.Arrow} {Code(mutant.Replacement)}";
            Line(page, 2, FormattableString.Invariant($"{path}:{mutant.Line}  {change}  ({Figures.Count(mutant.CoveredBy.Length, "test")})"), Style.Plain);
        }

        if (!IsDetailed && survivors.Count > MostSurvivors)
            Line(page, 2, $"and {survivors.Count - MostSurvivors} more: --verbosity detailed names them all, and the report shows them in the source", Faint);
        page.WriteLine();
    }

    private static void WriteScore(IAnsiConsole page, SuiteFigures figures, ScoreLimits limits)
    {
        var mutants = figures.Projects.SelectMany(project => project.Files).SelectMany(file => file.Mutants).GroupBy(mutant => mutant.Status).ToDictionary(group => group.Key, group => group.Count());
        int Count(MutantStatus status) => mutants.GetValueOrDefault(status);
        var score = Totals.Of(figures).Mutants;
        var percent = score.Ratio * 100;
        var ignored = Count(MutantStatus.Ignored) > 0 ? $", {Count(MutantStatus.Ignored)} ignored" : "";
        var target = limits.BreakAt > 0 ? FormattableString.Invariant($"; the target is {limits.BreakAt} %") : "";
        Line(
            page, 0,
            FormattableString.Invariant($"Mutation score {score.Percent}: {Count(MutantStatus.Killed)} killed, {Count(MutantStatus.Timeout)} timed out, {Count(MutantStatus.Survived)} survived, {Count(MutantStatus.NoCoverage)} not reached{ignored}{target}"),
            percent < limits.BreakAt || percent < limits.Low ? Bad : percent >= limits.High ? Good : Strong);
        if (SuiteSummary.Remembered(figures) is > 0 and var remembered)
            Line(page, 0, $"{Figures.Count(remembered, "verdict")} as in an earlier run: nothing that they depend on has changed. --no-history judges all anew.", Faint);
    }

    private string Code(string code)
    {
        var line = string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestCode ? line : line[..LongestCode] + look.Ellipsis;
    }

    /// <summary>Of a path the end says most.</summary>
    private string Fitting(string text, int width) => text.Length <= width ? text : look.Ellipsis + text[^(width - look.Ellipsis.Length)..];

    private static void Line(IAnsiConsole page, int indent, string text, Style style) =>
        page.Write(new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)));
}
