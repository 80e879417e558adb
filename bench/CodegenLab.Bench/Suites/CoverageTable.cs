using System.Globalization;
using System.Text;

namespace CodegenLab.Bench.Suites;

/// <summary>Rows as Markdown.</summary>
internal static class CoverageTable
{
    public static string Write(IReadOnlyList<CoverageRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| suite | dotnet test, CPU s | test --coverage, the first time | ratio | again | ratio | coverlet | ratio | lines % (coverlet) | branches % (coverlet) |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var row in rows.Where(row => row.Failure is null))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Subject} | {Median(row.Plain):0.0} | {Median(row.Cold):0.0} | {Ratio(row.Cold, row.Plain):0.00} | {Median(row.Warm):0.0} | {Ratio(row.Warm, row.Plain):0.00} | {Median(row.Coverlet):0.0} | {Ratio(row.Coverlet, row.Plain):0.00} | {row.OursCovered!.Lines * 100:0.0} ({row.CoverletCovered!.Lines * 100:0.0}) | {row.OursCovered.Branches * 100:0.0} ({row.CoverletCovered.Branches * 100:0.0}) |");
        }

        foreach (var (subject, differences) in rows.Where(row => row.Differences is not null).Select(row => (row.Subject, row.Differences!)))
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"{subject}: {differences.Same} lines alike, {differences.SameBranches} of them with the same branches; the others:");
            text.AppendLine();
            foreach (var (reason, lines, example) in differences.Reasons)
                text.AppendLine(CultureInfo.InvariantCulture, $"* {lines}: {reason} ({example})");
        }

        foreach (var row in rows.Where(row => row.Failure is not null))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{row.Subject}: {row.Failure}");
        return text.ToString();
    }

    /// <summary>Median of the ratios within rounds: what disturbs a round disturbs both.</summary>
    private static double Ratio(List<double> some, List<double> others) => Median([.. some.Zip(others, (one, other) => one / other)]);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
