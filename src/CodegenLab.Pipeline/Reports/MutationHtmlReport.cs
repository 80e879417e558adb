using System.Net;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The page of mutation-testing-elements over our figures. Its script is not ours: the page loads one version of it, known by its hash, or brings a copy that the user has.</summary>
internal static class MutationHtmlReport
{
    private const string Address = $"https://cdn.jsdelivr.net/npm/mutation-testing-elements@{ElementsScript.Version}/dist/mutation-test-elements.js";

    public static string Write(SuiteFigures figures, ReportOptions options) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{WebUtility.HtmlEncode(options.Title)}} – mutants</title>
        {{Script(options.ElementsScript)}}
        </head>
        <body>
        <div id="without-script">
        <p>A script shows mutants on this page. {{(options.ElementsScript is null ? "The page loads it from cdn.jsdelivr.net" : "It is part of the page")}}; here it did not run.</p>
        <p>The same mutants are in coverage/index.html, written by --report html, which needs nothing from elsewhere, and in mutation-report.json, written by --report mutation-json.{{(options.ElementsScript is null ? " With --elements-script and a copy of the script, the page is written so that it needs no network." : "")}}</p>
        </div>
        <mutation-test-report-app title-postfix="{{WebUtility.HtmlEncode(options.Title)}}"></mutation-test-report-app>
        <script>
        if (customElements.get('mutation-test-report-app'))
          document.getElementById('without-script').remove();
        document.querySelector('mutation-test-report-app').report = {{ReportJson.ForScript(writer => MutationJsonReport.Write(writer, figures, options))}};
        </script>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    /// <summary>As an address that holds the file, byte for byte: within the element its text could end it.</summary>
    private static string Script(byte[]? local) => local is null
        ? $"""<script src="{Address}" integrity="{ElementsScript.Integrity}" crossorigin="anonymous"></script>"""
        : $"""<script src="data:text/javascript;base64,{Convert.ToBase64String(local)}" integrity="{ElementsScript.IntegrityOf(local)}"></script>""";
}
