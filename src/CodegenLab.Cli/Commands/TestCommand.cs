using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Suites;
using Spectre.Console;

namespace CodegenLab.Cli.Commands;

/// <summary><c>test</c>: runs the tests that people wrote, and says which of them reach what.</summary>
/// <param name="measure">The story: loads, builds, instruments, runs.</param>
/// <param name="terminal">Where progress and page go.</param>
/// <param name="workingFolder">What relative paths start from.</param>
public sealed class TestCommand(Func<SuiteMeasurementRequest, IProgress<GenerationProgress>, CancellationToken, Task<SuiteFigures>> measure, Terminal terminal, string workingFolder)
{
    public const string Name = "test";

    private const string Filter = "filter";
    private const string RunSettings = "runsettings";

    private static readonly string[] UsualFormats = ["cobertura", "html"];

    private static readonly Option<bool> CoverageOption = new("--coverage")
    {
        Description = $"Say what the tests cover, and write reports ({string.Join(", ", UsualFormats)}, unless --report says otherwise).",
    };

    private static readonly Option<bool> AffectedOption = new("--affected")
    {
        Description = "Run only tests that a change of the code, the tests or their projects since their last run can affect, that failed the last time, or that are new.",
    };

    private static readonly Option<string?> SinceOption = new("--since")
    {
        Description = "Branch, tag or commit that changes are counted from, instead of each test's last run. Implies --affected.",
        HelpName = "revision",
    };

    private static readonly Option<TimeSpan?> BudgetOption = new("--budget")
    {
        Description = "Run the tests that are likely to show most, as many as fit by what they took before: 30s, 2m, 500ms.",
        HelpName = "time",
        CustomParser = ParseTime,
    };

    private static readonly Option<bool> ListOption = new("--list")
    {
        Description = "Name the selected tests in the order in which they are worth running, and run none.",
    };

    private static readonly Option<bool> ApfdOption = new("--apfd")
    {
        Description = "Say how early that order would have found what failed in earlier runs (APFD). With --list.",
    };

    private static readonly Option<string?> EmitOption = new("--emit")
    {
        Description = "Write the selected tests for another runner, and run none: a --filter expression for 'dotnet test', or a .runsettings file with it.",
        HelpName = $"{Filter}|{RunSettings}",
    };

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name}", "Runs the tests of the solution found here or above, of NUnit, xUnit and MSTest."),
        ($"dotnet codegen-lab {Name} --coverage", "Says what they cover as well, and writes coverage.cobertura.xml and pages with the source."),
        ($"dotnet codegen-lab {Name} --affected", "Only those that what was changed since their last run can affect."),
        ($"dotnet codegen-lab {Name} --since origin/main --budget 30s", "Of those that this branch affects, what half a minute is best spent on."),
        ($"dotnet test --filter \"$(dotnet codegen-lab {Name} --affected --emit filter)\"", "Leaves the running to 'dotnet test'."),
        ($"dotnet codegen-lab {Name} --project \"Shop.*\" --report lcov,markdown --output coverage --no-build", "Some test projects as they are built, with reports in two formats."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Runs the solution's own tests in a worker, each with the lines and branches that it reaches.")
        {
            SuiteOptionsGroup.Path,
            SuiteOptionsGroup.Project,
            CoverageOption,
            AffectedOption,
            SinceOption,
            BudgetOption,
            ListOption,
            ApfdOption,
            EmitOption,
            SuiteOptionsGroup.Report,
            SuiteOptionsGroup.Output,
            SuiteOptionsGroup.NoBuild,
            SuiteOptionsGroup.NoHistory,
            CommonOptions.Json,
            CommonOptions.Verbosity,
        };
        EmitOption.AcceptOnlyFromAmong(Filter, RunSettings);
        command.Validators.Add(result =>
        {
            var selects = result.GetValue(AffectedOption) || result.GetValue(SinceOption) is not null;
            if (selects && result.GetValue(SuiteOptionsGroup.NoHistory))
                result.AddError("What a change affects is known from the history: --affected and --since exclude --no-history.");
            if (result.GetValue(ApfdOption) && !result.GetValue(ListOption))
                result.AddError("--apfd judges the order of --list; give both.");
            if ((result.GetValue(ListOption) || result.GetValue(EmitOption) is not null) && (result.GetValue(CoverageOption) || result.GetValue(SuiteOptionsGroup.Report) is { Length: > 0 }))
                result.AddError("--list and --emit run no test, so there is nothing to report: leave --coverage and --report out.");
            if (result.GetValue(EmitOption) is not null && (result.GetValue(ListOption) || result.GetValue(CommonOptions.Json)))
                result.AddError("--emit writes for another runner; leave --list and --json out.");
        });
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = SuiteOptionsGroup.Bind(parsed, workingFolder);
        var coverage = parsed.GetValue(CoverageOption) || options.Formats.Count > 0;
        var selection = SelectionOf(parsed);
        options = options with
        {
            Request = options.Request with { Coverage = selection is null || coverage, Selection = selection },
            Formats = coverage && options.Formats.Count == 0 ? UsualFormats : options.Formats,
        };
        if (selection is { ListsOnly: true })
            return await ListAsync(options, parsed.GetValue(EmitOption), cancellationToken);
        return await new SuiteRunning(measure, terminal, workingFolder).RunAsync(options, showsCoverage: coverage, cancellationToken);
    }

    private async Task<ExitCode> ListAsync(SuiteOptions options, string? emitted, CancellationToken cancellationToken)
    {
        var figures = await ProgressDisplay.For(terminal, options.Verbosity).ShowAsync(progress => measure(options.Request, progress, cancellationToken));
        var selection = figures.Selection!;
        await terminal.Output.WriteAsync(emitted switch
        {
            Filter => RunnerFilter.Expression(selection) + "\n",
            RunSettings => RunnerFilter.RunSettings(selection),
            _ when options.Json => JsonOutput.Write(selection, figures.Remarks, ExitCode.Done),
            _ => new SelectionPage(terminal.Look, options.Verbosity).Render(figures),
        });
        if (emitted is not null)
        {
            foreach (var remark in figures.Remarks)
                terminal.Error.WriteLine(remark);
        }

        return ExitCode.Done;
    }

    private static SelectionRequest? SelectionOf(ParseResult parsed)
    {
        var since = parsed.GetValue(SinceOption);
        var selection = new SelectionRequest
        {
            Affected = parsed.GetValue(AffectedOption) || since is not null,
            Since = since,
            Budget = parsed.GetValue(BudgetOption),
            ListsOnly = parsed.GetValue(ListOption) || parsed.GetValue(EmitOption) is not null,
            JudgesOrder = parsed.GetValue(ApfdOption),
        };
        return selection == new SelectionRequest() ? null : selection;
    }

    private static TimeSpan? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        (string Unit, double Seconds)[] units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];
        foreach (var (unit, seconds) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * seconds is > 0 and <= 86_400)
                return TimeSpan.FromSeconds(number * seconds);
        }

        result.AddError($"--budget takes a time such as 30s, 2m or 500ms; '{text}' is not that.");
        return null;
    }
}
