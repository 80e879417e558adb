using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>A summary for people, fit for the summary of a CI step: verdict, tests, projects, changed lines, and where most is missing.</summary>
internal static class MarkdownReport
{
    /// <summary>GitHub takes 1 MiB a step; something is left for what else the step says.</summary>
    public const int MostBytes = 1_000_000;

    private const int MostTests = 20;
    private const int MostNamespaces = 50;
    private const int MostFiles = 10;
    private const int MostChangedFiles = 50;

    public static string Write(ReportMaterial material, ReportOptions options)
    {
        var text = new StringBuilder();
        var left = MostBytes;
        foreach (var section in Sections(material, options))
        {
            left -= Encoding.UTF8.GetByteCount(section);
            if (left < 0)
            {
                text.Append("\nThe rest is left out: a summary may have 1 MiB.\n");
                break;
            }

            text.Append(section);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Sections(ReportMaterial material, ReportOptions options)
    {
        var figures = material.Figures;
        yield return $"# {MarkdownText.Plain(options.Title)}\n\n{TestCounts(figures)}\n";
        if (material.Verdict is { } verdict)
            yield return Verdict(verdict);
        yield return Failures(figures);
        yield return Projects(figures);
        if (material.Changed is { } changed)
            yield return Changed(figures, changed);
        yield return WorstFiles(figures);
        yield return Survivors(material.Findings);
        yield return Namespaces(figures);
    }

    private static string TestCounts(SuiteFigures figures)
    {
        var parts = new List<string>();
        foreach (var (status, word) in ((SuiteTestStatus, string)[])[(SuiteTestStatus.Passed, "passed"), (SuiteTestStatus.Failed, "**failed**"), (SuiteTestStatus.Flaky, "flaky"), (SuiteTestStatus.Skipped, "skipped")])
        {
            var count = figures.Tests.Count(test => test.Status == status);
            if (count > 0)
                parts.Add(Text($"{count} {word}"));
        }

        return parts.Count == 0 ? "There are no tests." : Text($"{figures.Tests.Length} {(figures.Tests.Length == 1 ? "test" : "tests")}: {string.Join(", ", parts)}, in {figures.Elapsed.TotalSeconds:0.0} s.");
    }

    private static string Verdict(GateVerdict verdict)
    {
        if (verdict.Rows.IsEmpty)
            return "\n## Targets\n\nThere are none.\n";
        var missed = verdict.Rows.Count(row => !row.IsMet);
        var text = new StringBuilder("\n## Targets\n\n");
        text.Append(missed == 0 ? "All are met.\n" : Text($"**{missed} of {verdict.Rows.Length} missed.**\n"));
        text.Append("\n| | target | wanted | actual | |\n|---|---|--:|--:|---|\n");
        foreach (var row in verdict.Rows)
        {
            var wanted = row.Measure.IsShare ? row.TargetText : "≤ " + row.TargetText;
            var behind = row.Share is { All: > 0 } share ? Text($"{share.Met} of {share.All}") : "";
            text.Append(Text($"| {(row.IsMet ? "✅" : "❌")} | {MarkdownText.Plain(row.Name)} | {wanted} | {row.ActualText} | {string.Join("; ", ((string[])[behind, MarkdownText.Plain(row.Remark ?? "")]).Where(part => part.Length > 0))} |\n"));
        }

        foreach (var row in verdict.Rows.Where(row => !row.IsMet && !row.Worst.IsEmpty))
        {
            text.Append(Text($"\nWhat would help most for {MarkdownText.Plain(row.Name)}:\n\n"));
            foreach (var place in row.Worst)
            {
                var gain = row.Measure.IsShare ? Text($": {row.Measure.Amount(place.Missing)}, +{Share.PercentOf(place.Gain)}") : "";
                text.Append(Text($"- {MarkdownText.Code(place.Member)} ({MarkdownText.Plain(place.Path)}:{place.Line}){gain}\n"));
            }
        }

        return text.ToString();
    }

    private static string Failures(SuiteFigures figures)
    {
        var bad = figures.Tests.Where(test => test.Status is SuiteTestStatus.Failed or SuiteTestStatus.Flaky).OrderBy(test => test.Status == SuiteTestStatus.Flaky).ToList();
        if (bad.Count == 0)
            return "";
        var text = new StringBuilder("\n## Tests that do not always pass\n\n");
        foreach (var test in bad.Take(MostTests))
            text.Append(Text($"- {(test.Status == SuiteTestStatus.Failed ? "failed" : "flaky")}: {MarkdownText.Code(test.DisplayName.ReplaceLineEndings(" "))}{(test.Message is { } message ? " – " + MarkdownText.Plain(Short(message)) : "")}\n"));
        return text.Append(More(bad.Count - MostTests)).ToString();
    }

    private static string Projects(SuiteFigures figures)
    {
        var text = new StringBuilder("\n## Projects\n\n").Append(Head(figures, "project"));
        foreach (var project in figures.Projects)
            text.Append(Row(figures, MarkdownText.Plain(project.Name), Totals.Of(project.Files)));
        if (figures.Projects.Length > 1)
            text.Append(Row(figures, "**all**", Totals.Of(figures)));
        return text.ToString();
    }

    private static string Changed(SuiteFigures figures, ChangedLines changed)
    {
        var code = ChangedCode.Of(figures, changed);
        var text = new StringBuilder(Text($"\n## Changed since {MarkdownText.Plain(changed.Since)}\n\n"));
        if (code.IsEmpty)
            return text.Append("No line with code.\n").ToString();
        text.Append(Head(figures, "file", " lines no test runs |", "---|"));
        foreach (var file in code.OrderByDescending(file => file.Totals.Lines.Missing + file.Totals.Branches.Missing).ThenBy(file => file.File.Path, StringComparer.Ordinal).Take(MostChangedFiles))
            text.Append(Row(figures, MarkdownText.Plain(file.File.Path), file.Totals, $" {Ranges(file.Lines)} |"));
        text.Append(Row(figures, "**all**", code.Aggregate(Totals.None, (sum, file) => sum + file.Totals), " |"));
        return text.Append(More(code.Length - MostChangedFiles)).ToString();
    }

    private static string WorstFiles(SuiteFigures figures)
    {
        var files = figures.Projects.SelectMany(project => project.Files).Select(file => (file.Path, Totals: Totals.Of(file)))
            .Select(file => (file.Path, file.Totals, Missing: (figures.HasCoverage ? file.Totals.Lines.Missing + file.Totals.Branches.Missing : 0) + (figures.HasMutants ? file.Totals.Mutants.Missing : 0)))
            .Where(file => file.Missing > 0).OrderByDescending(file => file.Missing).ThenBy(file => file.Path, StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            return "";
        var text = new StringBuilder("\n## Where most is missing\n\n").Append(Head(figures, "file"));
        foreach (var (path, totals, _) in files.Take(MostFiles))
            text.Append(Row(figures, MarkdownText.Plain(path), totals));
        return text.Append(More(files.Count - MostFiles)).ToString();
    }

    private static string Survivors(ImmutableArray<Finding> findings)
    {
        var survivors = findings.Where(finding => finding.Kind is FindingKind.SurvivingMutant or FindingKind.WeakTest or FindingKind.StaleTest).ToList();
        if (survivors.Count == 0)
            return "";
        var text = new StringBuilder("\n## What tests do not notice\n\n");
        foreach (var finding in survivors.Take(MostFiles))
            text.Append(Text($"- {MarkdownText.Plain(finding.Path)}:{finding.Line} {MarkdownText.Prose(finding.Message)}\n"));
        return text.Append(More(survivors.Count - MostFiles)).ToString();
    }

    private static string Namespaces(SuiteFigures figures)
    {
        var totals = new SortedDictionary<string, Totals>(StringComparer.Ordinal);
        foreach (var file in figures.Projects.SelectMany(project => project.Files))
        {
            var namespaces = new Namespaces(file.Text);
            foreach (var members in file.Members.GroupBy(member => namespaces.Of(member.Type)))
            {
                var ids = members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
                totals[members.Key] = totals.GetValueOrDefault(members.Key, Totals.None) + Totals.Of(file, ids.Contains);
            }
        }

        if (totals.Count == 0)
            return "";
        var text = new StringBuilder("\n<details>\n<summary>By namespace</summary>\n\n").Append(Head(figures, "namespace"));
        foreach (var (name, sum) in totals.Take(MostNamespaces))
            text.Append(Row(figures, MarkdownText.Plain(name), sum));
        return text.Append(More(totals.Count - MostNamespaces)).Append("\n</details>\n").ToString();
    }

    private static string Head(SuiteFigures figures, string first, string title = "", string rule = "") =>
        $"| {first} |{(figures.HasCoverage ? " lines | | branches | |" : "")}{(figures.HasMutants ? " mutants | |" : "")}{title}\n|---|{(figures.HasCoverage ? "--:|--:|--:|--:|" : "")}{(figures.HasMutants ? "--:|--:|" : "")}{rule}\n";

    private static string Row(SuiteFigures figures, string first, Totals totals, string last = "") =>
        $"| {first} |{(figures.HasCoverage ? Cells(totals.Lines) + Cells(totals.Branches) : "")}{(figures.HasMutants ? Cells(totals.Mutants) : "")}{last}\n";

    private static string Cells(Share share) => Text($" {share.Percent} | {share.Met}/{share.All} |");

    /// <summary>"3, 7–9" of the lines without a test.</summary>
    private static string Ranges(ImmutableArray<LineFigures> lines)
    {
        var parts = new List<(int First, int Last)>();
        var isOpen = false;
        foreach (var line in lines)
        {
            if (line.Tests.IsEmpty && isOpen)
                parts[^1] = (parts[^1].First, line.Line);
            else if (line.Tests.IsEmpty)
                parts.Add((line.Line, line.Line));
            isOpen = line.Tests.IsEmpty;
        }

        var shown = string.Join(", ", parts.Take(MostFiles).Select(part => part.First == part.Last ? Text($"{part.First}") : Text($"{part.First}–{part.Last}")));
        return parts.Count > MostFiles ? shown + ", …" : shown;
    }

    private static string Short(string message) => message.Length <= 200 ? message : message[..199] + "…";

    private static string More(int count) => count <= 0 ? "" : Text($"\n… and {count} more.\n");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
