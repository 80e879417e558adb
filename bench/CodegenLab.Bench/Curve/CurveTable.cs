using System.Globalization;
using System.Text;

namespace CodegenLab.Bench.Curve;

/// <summary>Curves as Markdown: a row per subject, smallest first, and a column per budget, once for each figure.</summary>
internal static class CurveTable
{
    public static string Write(IReadOnlyList<CurveRow> rows, IReadOnlyList<double> budgets)
    {
        var text = new StringBuilder();
        Table("branches covered %", point => (100 * point.Branches).ToString("0.0", CultureInfo.InvariantCulture));
        Table("mutants killed of reached %", point => (100 * point.Killed).ToString("0.0", CultureInfo.InvariantCulture));
        Table("tests", point => point.Tests.ToString(CultureInfo.InvariantCulture));
        Table("CPU s of the whole run", point => point.CpuSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        Table("peak MB of tool and worker", point => $"{Megabytes(point.PeakTool)}, {Megabytes(point.PeakWorker)}");
        foreach (var row in rows.Where(row => row.Failure is not null))
            text.AppendLine(CultureInfo.InvariantCulture, $"{row.Subject}: {row.Failure}").AppendLine();
        return text.ToString();

        void Table(string figure, Func<CurvePoint, string> cell)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {figure} | code lines | {string.Join(" | ", budgets.Select(budget => string.Create(CultureInfo.InvariantCulture, $"{budget} s")))} |");
            text.AppendLine(CultureInfo.InvariantCulture, $"|---|--:|{string.Concat(budgets.Select(_ => "--:|"))}");
            foreach (var row in rows.OrderBy(row => row.CodeLines))
                text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Subject} | {row.CodeLines} | {string.Join(" | ", budgets.Select(budget => row.Points.FirstOrDefault(point => point.Budget == budget) is { } point ? cell(point) : ""))} |");
            text.AppendLine();
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1_000_000).ToString(CultureInfo.InvariantCulture);
}
