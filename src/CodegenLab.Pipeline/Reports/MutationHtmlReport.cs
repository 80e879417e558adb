using System.Net;
using System.Security.Cryptography;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The page of mutation-testing-elements over our figures. Its script is not ours: the page loads one version of it, known by its hash, or brings a copy that the user has.</summary>
internal static class MutationHtmlReport
{
    public const string ElementsVersion = "3.9.0";

    private const string Address = $"https://cdn.jsdelivr.net/npm/mutation-testing-elements@{ElementsVersion}/dist/mutation-test-elements.js";

    /// <summary>Of the file in the npm package, as the address serves it.</summary>
    public const string Integrity = "sha384-/dXYuoYRvO6rJ0FNtdKR+Hmq5iGrkkSDpc/TGgbSoReog26ZqhLhpSt4l+0Wwew2";

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
        <noscript>This page needs JavaScript. The same figures are in mutation-report.json.</noscript>
        <mutation-test-report-app title-postfix="{{WebUtility.HtmlEncode(options.Title)}}"></mutation-test-report-app>
        <script>
        if (!customElements.get('mutation-test-report-app'))
          document.body.append('The script of mutation-testing-elements did not load. Open the page with access to cdn.jsdelivr.net. The same figures are in mutation-report.json, and in coverage/index.html of --report html.');
        document.querySelector('mutation-test-report-app').report = {{ReportJson.ForScript(writer => MutationJsonReport.Write(writer, figures, options))}};
        </script>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    /// <summary>As an address that holds the file, byte for byte: within the element its text could end it.</summary>
    private static string Script(byte[]? local) => local is null
        ? $"""<script src="{Address}" integrity="{Integrity}" crossorigin="anonymous"></script>"""
        : $"""<script src="data:text/javascript;base64,{Convert.ToBase64String(local)}" integrity="sha384-{Convert.ToBase64String(SHA384.HashData(local))}"></script>""";
}
