using System.Globalization;
using System.Text;

namespace CodegenLab.Bench;

/// <summary>Rows as a table for a README.</summary>
internal static class MarkdownTable
{
    public static string Write(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| subject | tests | compile % | warnings | pass % | flaky | line % | branch % | mutants killed of reached | score % | methods per member | suspicions | CPU s | wall s | peak MB tool | peak MB worker |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var row in rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Subject} | {Suite(row.Suite)} | {Tool(row.Tool)} |");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| branch outcomes left | {string.Join(" | ", BranchesLeft.Causes)} | all |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("--:|", BranchesLeft.Causes.Count + 1))}");
        foreach (var (subject, left) in rows.Where(row => row.Suite?.Left is not null).Select(row => (row.Subject, row.Suite!.Left!)))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {subject} | {string.Join(" | ", left.ByCause)} | {left.ByCause.Sum()} |");
        foreach (var (subject, stryker) in rows.Where(row => row.Stryker is not null).Select(row => (row.Subject, row.Stryker!)))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{subject}, Stryker.NET: {stryker.Killed} of {stryker.Covered} mutants that a test reaches are killed ({Percent((double)stryker.Killed / stryker.Covered)} %), in {stryker.WallSeconds:0} s");
        foreach (var row in rows.Where(row => row.Failure is not null))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{row.Subject}: {row.Failure}");
        return text.ToString();
    }

    private static string Suite(SuiteFigures? suite) => suite is null
        ? " |  |  |  |  |  | "
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{suite.Tests} | {Percent(suite.Compiles)} | {suite.Warnings} | {Percent(suite.Tests == 0 ? 0 : (double)suite.Passing / suite.Tests)} | {suite.Flaky} | {Percent(suite.Lines)} | {Percent(suite.Branches)}");

    private static string Tool(ToolFigures? tool) => tool is null
        ? " |  |  |  |  |  |  | "
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{tool.Killed} of {tool.Reached} | {(tool.Reached == 0 ? "" : Percent((double)tool.Killed / tool.Reached))} | {(tool.Members == 0 ? "" : ((double)tool.Methods / tool.Members).ToString("0.0", CultureInfo.InvariantCulture))} | {tool.Suspicions} | {tool.CpuSeconds:0.0} | {tool.WallSeconds:0.0} | {Megabytes(tool.PeakTool)} | {Megabytes(tool.PeakWorker)}");

    /// <summary>Rounded down to a tenth: 100 means all.</summary>
    private static string Percent(double share) => (Math.Floor((share * 1000) + 1e-9) / 10).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => (bytes / 1_000_000).ToString(CultureInfo.InvariantCulture);
}
