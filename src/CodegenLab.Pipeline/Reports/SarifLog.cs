using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The frame of a SARIF 2.1.0 log with one run of ours; whoever writes one brings rules and results.</summary>
/// <param name="toolVersion">Of the tool that found what is in it.</param>
/// <param name="category">What tells it from other logs of the same commit, as <see cref="SarifCategory"/> makes it.</param>
/// <param name="root">Folder that places are relative to; null: the root of the repository, wherever it is checked out.</param>
internal sealed class SarifLog(string toolVersion, string category, string? root)
{
    private const string RootName = "SRCROOT";

    /// <param name="properties">Of the run; null: none.</param>
    public string Write(IEnumerable<object> rules, IEnumerable<object> results, object? properties = null) => ReportJson.Of(new Dictionary<string, object>
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new object[]
        {
            new
            {
                tool = new { driver = new { name = "codegen-lab", fullName = $"Codegen Lab {toolVersion}", version = toolVersion, rules } },
                automationDetails = new { id = category },
                originalUriBaseIds = root is null ? null : new Dictionary<string, object> { [RootName] = new { uri = new Uri(root + Path.DirectorySeparatorChar).AbsoluteUri } },
                columnKind = "utf16CodeUnits",
                results,
                properties,
            },
        },
    });

    /// <param name="path">Relative, with forward slashes.</param>
    /// <param name="region">Null: the file as a whole.</param>
    /// <param name="member">Full name.</param>
    public ImmutableArray<object> At(string path, object? region, string member) =>
    [
        new
        {
            physicalLocation = new { artifactLocation = new { uri = UriOf(path), uriBaseId = root is null ? null : RootName }, region },
            logicalLocations = new object[] { new { fullyQualifiedName = member, kind = "member" } },
        },
    ];

    /// <summary>A path is no URI before spaces and other letters are escaped.</summary>
    private static string UriOf(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
