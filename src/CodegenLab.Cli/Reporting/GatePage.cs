using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Suites;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>What a gate says, as a person reads it.</summary>
/// <param name="look">What the screen can show.</param>
/// <param name="workingFolder">Paths below it are shown relative to it.</param>
internal sealed class GatePage(Look look, Verbosity verbosity, string workingFolder)
{
    private const int MostFindings = 10;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(Color.Grey);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Good = new(Color.Green);

    public string Render(GateCheckOutcome outcome, ImmutableArray<string> reports)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var page = look.OpenList(text);
        var tests = outcome.Figures.Tests;
        Line(page, 0, FormattableString.Invariant($"{Figures.Count(tests.Length, "test")}, {outcome.Verdict.FailedTests} failed, in {outcome.Figures.Elapsed.TotalSeconds:0.0} s"), outcome.Verdict.FailedTests > 0 ? Bad : Strong);
        foreach (var test in tests.Where(test => test.Status == SuiteTestStatus.Failed).Take(MostFindings))
            Line(page, 2, $"{test.DisplayName} fails: {test.Message}", Bad);
        if (outcome.Changed is { } changed)
            Line(page, 0, $"Changed since {changed.Since}: {CodeOf(outcome.Figures, changed)}", Style.Plain);
        page.WriteLine();
        WriteTargets(page, outcome.Verdict);
        if (verbosity > Verbosity.Quiet)
            WriteFindings(page, outcome.Verdict);
        foreach (var problem in outcome.Figures.Problems)
            Line(page, 0, ProblemLine.Of(problem, workingFolder), problem.MayHoldTests ? Bad : Style.Plain);
        foreach (var remark in outcome.Remarks)
            Line(page, 0, $"Note: {remark}", Faint);
        foreach (var report in reports)
            Line(page, 0, $"Written: {Path.GetRelativePath(workingFolder, report).Replace('\\', '/')}", Faint);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
    }

    /// <summary>What targets for changed lines count; other files, new reports among them, would only astonish.</summary>
    private static string CodeOf(SuiteFigures figures, ChangedLines changed)
    {
        var code = ChangedCode.Of(figures, changed);
        var lines = code.SelectMany(part => part.Lines.Select(line => (part.File.Path, line.Line))).Distinct().Count();
        return code.IsEmpty ? "no line with code" : $"{Figures.Count(lines, "line")} with code in {Figures.Count(code.DistinctBy(part => part.File.Path).Count(), "file")}";
    }

    private void WriteTargets(IAnsiConsole page, GateVerdict verdict)
    {
        var width = verdict.Rows.Max(row => row.Name.Length);
        foreach (var row in verdict.Rows)
        {
            var wanted = row.Measure.IsShare ? row.TargetText : "at most " + row.TargetText;
            var behind = row.Share is { All: > 0 } share ? FormattableString.Invariant($" ({share.Met} of {share.All})") : "";
            Line(page, 0, $"{(row.IsMet ? "met   " : "MISSED")}  {row.Name.PadRight(width)}  {row.ActualText}{behind}, wanted {wanted}{(row.Remark is { } remark ? $"; {remark}" : "")}", row.IsMet ? Good : Bad);
            // Of what is counted, the findings below tell.
            if (!row.IsMet && row.Measure.IsShare && verbosity > Verbosity.Quiet)
                foreach (var place in row.Worst)
                    Line(page, 8, FormattableString.Invariant($"{place.Path}:{place.Line} {Short(place.Member)}: {place.Missing} missing, {Share.PercentOf(place.Gain)} to gain"), Faint);
        }

        page.WriteLine();
    }

    /// <summary>"Price.Half" of "Shop.Price.Half(int)": the place beside it says the rest.</summary>
    private static string Short(string member)
    {
        var name = member.IndexOf('(', StringComparison.Ordinal) is var end and > 0 ? member[..end] : member;
        return string.Join('.', name.Split('.').TakeLast(2));
    }

    /// <summary>Those of which a target wants fewer; what is not covered stands under its target.</summary>
    private void WriteFindings(IAnsiConsole page, GateVerdict verdict)
    {
        var tooMany = verdict.Rows.Where(row => !row.IsMet).Select(row => row.Measure).ToHashSet();
        var findings = verdict.Findings.Where(finding => MeasureOf(finding.Kind) is { } measure && tooMany.Contains(measure)).ToList();
        foreach (var finding in verbosity >= Verbosity.Detailed ? findings : findings.Take(MostFindings))
            Line(page, 0, FormattableString.Invariant($"{finding.Path}:{finding.Line} {finding.Message}"), Style.Plain);
        if (verbosity < Verbosity.Detailed && findings.Count > MostFindings)
            Line(page, 0, $"and {findings.Count - MostFindings} more: --verbosity detailed names them all", Faint);
        if (findings.Count > 0)
            page.WriteLine();
    }

    private static TargetMeasure? MeasureOf(FindingKind kind) => kind switch
    {
        FindingKind.WeakTest => TargetMeasure.WeakTests,
        FindingKind.StaleTest => TargetMeasure.StaleTests,
        FindingKind.UntestedMember => TargetMeasure.UntestedMembers,
        _ => null,
    };

    private static void Line(IAnsiConsole page, int indent, string text, Style style) =>
        page.Write(new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)));
}
