using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
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
    ];

    public Command Create()
    {
        var command = new Command(Name, "Tries small changes of the code (mutants) on the solution's own tests, and says which of them no test notices.")
        {
            SuiteOptionsGroup.Path,
            SuiteOptionsGroup.Project,
            BreakAtOption,
            AllKillersOption,
            UnconfinedOption,
            SuiteOptionsGroup.Report,
            SuiteOptionsGroup.Output,
            SuiteOptionsGroup.NoBuild,
            CommonOptions.Json,
            CommonOptions.Verbosity,
        };
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, cancellationToken));
        return command;
    }

    private Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = SuiteOptionsGroup.Bind(parsed, workingFolder);
        options = options with
        {
            Request = options.Request with { Mutants = true, FindsAllKillers = parsed.GetValue(AllKillersOption), Unconfined = parsed.GetValue(UnconfinedOption) },
            Formats = options.Formats.Count == 0 ? UsualFormats : options.Formats,
            BreakAt = parsed.GetValue(BreakAtOption),
        };
        return new SuiteRunning(measure, terminal, workingFolder).RunAsync(options, showsCoverage: false, cancellationToken);
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
