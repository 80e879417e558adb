using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Commands;

/// <summary><c>mutate</c>: finds out which changes of the code the tests that people wrote would notice.</summary>
/// <param name="measure">The story: loads, builds, mutates, runs.</param>
/// <param name="terminal">Where progress and page go.</param>
/// <param name="workingFolder">What relative paths start from.</param>
public sealed class MutateCommand(Func<SuiteMeasurementRequest, IProgress<GenerationProgress>, CancellationToken, Task<SuiteFigures>> measure, Terminal terminal, string workingFolder)
{
    public const string Name = "mutate";

    private static readonly string[] UsualFormats = ["mutation-json", "html"];

    private static readonly Option<double> BreakAtOption = new("--break-at")
    {
        Description = "Least mutation score, in percent: below it the exit code says so.",
        HelpName = "percent",
        DefaultValueFactory = _ => 0,
        CustomParser = ParsePercent,
    };

    private static readonly Option<int> HighOption = Threshold("--high", "From this mutation score on, in percent, pages show it as good.", ScoreLimits.Usual.High);

    private static readonly Option<int> LowOption = Threshold("--low", "Below this mutation score, in percent, pages show it as bad.", ScoreLimits.Usual.Low);

    private static readonly Option<string?> SinceOption = new("--since")
    {
        Description = "Branch, tag or commit: only members that were changed since are mutated.",
        HelpName = "revision",
    };

    private static readonly Option<bool> AllKillersOption = new("--all-killers")
    {
        Description = "Try each mutant on every test that reaches it, not only up to the first that notices.",
    };

    private static readonly Option<bool> UnconfinedOption = new("--unconfined")
    {
        Description = "Run mutants without the operating system's confinement: for tests that need the network, processes, or files outside a temporary folder.",
    };

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name}", "Mutates every project of the solution that a test project references, and writes a report."),
        ($"dotnet codegen-lab {Name} --break-at 70 --report mutation-json,sarif --no-build", "For CI: fails below 70 %, with the report that Stryker's dashboard reads and one for code scanning."),
        ($"dotnet codegen-lab {Name} --since origin/main --break-at 80", "In a pull request: the members that the branch changes."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Tries small changes of the code (mutants) on the solution's own tests, and says which of them no test notices.")
        {
            SuiteOptionsGroup.Path,
            SuiteOptionsGroup.Project,
            SinceOption,
            BreakAtOption,
            HighOption,
            LowOption,
            AllKillersOption,
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
            if (result.GetValue(LowOption) > result.GetValue(HighOption))
                result.AddError("--low is above --high.");
        });
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, cancellationToken));
        return command;
    }

    private Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = SuiteOptionsGroup.Bind(parsed, workingFolder);
        options = options with
        {
            Request = options.Request with { Mutants = true, FindsAllKillers = parsed.GetValue(AllKillersOption), Unconfined = parsed.GetValue(UnconfinedOption), MutantsSince = parsed.GetValue(SinceOption) is { } since ? new ChangeScope.Since(since) : null },
            Formats = options.Formats.Count == 0 ? UsualFormats : options.Formats,
            Limits = new ScoreLimits(parsed.GetValue(BreakAtOption), parsed.GetValue(HighOption), parsed.GetValue(LowOption)),
        };
        options = options with { ElementsScript = SuiteOptionsGroup.ReadElementsScript(parsed, workingFolder, ReportFiles.Formats(options.Formats)) };
        return new SuiteRunning(measure, terminal, workingFolder).RunAsync(options, showsCoverage: false, cancellationToken);
    }

    private static Option<int> Threshold(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "percent", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 100)
                result.AddError($"{name} takes a number from 0 to 100.");
        });
        return option;
    }

    private static double ParsePercent(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100)
            return percent;

        result.AddError($"--break-at takes a number from 0 to 100; '{text}' is not that.");
        return 0;
    }
}
