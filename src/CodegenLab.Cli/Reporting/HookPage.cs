using System.Globalization;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Staged;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>What the hook says of what is staged, as a person reads it on the way to a commit: short, the worst first.</summary>
/// <param name="look">What the screen can show.</param>
internal sealed class HookPage(Look look, Verbosity verbosity)
{
    private const int Most = 5;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(Color.Grey);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Doubtful = new(Color.Yellow);
    private static readonly Style Good = new(Color.Green);

    public string Render(StagedOutcome outcome)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var page = look.OpenList(text);
        foreach (var failure in Shown(outcome.Failures))
        {
            Line(page, 0, $"{failure.DisplayName} fails{(failure.Path is { } path ? FormattableString.Invariant($" ({path}:{failure.Line})") : "")}", Bad);
            if (failure.Message is { } message)
                Line(page, 2, message, Style.Plain);
        }

        More(page, outcome.Failures.Length, "failed test");
        foreach (var row in outcome.Rows)
            Target(page, row, outcome.IsAdvice);
        foreach (var finding in Shown(outcome.Findings))
            Line(page, 0, FormattableString.Invariant($"{finding.Path}:{finding.Line} {finding.Message}"), Bad);
        More(page, outcome.Findings.Length, "weak or stale test");
        foreach (var member in Shown(outcome.Untested))
            Line(page, 0, $"No test runs {member}.", Doubtful);
        More(page, outcome.Untested.Length, "member without a test");
        if (!outcome.Untested.IsEmpty)
            Line(page, 0, "Have some written: dotnet codegen-lab generate-tests --staged", Strong);
        if (verbosity > Verbosity.Quiet)
            foreach (var remark in outcome.Remarks)
                Line(page, 0, $"Note: {remark}", Faint);

        var isGood = outcome.Failures.IsEmpty && outcome.IsMet;
        if (verbosity > Verbosity.Quiet || !isGood)
            Line(page, 0, Summary(outcome), isGood ? Good : Bad);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd() + (text.GetStringBuilder().Length > 0 ? "\n" : "");
    }

    private static string Summary(StagedOutcome outcome)
    {
        var what = outcome.Members.IsEmpty ? Figures.Count(outcome.Files, "staged file") + ", no code under test is changed" : $"{Figures.Count(outcome.Members.Length, "changed member")} in {Figures.Count(outcome.Files, "staged file")}";
        var tests = outcome.Tests == 0 ? "no test to run" : outcome.Failures.IsEmpty ? $"{Figures.Count(outcome.Tests, "test")} {(outcome.Tests == 1 ? "passes" : "pass")}" : FormattableString.Invariant($"{outcome.Failures.Length} of {Figures.Count(outcome.Tests, "test")} {(outcome.Failures.Length == 1 ? "fails" : "fail")}");
        return FormattableString.Invariant($"{what}; {tests}; {outcome.Elapsed.TotalSeconds:0.0} s{(outcome.Failures.IsEmpty && outcome.IsMet ? "" : ". The commit stops here; git commit --no-verify goes on.")}");
    }

    private void Target(IAnsiConsole page, TargetRow row, bool isAdvice)
    {
        if (row.IsMet && verbosity < Verbosity.Detailed)
            return;
        var share = row.Share is { All: > 0 } behind ? FormattableString.Invariant($" ({behind.Met} of {behind.All})") : "";
        var wanted = isAdvice ? $"usual are {row.TargetText}; a target under 'changed' in codegen-lab.json would hold" : $"wanted {row.TargetText}";
        Line(page, 0, $"{row.Name}: {row.ActualText}{share} covered, {wanted}", row.IsMet ? Good : isAdvice ? Doubtful : Bad);
        if (!row.IsMet)
            foreach (var place in row.Worst.Take(Most))
                Line(page, 2, FormattableString.Invariant($"{place.Path}:{place.Line} {place.Member}: {place.Missing} missing"), Faint);
    }

    private IEnumerable<T> Shown<T>(IEnumerable<T> all) => verbosity >= Verbosity.Detailed ? all : all.Take(Most);

    private void More(IAnsiConsole page, int count, string what)
    {
        if (count > Most && verbosity < Verbosity.Detailed)
            Line(page, 0, $"and {Figures.Count(count - Most, $"more {what}")}: --verbosity detailed names them", Faint);
    }

    private static void Line(IAnsiConsole page, int indent, string text, Style style) =>
        page.Write(new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)));
}
