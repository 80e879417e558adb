using System.CommandLine;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Reports;
using Spectre.Console;

namespace CodegenLab.Cli.Commands;

/// <summary><c>check</c>: the gate for CI. Runs what the targets ask for and says which are met.</summary>
/// <param name="check">The story.</param>
/// <param name="terminal">Where progress and page go.</param>
/// <param name="workingFolder">What relative paths start from.</param>
/// <param name="variable">The value of an environment variable.</param>
public sealed class CheckCommand(
    Func<GateCheckRequest, IProgress<GenerationProgress>, CancellationToken, Task<GateCheckOutcome>> check, Terminal terminal, string workingFolder, Func<string, string?> variable)
{
    public const string Name = "check";

    private const string StepSummary = "GITHUB_STEP_SUMMARY";

    private static readonly string[] UsualFormats = ["cobertura", "markdown", "sarif"];

    private static readonly Option<string?> SinceOption = new("--since")
    {
        Description = "Branch, tag or commit that changes are counted from. Default: the default branch, where a target asks for changed lines.",
        HelpName = "revision",
    };

    private static readonly Option<bool> StagedOption = new("--staged")
    {
        Description = "Count what the next commit would hold as changed.",
    };

    private static readonly Option<bool> UpdateRatchetOption = new("--update-ratchet")
    {
        Description = $"Remember what is reached in {RatchetMemory.FileName}, when all targets are met.",
    };

    private static readonly Option<bool> UnconfinedOption = new("--unconfined")
    {
        Description = "Run mutants without the operating system's confinement.",
    };

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name}", "Holds the solution's tests against the targets of codegen-lab.json."),
        ($"dotnet codegen-lab {Name} --since origin/main --report markdown,sarif,cobertura", "In a pull request: changed lines are those since the branch left main."),
        ($"dotnet codegen-lab {Name} --update-ratchet", "On the main branch: what is reached now is the least from here on."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Holds coverage, mutants, weak and stale tests against the targets of codegen-lab.json: the gate for CI.")
        {
            SuiteOptionsGroup.Path,
            SuiteOptionsGroup.Project,
            SinceOption,
            StagedOption,
            UpdateRatchetOption,
            UnconfinedOption,
            SuiteOptionsGroup.Report,
            SuiteOptionsGroup.Output,
            SuiteOptionsGroup.ElementsScript,
            SuiteOptionsGroup.NoBuild,
            SuiteOptionsGroup.NoHistory,
            CommonOptions.Json,
            CommonOptions.Verbosity,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(SinceOption) is not null && result.GetValue(StagedOption))
                result.AddError("--since and --staged exclude each other.");
        });
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = SuiteOptionsGroup.Bind(parsed, workingFolder);
        ChangeScope? scope = parsed.GetValue(StagedOption) ? new ChangeScope.Staged() : parsed.GetValue(SinceOption) is { } since ? new ChangeScope.Since(since) : null;
        var request = new GateCheckRequest(options.Request with { Unconfined = parsed.GetValue(UnconfinedOption) }, scope) { UpdatesRatchet = parsed.GetValue(UpdateRatchetOption) };
        var formats = ReportFiles.Formats(options.Formats.Count == 0 ? UsualFormats : options.Formats);
        var script = SuiteOptionsGroup.ReadElementsScript(parsed, workingFolder, formats);
        ReportFiles.RequirePlace(formats, options.Output);

        var outcome = await ProgressDisplay.For(terminal, options.Verbosity).ShowAsync(progress => check(request, progress, cancellationToken));
        var material = ReportMaterial.Of(outcome.Figures, outcome.Verdict, outcome.Changed);
        foreach (var remark in ReportFiles.NotWritten(material, options.Formats))
            terminal.Error.WriteLine(remark);
        var look = new ReportOptions { Title = Path.GetFileNameWithoutExtension(options.Request.Path ?? workingFolder), ElementsScript = script };
        var files = ReportFiles.Write(material, formats, options.Output, look);
        var exitCode = outcome.Verdict switch
        {
            _ when outcome.Figures.Problems.Any(problem => problem.MayHoldTests) => ExitCode.SomeProjectsFailed,
            { FailedTests: > 0 } => ExitCode.TestsFailed,
            { IsMet: false } => ExitCode.TargetsMissed,
            _ => ExitCode.Done,
        };
        await terminal.Output.WriteAsync(options.Json
            ? JsonOutput.Write(SuiteSummary.Of(outcome.Figures, files), outcome.Verdict, exitCode)
            : new GatePage(terminal.Look, options.Verbosity, workingFolder).Render(outcome, files));
        await TellGitHubAsync(material, look, options.Json);
        return exitCode;
    }

    /// <summary>In a job of GitHub Actions: the summary of the step, and marks on the changed files.</summary>
    private async Task TellGitHubAsync(ReportMaterial material, ReportOptions look, bool json)
    {
        if (variable("GITHUB_ACTIONS") != "true")
            return;
        if (variable(StepSummary) is { Length: > 0 } summary)
            await File.AppendAllTextAsync(summary, Of("markdown"));
        if (!json)
            await terminal.Output.WriteAsync(Of("github"));

        string Of(string name) => ReportFiles.Formats([name]).Single().Write(material, look).Single().Text;
    }
}
