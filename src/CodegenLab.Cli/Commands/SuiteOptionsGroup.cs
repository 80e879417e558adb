using System.CommandLine;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Reports;

namespace CodegenLab.Cli.Commands;

/// <summary>Options of the commands that run people's tests.</summary>
internal static class SuiteOptionsGroup
{
    /// <summary>Below the working folder; a name that repositories ignore already.</summary>
    private const string UsualOutput = "TestResults/codegen-lab";

    public static Argument<string?> Path { get; } = CommonOptions.Path();

    public static Option<string[]> Project { get; } = new("--project")
    {
        Description = "Name or glob of a test project to run; repeat for several. Default: all.",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string[]> Report { get; } = new("--report")
    {
        Description = $"Formats of reports to write, with commas between them: {string.Join(", ", ReportFormat.All.Select(format => format.Name))}, all.",
        HelpName = "formats",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string> Output { get; } = new("--output", "-o")
    {
        Description = "Folder of the reports.",
        HelpName = "folder",
        DefaultValueFactory = _ => UsualOutput,
    };

    public static Option<string?> ElementsScript { get; } = new("--elements-script")
    {
        Description = $"Copy of mutation-test-elements.js {Pipeline.Reports.ElementsScript.Version} to be part of the page of mutation-html, which then needs no network.",
        HelpName = "file",
    };

    public static Option<bool> NoBuild { get; } = new("--no-build")
    {
        Description = "Take the test projects as they are built.",
    };

    public static Option<bool> NoHistory { get; } = new("--no-history")
    {
        Description = "Neither read nor write the history of earlier runs (.codegen-lab/history.db beside the solution).",
    };

    public static SuiteOptions Bind(ParseResult parsed, string workingFolder) => new(
        new SuiteMeasurementRequest
        {
            Path = parsed.GetValue(Path),
            WorkingFolder = workingFolder,
            TestProjects = parsed.GetValue(Project) ?? [],
            NoBuild = parsed.GetValue(NoBuild),
            NoHistory = parsed.GetValue(NoHistory),
        },
        parsed.GetValue(Report) ?? [],
        System.IO.Path.GetFullPath(parsed.GetValue(Output)!, workingFolder),
        ScoreLimits.Usual,
        parsed.GetValue(CommonOptions.Json),
        parsed.GetValue(CommonOptions.Verbosity) ?? Verbosity.Normal);

    /// <summary>To be asked before minutes go by.</summary>
    /// <param name="formats">Those that are written.</param>
    /// <returns>Null: none was named.</returns>
    /// <exception cref="InputException">It is another file, or no page would hold it.</exception>
    public static byte[]? ReadElementsScript(ParseResult parsed, string workingFolder, IEnumerable<ReportFormat> formats)
    {
        if (parsed.GetValue(ElementsScript) is not { } path)
            return null;
        if (!formats.Any(format => format.Name == ReportFormat.MutationHtml))
            throw new InputException($"{ElementsScript.Name} is for the page of mutants, and that is not written. Add --report {ReportFormat.MutationHtml}.");
        return Pipeline.Reports.ElementsScript.Read(System.IO.Path.GetFullPath(path, workingFolder));
    }
}
