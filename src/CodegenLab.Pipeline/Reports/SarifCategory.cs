namespace CodegenLab.Pipeline.Reports;

/// <summary>What tells the SARIF logs of one commit apart: code scanning takes a log for the next state of the one with the same tool and category.</summary>
internal static class SarifCategory
{
    /// <param name="kind">Of the report: "check".</param>
    /// <param name="opened">Solution, project or folder, relative to the root of the repository, with forward slashes; "." is that root.</param>
    /// <param name="projects">Names or globs, where not all projects were asked for.</param>
    /// <returns>"codegen-lab/check/src/Shop.sln/", the same on every machine and in every run. Behind the last slash a run could be named (SARIF 2.1.0, 3.17.3); nobody needs that.</returns>
    public static string Of(string kind, string opened, IEnumerable<string> projects) =>
        string.Join('/', ["codegen-lab", kind, .. opened == "." ? [] : (string[])[opened], .. projects.Order(StringComparer.Ordinal), ""]);
}
