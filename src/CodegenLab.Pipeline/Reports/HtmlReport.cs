using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>Coverage as pages for people: an index that sorts, and one page a file with its source. All in one folder, nothing from elsewhere.</summary>
internal static class HtmlReport
{
    public const string Folder = "coverage";

    private const int LongestName = 80;

    public static ImmutableArray<ReportFile> Write(ReportMaterial material, ReportOptions options)
    {
        var figures = material.Figures;
        var files = figures.Projects.SelectMany(project => project.Files.Select(file => (Project: project, File: file, Page: PageOf(project, file)))).ToList();
        return
        [
            new ReportFile($"{Folder}/index.html", HtmlPage.Of(options.Title, Index(material, options, [.. files]))),
            .. files.Select(entry => new ReportFile($"{Folder}/{entry.Page}", HtmlPage.Of($"{entry.File.Path} – {options.Title}", new HtmlSource(figures, entry.Project, entry.File).Write()))),
            new ReportFile($"{Folder}/{HtmlPage.Style}", Embedded(HtmlPage.Style)),
            new ReportFile($"{Folder}/{HtmlPage.Script}", Embedded(HtmlPage.Script)),
        ];
    }

    /// <summary>A name that every file system and server takes, one for each file of each project.</summary>
    private static string PageOf(ProjectFigures project, FileFigures file)
    {
        var name = string.Concat(file.Path.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{project.Path}\n{file.Path}")))[..8];
        return $"{(name.Length <= LongestName ? name : name[^LongestName..])}-{hash}.html";
    }

    private static string Index(ReportMaterial material, ReportOptions options, ImmutableArray<(ProjectFigures Project, FileFigures File, string Page)> files)
    {
        var figures = material.Figures;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<h1>{HtmlPage.Escape(options.Title)}</h1>\n");
        text.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{figures.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {HtmlPage.Amount(figures.Tests.Length, "test")} in {figures.Elapsed.TotalSeconds:0.0} s, by codegen-lab {HtmlPage.Escape(figures.ToolVersion)}</p>\n");
        text.Append("<div class=\"cards\">\n").Append(HtmlPage.Cards(figures, Totals.Of(figures))).Append(TestCard(figures)).Append("</div>\n");
        if (material.Verdict is { Rows.IsEmpty: false } verdict)
            Targets(text, verdict);
        Failures(text, figures);
        text.Append("<h2>Files</h2>\n<input type=\"search\" id=\"filter\" placeholder=\"Filter by path\" aria-label=\"Filter by path\">\n<div class=\"scroll\"><table class=\"sortable\" id=\"files\">\n<thead><tr><th><button>File</button></th>");
        if (figures.Projects.Length > 1)
            text.Append("<th><button>Project</button></th>");
        text.Append(HtmlPage.Heads(figures)).Append("</tr></thead>\n<tbody>\n");
        foreach (var (project, file, page) in files)
        {
            var slash = file.Path.LastIndexOf('/') + 1;
            text.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"{page}\"><span class=\"soft\">{HtmlPage.Escape(file.Path[..slash])}</span>{HtmlPage.Escape(file.Path[slash..])}</a></td>");
            if (figures.Projects.Length > 1)
                text.Append(CultureInfo.InvariantCulture, $"<td>{HtmlPage.Escape(project.Name)}</td>");
            text.Append(HtmlPage.Cells(figures, Totals.Of(file))).Append("</tr>\n");
        }

        return text.Append("</tbody></table></div>\n").ToString();
    }

    private static string TestCard(SuiteFigures figures)
    {
        var passed = figures.Tests.Count(test => test.Status == SuiteTestStatus.Passed);
        var others = ((SuiteTestStatus, string)[])[(SuiteTestStatus.Failed, "failed"), (SuiteTestStatus.Flaky, "flaky"), (SuiteTestStatus.Skipped, "skipped")];
        var words = string.Join(", ", others.Select(other => (Count: figures.Tests.Count(test => test.Status == other.Item1), Word: other.Item2)).Where(other => other.Count > 0)
            .Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.Count} {other.Word}")));
        return string.Create(CultureInfo.InvariantCulture, $"<div class=\"card\"><b>{passed}</b>{(passed == 1 ? "test passes" : "tests pass")}{(words.Length > 0 ? $"<br><span class=\"missed\">{words}</span>" : "")}</div>\n");
    }

    private static void Targets(StringBuilder text, GateVerdict verdict)
    {
        text.Append("<h2>Targets</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th></th><th>Target</th><th class=\"num\">wanted</th><th class=\"num\">actual</th><th></th></tr></thead>\n<tbody>\n");
        foreach (var row in verdict.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"{(row.IsMet ? "met\">met" : "missed\">missed")}</td><td>{HtmlPage.Escape(row.Name)}</td><td class=\"num\">{(row.Measure.IsShare ? "" : "≤ ")}{row.TargetText}</td><td class=\"num\">{row.ActualText}</td>");
            var worst = string.Join(", ", row.Worst.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Member} ({place.Missing})")));
            text.Append(CultureInfo.InvariantCulture, $"<td class=\"wrap soft\">{HtmlPage.Escape(row.Remark ?? worst)}</td></tr>\n");
        }

        text.Append("</tbody></table></div>\n");
    }

    private static void Failures(StringBuilder text, SuiteFigures figures)
    {
        var bad = figures.Tests.Where(test => test.Status is SuiteTestStatus.Failed or SuiteTestStatus.Flaky).ToList();
        if (bad.Count == 0)
            return;
        text.Append("<h2>Tests that do not always pass</h2>\n<div class=\"scroll\"><table>\n<tbody>\n");
        foreach (var test in bad)
            text.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"missed\">{(test.Status == SuiteTestStatus.Failed ? "failed" : "flaky")}</td><td class=\"wrap\">{HtmlPage.Escape(test.DisplayName)}</td><td class=\"wrap soft\">{HtmlPage.Escape(test.Message ?? "")}</td></tr>\n");
        text.Append("</tbody></table></div>\n");
    }

    private static string Embedded(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"templates/reports/{name}") ?? throw new InvalidOperationException($"templates/reports/{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
