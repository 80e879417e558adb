using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CodegenLab.Pipeline.Gates;

namespace CodegenLab.Pipeline.Reports;

/// <summary>Workflow commands that GitHub turns into annotations. A step may have ten errors and ten warnings; the worst are said, and where the rest is.</summary>
internal static class GitHubAnnotations
{
    public const int MostOfALevel = 10;

    /// <summary>Lines for the standard output of the step.</summary>
    public static string Write(ImmutableArray<Finding> findings, GateVerdict? verdict)
    {
        var errors = new List<string>();
        var warnings = new List<string>();
        foreach (var row in verdict?.Rows.Where(row => !row.IsMet) ?? [])
        {
            var place = row.Worst is [var worst, ..] ? $"file={Property(worst.Path)},line={Number(worst.Line)}," : "";
            errors.Add($"::error {place}title={Property("Target missed")}::{Data($"{row.Name}: {row.ActualText}, target {row.TargetText}{(row.Remark is { } remark ? $" ({remark})" : "")}")}");
        }

        foreach (var finding in findings)
        {
            var isError = finding.Kind == FindingKind.FailedTest;
            (isError ? errors : warnings).Add($"::{(isError ? "error" : "warning")} {Place(finding)},title={Property(FindingRule.Of(finding.Kind).Title)}::{Data(finding.Message)}");
        }

        var text = new StringBuilder();
        foreach (var line in errors.Take(MostOfALevel).Concat(warnings.Take(MostOfALevel)))
            text.Append(line).Append('\n');
        var left = Math.Max(0, errors.Count - MostOfALevel) + Math.Max(0, warnings.Count - MostOfALevel);
        if (left > 0)
            text.Append(CultureInfo.InvariantCulture, $"{left} more are in the reports.\n");
        return text.ToString();
    }

    private static string Place(Finding finding)
    {
        var place = $"file={Property(finding.Path)}";
        if (finding.Line > 0)
            place += $",line={Number(finding.Line)}";
        // Columns are for one line only.
        if (finding.EndLine > finding.Line)
            place += $",endLine={Number(finding.EndLine)}";
        else if (finding.Column > 0)
            place += $",col={Number(finding.Column)},endColumn={Number(finding.EndColumn)}";
        return place;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
