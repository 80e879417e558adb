using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Honesty;

namespace CodegenLab.Pipeline.Reports;

/// <summary>A format that reports are written in.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Path">Of the file that one opens, below the folder of the reports.</param>
/// <param name="Description">Half a sentence for a help page.</param>
/// <param name="NeedsCoverage">It says nothing without lines and branches.</param>
/// <param name="NeedsMutants">It says nothing without mutants.</param>
public sealed record ReportFormat(string Name, string Path, string Description, bool NeedsCoverage, bool NeedsMutants)
{
    public const string MutationHtml = "mutation-html";

    private Func<ReportMaterial, ReportOptions, IEnumerable<ReportFile>>? _pages;

    private Func<ReportMaterial, ReportOptions, string>? _text;

    public static ImmutableArray<ReportFormat> All { get; } =
    [
        new("cobertura", "coverage.cobertura.xml", "Cobertura XML, which most services read", true, false) { _text = (material, _) => CoberturaReport.Write(material.Figures) },
        new("lcov", "coverage.info", "lcov tracefile, for editors and genhtml", true, false) { _text = (material, _) => LcovReport.Write(material.Figures) },
        new("json", "coverage.json", "which test runs which line", true, false) { _text = (material, _) => CoverageJsonReport.Write(material.Figures) },
        new("html", HtmlReport.Folder + "/index.html", "pages with the source of each file", false, false) { _pages = (material, options) => HtmlReport.Write(material, options) },
        new("markdown", "summary.md", "a summary for a CI step", false, false) { _text = MarkdownReport.Write },
        new("mutation-json", "mutation-report.json", "mutation-testing-elements JSON, for the Stryker dashboard", false, true) { _text = (material, options) => MutationJsonReport.Write(material.Figures, options) },
        new(MutationHtml, "mutation-report.html", "the page of mutation-testing-elements", false, true) { _text = (material, options) => MutationHtmlReport.Write(material.Figures, options) },
        new("sarif", "codegen-lab.sarif", "findings for code scanning", false, false) { _text = (material, _) => SarifReport.Write(material) },
        new("gitlab", "gl-code-quality-report.json", "findings for GitLab code quality", false, false) { _text = (material, _) => GitLabReport.Write(material.Findings) },
        new("junit", "junit.xml", "tests and targets as test results", false, false) { _text = (material, _) => JUnitReport.Write(material.Figures, material.Verdict) },
        new("github", "github-annotations.txt", "workflow commands for the worst findings, to be printed by the step", false, false) { _text = (material, _) => GitHubAnnotations.Write(material.Findings, material.Verdict) },
        new("members", TestedMembers.FileName, "which public members tests reach, for rule CGL0011", true, false) { _text = (material, _) => TestedMembersReport.Write(material.Figures) },
    ];

    /// <summary>The figures hold what it is made of.</summary>
    public bool Fits(ReportMaterial material) => (material.Figures.HasCoverage || !NeedsCoverage) && (material.Figures.HasMutants || !NeedsMutants);

    /// <summary>The files of the report, text only.</summary>
    public ImmutableArray<ReportFile> Write(ReportMaterial material, ReportOptions options) =>
        _pages is { } pages ? [.. pages(material, options)] : [new ReportFile(Path, _text!(material, options))];
}
