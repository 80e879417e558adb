using System.Globalization;
using System.Text;

namespace CodegenLab.Bench;

/// <summary>Rows of drafting as two tables for a README: what came of the drafts, and what they cost.</summary>
internal static class DraftingTable
{
    public static string Write(IReadOnlyList<DraftingRow> rows)
    {
        var measured = rows.Where(row => row.Drafts is not null).Select(row => (row.Subject, Drafts: row.Drafts!)).ToList();
        var text = new StringBuilder();
        text.AppendLine("| subject | drafted tests | compile % raw | after rules | after the model | accepted % | specified % | suspicions | new branches | new mutants | branch % alone | with drafts | mutants killed % alone | with drafts |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var (subject, drafts) in measured)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {subject} | {drafts.Drafted} | {Percent(drafts.CompiledRaw, drafts.Drafted)} | {Percent(drafts.CompiledByRule, drafts.Drafted)} | {Percent(drafts.CompiledByModel, drafts.Drafted)} | {Percent(drafts.Accepted, drafts.Drafted)} | {Percent(drafts.Specified, drafts.Accepted)} | {drafts.Suspicions} | {drafts.NewBranches} | {drafts.NewMutants} | {Percent(drafts.Alone.Branches, drafts.Alone.AllBranches)} | {Percent(drafts.With.Branches, drafts.With.AllBranches)} | {Percent(drafts.Alone.Killed, drafts.Alone.AllMutants)} | {Percent(drafts.With.Killed, drafts.With.AllMutants)} |");
        }

        text.AppendLine();
        text.AppendLine("| subject | model | questions | prompt tokens | whole files | saved % | answer tokens | accepted tests | tokens per accepted | $ per accepted | s per drafted test |");
        text.AppendLine("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var (subject, drafts) in measured)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {subject} | {drafts.Model} | {drafts.Questions} | {drafts.InputTokens} | {drafts.NaiveTokens} | {Percent(drafts.NaiveTokens - drafts.InputTokens, drafts.NaiveTokens)} | {drafts.OutputTokens} | {drafts.Accepted} | {Each(drafts.InputTokens + drafts.OutputTokens, drafts.Accepted, "0")} | {Each(drafts.ListPrice, drafts.Accepted, "0.0000")} | {Each(drafts.OwnSeconds, drafts.Drafted, "0.00")} |");
        }

        foreach (var row in rows.Where(row => row.Failure is not null))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{row.Subject}: {row.Failure}");
        foreach (var row in rows.Where(row => row.Remarks.Count > 0))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{row.Subject}: {string.Join(" ", row.Remarks)}");
        return text.ToString();
    }

    private static string Percent(long part, long whole) => whole == 0 ? "" : ((double)part / whole * 100).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Each(double whole, int number, string format) => number == 0 ? "" : (whole / number).ToString(format, CultureInfo.InvariantCulture);
}
