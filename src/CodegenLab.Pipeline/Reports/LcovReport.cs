using System.Globalization;
using System.Text;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>An lcov tracefile, which editors, genhtml and Coveralls read. Counts are numbers of tests.</summary>
internal static class LcovReport
{
    public static string Write(SuiteFigures figures)
    {
        var text = new StringBuilder();
        // A file that several projects compile is one file here, with what any of them covers.
        foreach (var file in figures.Projects.SelectMany(project => project.Files).GroupBy(file => file.Path).Select(Joined))
            File(text, file);
        return text.ToString();
    }

    private static FileFigures Joined(IGrouping<string, FileFigures> files) => files.Count() == 1 ? files.First() : files.First() with
    {
        Members = [.. files.SelectMany(file => file.Members).DistinctBy(member => member.Id)],
        Lines = [.. files.SelectMany(file => file.Lines)],
        Branches =
        [
            .. files.SelectMany(file => file.Branches).GroupBy(branch => (branch.Line, branch.Column, branch.EndLine, branch.EndColumn, branch.Text, branch.Outcome))
                .Select(group => group.First() with { Tests = [.. group.SelectMany(branch => branch.Tests).Distinct().Order()] }),
        ],
    };

    private static void File(StringBuilder text, FileFigures file)
    {
        text.Append("TN:\n");
        Line(text, $"SF:{OneLine(file.Path)}");
        var tests = file.Lines.ToLookup(line => line.Member, line => line.Tests);
        var hits = file.CoveredMembers().Select(member => (Member: member, Hits: tests[member.Id].SelectMany(numbers => numbers).Distinct().Count())).ToList();
        foreach (var (member, _) in hits)
            Line(text, $"FN:{member.FirstLine},{Name(member)}");
        foreach (var (member, count) in hits)
            Line(text, $"FNDA:{count},{Name(member)}");
        Line(text, $"FNF:{hits.Count}");
        Line(text, $"FNH:{hits.Count(member => member.Hits > 0)}");
        Branches(text, file);
        var lines = file.MergedLines();
        foreach (var line in lines)
            Line(text, $"DA:{line.Line},{line.Tests.Length}");
        Line(text, $"LF:{lines.Length}");
        Line(text, $"LH:{lines.Count(line => !line.Tests.IsEmpty)}");
        text.Append("end_of_record\n");
    }

    private static void Branches(StringBuilder text, FileFigures file)
    {
        foreach (var line in file.BranchesByStatementLine().OrderBy(group => group.Key))
        {
            var block = 0;
            foreach (var condition in line.GroupBy(branch => (branch.Line, branch.Column, branch.EndLine, branch.EndColumn)))
            {
                var isReached = condition.Any(branch => !branch.Tests.IsEmpty);
                foreach (var (branch, number) in condition.Select((branch, number) => (branch, number)))
                    Line(text, $"BRDA:{line.Key},{block},{number},{(isReached ? branch.Tests.Length.ToString(CultureInfo.InvariantCulture) : "-")}");
                block++;
            }
        }

        var share = Totals.BranchesOf(file.Branches);
        Line(text, $"BRF:{share.All}");
        Line(text, $"BRH:{share.Met}");
    }

    /// <summary>Without a comma: lcov 1 and genhtml end the name there, and would take overloads for one function.</summary>
    private static string Name(MemberFigures member) => OneLine($"{member.Type}.{member.Name}").Replace(", ", "; ", StringComparison.Ordinal).Replace(',', ';');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
