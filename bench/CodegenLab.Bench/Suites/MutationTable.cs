using System.Globalization;
using System.Text;

namespace CodegenLab.Bench.Suites;

/// <summary>Rows as Markdown.</summary>
internal static class MutationTable
{
    public static string Write(IReadOnlyList<MutationRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| suite | mutants (Stryker) | score % (Stryker) | CPU s, the first time (Stryker) | ratio | of it mutants (Stryker) | ratio | again | ratio | of it mutants | ratio | with the build | ratio | wall s (Stryker) | peak MB (Stryker) | common | equal % |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var row in rows)
        {
            if (row is not { Ours: { } ours, OursAgain: { } again, Stryker: { } theirs, OursWithBuild: { } built, Comparison: { } both })
                continue;
            var equal = 1 - ((double)both.Disagreements.Count / both.Common);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Subject} | {both.Ours} ({both.Theirs}) | {both.OurScore * 100:0.0} ({both.TheirScore * 100:0.0}) | {ours.CpuSeconds:0.0} ({theirs.CpuSeconds:0}) | {theirs.CpuSeconds / ours.CpuSeconds:0} | {ours.PhaseCpuSeconds:0.00} ({theirs.PhaseCpuSeconds:0}) | {theirs.PhaseCpuSeconds / ours.PhaseCpuSeconds:0} | {again.CpuSeconds:0.0} | {theirs.CpuSeconds / again.CpuSeconds:0} | {again.PhaseCpuSeconds:0.00} | {theirs.PhaseCpuSeconds / again.PhaseCpuSeconds:0} | {built.CpuSeconds:0.0} | {theirs.CpuSeconds / built.CpuSeconds:0} | {ours.WallSeconds:0} ({theirs.WallSeconds:0}) | {ours.PeakBytes / 1_000_000} ({theirs.PeakBytes / 1_000_000}) | {both.Common} | {equal * 100:0.00} |");
        }

        foreach (var row in rows.Where(row => row.Comparison is { Disagreements.Count: > 0 }))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{row.Subject}, verdicts that differ (ours, Stryker's):").AppendLine();
            foreach (var difference in row.Comparison!.Disagreements)
                text.AppendLine(CultureInfo.InvariantCulture, $"* {difference.Place}: {difference.Ours}, {difference.Theirs}");
        }

        foreach (var row in rows.Where(row => row.Failure is not null))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{row.Subject}: {row.Failure}");
        return text.ToString();
    }
}
