using System.Globalization;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>What the pages of the coverage report have in common.</summary>
internal static class HtmlPage
{
    public const string Style = "coverage.css";

    public const string Script = "coverage.js";

    /// <summary>From here on a share is green, 0–1.</summary>
    private const double Good = .8;

    /// <summary>Below it a share is red, 0–1.</summary>
    private const double Low = .5;

    /// <summary>For text and attributes in double quotes. Letters of all languages stay.</summary>
    public static string Escape(string text) => XmlReport.Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    public static string Of(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <link rel="stylesheet" href="{Style}">
        </head>
        <body>
        <main>
        {body.TrimEnd('\n')}
        </main>
        <script src="{Script}"></script>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    public static string Bar(Share share)
    {
        if (share.Ratio is not { } ratio)
            return "";
        var level = ratio >= Good ? "" : ratio >= Low ? " mid" : " low";
        return string.Create(CultureInfo.InvariantCulture, $"<span class=\"bar{level}\"><i style=\"width:{ratio * 100:0.#}%\"></i></span>");
    }

    /// <summary>Cells of a table: the share with its bar, and what is behind it. They sort by share, nothing to count last.</summary>
    public static string Cells(Share share) => string.Create(
        CultureInfo.InvariantCulture,
        $"<td class=\"num\" data-v=\"{share.Ratio ?? 2:0.#####}\">{share.Percent} {Bar(share)}</td><td class=\"num soft\" data-v=\"{share.Missing}\">{(share.All == 0 ? "" : $"{share.Missing} of {share.All}")}</td>");

    public static string Heads(SuiteFigures figures)
    {
        var heads = "";
        foreach (var (title, isThere) in ((string, bool)[])[("Lines", figures.HasCoverage), ("Branches", figures.HasCoverage), ("Mutants", figures.HasMutants)])
        {
            if (isThere)
                heads += $"<th class=\"num\"><button>{title}</button></th><th class=\"num\"><button>missing</button></th>";
        }

        return heads + "<th class=\"num\"><button>Complexity</button></th>";
    }

    public static string Cells(SuiteFigures figures, Totals totals) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(figures.HasCoverage ? Cells(totals.Lines) + Cells(totals.Branches) : "")}{(figures.HasMutants ? Cells(totals.Mutants) : "")}<td class=\"num\" data-v=\"{totals.Complexity}\">{totals.Complexity}</td>");

    public static string Cards(SuiteFigures figures, Totals totals)
    {
        var cards = "";
        foreach (var (title, share, isThere) in ((string, Share, bool)[])
            [("of lines run by tests", totals.Lines, figures.HasCoverage), ("of branches taken", totals.Branches, figures.HasCoverage), ("of mutants detected", totals.Mutants, figures.HasMutants)])
        {
            if (isThere)
                cards += string.Create(CultureInfo.InvariantCulture, $"<div class=\"card\"><b>{share.Percent}</b>{title} <span class=\"soft\">{share.Met}/{share.All}</span>{Bar(share)}</div>\n");
        }

        return cards;
    }

    /// <summary>"1 test", "3 tests".</summary>
    public static string Amount(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
}
