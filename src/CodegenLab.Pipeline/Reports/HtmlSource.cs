using System.Globalization;
using System.Text;
using CodegenLab.Pipeline.Suites;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The page of one file: its members, and its source with what tests do to each line.</summary>
internal sealed class HtmlSource(SuiteFigures figures, ProjectFigures project, FileFigures file)
{
    private const int LongestReplacement = 400;

    private readonly SourceText _text = SourceText.From(file.Text);
    private readonly List<int[]> _sets = [];
    private readonly Dictionary<string, int> _setNumbers = new(StringComparer.Ordinal);

    public string Write()
    {
        var text = new StringBuilder();
        text.Append("<p><a href=\"index.html\">All files</a></p>\n");
        text.Append(CultureInfo.InvariantCulture, $"<h1>{HtmlPage.Escape(file.Path)}</h1>\n<p class=\"soft\">{HtmlPage.Escape(project.Name)}</p>\n");
        text.Append("<div class=\"cards\">\n").Append(HtmlPage.Cards(figures, Totals.Of(file))).Append("</div>\n");
        Members(text);
        text.Append("<h2>Source</h2>\n<div class=\"keys\">");
        if (figures.HasCoverage)
            text.Append("<span><i class=\"swatch cov\"></i>run by tests</span><span><i class=\"swatch part\"></i>run, but not all branches taken</span><span><i class=\"swatch un\"></i>run by no test</span>");
        if (figures.HasMutants)
            text.Append("<label><input type=\"checkbox\" id=\"mutants\" checked> mutants that no test notices</label>");
        text.Append("<span><button id=\"previous\">previous</button> <button id=\"next\">next</button> (p, n)</span></div>\n<div class=\"source\"><div class=\"lines\">\n");
        Lines(text);
        text.Append("</div></div>\n<script type=\"application/json\" id=\"data\">").Append(Data()).Append("</script>\n");
        return text.ToString();
    }

    private void Members(StringBuilder text)
    {
        if (file.Members.IsEmpty)
            return;
        text.Append("<h2>Members</h2>\n<div class=\"scroll\"><table class=\"sortable\">\n<thead><tr><th><button>Member</button></th>").Append(HtmlPage.Heads(figures)).Append("</tr></thead>\n<tbody>\n");
        foreach (var member in file.Members)
        {
            text.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#L{member.FirstLine}\"><span class=\"soft\">{HtmlPage.Escape(member.Type)}.</span>{HtmlPage.Escape(member.Name)}</a></td>");
            text.Append(HtmlPage.Cells(figures, Totals.Of(file, id => id == member.Id))).Append("</tr>\n");
        }

        text.Append("</tbody></table></div>\n");
    }

    private void Lines(StringBuilder text)
    {
        var lines = file.MergedLines().ToDictionary(line => line.Line);
        var branches = file.Branches.ToLookup(branch => branch.Line);
        var mutants = file.Mutants.Where(mutant => mutant.Status.IsUndetected).ToLookup(mutant => mutant.Line);
        var styles = new SourceStyles(file);
        for (var number = 1; number <= _text.Lines.Count; number++)
        {
            var line = lines.GetValueOrDefault(number);
            var outcomes = figures.HasCoverage ? branches[number].ToList() : [];
            text.Append(CultureInfo.InvariantCulture, $"<div class=\"l{(figures.HasCoverage ? StateOf(line, outcomes) : "")}\" id=\"L{number}\"><span class=\"n\">{number}</span><span class=\"h\">");
            if (figures.HasCoverage && line is not null)
                text.Append(Hits(line));
            text.Append("</span><span class=\"b\">");
            if (outcomes.Count > 0)
                text.Append(CultureInfo.InvariantCulture, $"<span title=\"{HtmlPage.Escape(Outcomes(outcomes))}\">{outcomes.Count(branch => !branch.Tests.IsEmpty)}/{outcomes.Count}</span>");
            text.Append("</span><code>").Append(styles.Html(_text.Lines[number - 1].Span)).Append("</code></div>\n");
            foreach (var mutant in mutants[number])
                Mutant(text, mutant);
        }
    }

    private static string StateOf(LineFigures? line, List<BranchFigures> outcomes)
    {
        if (line is null && outcomes.Count == 0)
            return "";
        var open = outcomes.Count(branch => branch.Tests.IsEmpty);
        var isRun = line is null ? open < outcomes.Count : !line.Tests.IsEmpty;
        return !isRun ? " un" : open > 0 ? " part" : " cov";
    }

    private string Hits(LineFigures line) => line.Tests.IsEmpty
        ? "<span title=\"No test runs this line.\">0</span>"
        : string.Create(CultureInfo.InvariantCulture, $"<button data-t=\"{SetOf(line.Tests)}\" aria-expanded=\"false\" title=\"{HtmlPage.Amount(line.Tests.Length, "test")}: click for their names\">{line.Tests.Length}</button>");

    private int SetOf(IReadOnlyCollection<int> tests)
    {
        var key = string.Join(',', tests.Select(test => test.ToString(CultureInfo.InvariantCulture)));
        if (!_setNumbers.TryGetValue(key, out var number))
        {
            _setNumbers.Add(key, number = _sets.Count);
            _sets.Add([.. tests]);
        }

        return number;
    }

    private static string Outcomes(List<BranchFigures> outcomes) => string.Join('\n', outcomes.Select(branch =>
    {
        var taken = branch.Tests.IsEmpty ? "no test" : HtmlPage.Amount(branch.Tests.Length, "test");
        return branch.Outcome is { } outcome ? $"{branch.Text} is {(outcome ? "true" : "false")}: {taken}" : $"{branch.Text}: {taken}";
    }));

    private static void Mutant(StringBuilder text, MutantFigures mutant)
    {
        var isReached = mutant.Status == MutantStatus.Survived;
        var who = !isReached ? "no test runs it" : mutant.CoveredBy.Length == 1 ? "1 test runs it and does not notice" : string.Create(CultureInfo.InvariantCulture, $"{mutant.CoveredBy.Length} tests run it and do not notice");
        var replacement = mutant.Replacement.Trim().Length == 0 ? "<ins>nothing</ins>" : $"<ins>{HtmlPage.Escape(Short(mutant.Replacement))}</ins>";
        text.Append(CultureInfo.InvariantCulture, $"<div class=\"mutant\"><b>{(isReached ? "survived" : "not covered")}</b> {HtmlPage.Escape(mutant.Mutator)}: <del>{HtmlPage.Escape(Short(mutant.Original))}</del> → {replacement} <span class=\"soft\">{who}</span></div>\n");
    }

    private static string Short(string text) => text.Length <= LongestReplacement ? text : text[..(LongestReplacement - 1)] + "…";

    private string Data() => ReportJson.ForScript(new
    {
        tests = _sets.SelectMany(set => set).Distinct().Order().ToDictionary(test => test.ToString(CultureInfo.InvariantCulture), test => figures.Tests[test].DisplayName),
        sets = _sets,
    });
}
