using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Commands;

/// <summary><c>generate-tests</c>: writes tests for a solution, a project or a folder, and reports what they are worth.</summary>
/// <param name="generate">The story: loads, drafts, judges and writes.</param>
/// <param name="terminal">Where progress and report go.</param>
/// <param name="workingFolder">What relative paths start from.</param>
public sealed class GenerateTestsCommand(
    Func<GenerationRequest, IProgress<GenerationProgress>, CancellationToken, Task<GenerationReport>> generate,
    Terminal terminal,
    string workingFolder)
{
    public const string Name = "generate-tests";

    private const double LongestBudget = 24 * 60 * 60;

    private static readonly GenerationRequest Defaults = new() { WorkingFolder = "" };

    private static readonly Argument<string?> PathArgument = Checked(new Argument<string?>("path")
    {
        Description = "A .sln, .slnx or .csproj file, or a folder. Default: the solution found here or above.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    private static readonly Option<string[]> ProjectOption = Several(new Option<string[]>("--project")
    {
        Description = "Name or glob of a project to write tests for; repeat for several. Default: all that are not tests.",
        HelpName = "name",
    });

    private static readonly Option<string[]> TargetOption = Several(new Option<string[]>("--target")
    {
        Description = "Type, member, file or glob to write tests for; repeat for several. Default: everything public.",
        HelpName = "target",
    });

    private static readonly Option<string?> OutputOption = new("--output", "-o")
    {
        Description = "Folder of the test project. Default: where the repository keeps its tests.",
        HelpName = "folder",
    };

    private static readonly Option<double> BudgetOption = new("--budget")
    {
        Description = "CPU seconds to spend on each project.",
        HelpName = "seconds",
        DefaultValueFactory = _ => Defaults.BudgetSeconds,
        CustomParser = ParseBudget,
    };

    private static readonly Option<ulong> SeedOption = new("--seed")
    {
        Description = "Number that starts the search: the same seed and code give the same tests.",
        HelpName = "number",
        DefaultValueFactory = _ => Defaults.Seed,
        CustomParser = ParseSeed,
    };

    private static readonly Option<bool> DryRunOption = new("--dry-run")
    {
        Description = "Do everything except writing into the repository, and say what would be written.",
    };

    private static readonly Option<bool> JsonOption = new(JsonName)
    {
        Description = "Write the report as one JSON document to the standard output.",
    };

    private static readonly Option<Verbosity?> VerbosityOption = new("--verbosity", "-v")
    {
        Description = "How much to say: quiet, normal, detailed or diagnostic. Default: normal.",
        HelpName = "level",
        CustomParser = ParseVerbosity,
    };

    /// <summary>Known before anything is parsed: a command line with errors is answered in JSON as well.</summary>
    internal const string JsonName = "--json";

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name}", "Tests for every project of the solution found here or above."),
        ($"dotnet codegen-lab {Name} src/Shop --dry-run", "What would be written for the project in src/Shop, and what it would be worth."),
        ($"dotnet codegen-lab {Name} Shop.sln --project \"Shop.*\" --target Order --target \"Prices.Parse*\"", "Tests for one type and some members, in some projects."),
        ($"dotnet codegen-lab {Name} --budget 120 --seed 7 --json > report.json", "A longer search with another seed, reported for a script."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Generates unit tests that compile, pass and repeat, and reports what they cover and which mutants they kill.")
        {
            PathArgument,
            ProjectOption,
            TargetOption,
            OutputOption,
            BudgetOption,
            SeedOption,
            DryRunOption,
            JsonOption,
            VerbosityOption,
        };
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(Bind(parsed, workingFolder), cancellationToken));
        return command;
    }

    internal static GenerateTestsOptions Bind(ParseResult parsed, string workingFolder) => new(
        new GenerationRequest
        {
            Path = parsed.GetValue(PathArgument),
            WorkingFolder = workingFolder,
            Projects = parsed.GetValue(ProjectOption) ?? [],
            Targets = parsed.GetValue(TargetOption) ?? [],
            Output = parsed.GetValue(OutputOption),
            BudgetSeconds = parsed.GetValue(BudgetOption),
            Seed = parsed.GetValue(SeedOption),
            DryRun = parsed.GetValue(DryRunOption),
        },
        parsed.GetValue(JsonOption),
        parsed.GetValue(VerbosityOption) ?? Verbosity.Normal);

    private async Task<ExitCode> RunAsync(GenerateTestsOptions options, CancellationToken cancellationToken)
    {
        var report = await ProgressDisplay.For(terminal, options.Verbosity)
            .ShowAsync(progress => generate(options.Request, progress, cancellationToken));
        var exitCode = Judge(report);

        await terminal.Output.WriteAsync(options.Json
            ? JsonOutput.Write(report, exitCode)
            : new ReportPage(terminal.Look, options.Verbosity, workingFolder).Render(report));
        return exitCode;
    }

    private static ExitCode Judge(GenerationReport report)
    {
        if (report.Problems.Length > 0)
            return ExitCode.SomeProjectsFailed;

        // A second run that finds nothing to add has covered code and no new test: that is a success.
        var types = report.Projects.SelectMany(project => project.Types);
        return types.Any(type => type.Tests > 0 || type.Lines.After > 0 || type.Branches.After > 0) ? ExitCode.Done : ExitCode.NothingGenerated;
    }

    private static double ParseBudget(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= LongestBudget)
        {
            return seconds;
        }

        result.AddError($"--budget takes CPU seconds, more than 0 and at most {LongestBudget:0} (a day), for example 45; '{text}' is not that.");
        return 0;
    }

    private static ulong ParseSeed(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            return seed;

        result.AddError($"--seed takes a whole number from 0 to {ulong.MaxValue}; '{text}' is not that.");
        return 0;
    }

    private static Verbosity? ParseVerbosity(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        Verbosity? verbosity = text.ToUpperInvariant() switch
        {
            "Q" or "QUIET" => Verbosity.Quiet,
            "N" or "NORMAL" => Verbosity.Normal,
            "D" or "DETAILED" => Verbosity.Detailed,
            "DIAG" or "DIAGNOSTIC" => Verbosity.Diagnostic,
            _ => null,
        };
        if (verbosity is null)
            result.AddError($"--verbosity is quiet, normal, detailed or diagnostic; '{text}' is none of them.");
        return verbosity;
    }

    // An option with a typing error would otherwise be taken for the path.
    private static Argument<string?> Checked(Argument<string?> path)
    {
        path.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith('-'))
                    result.AddError(UnknownWord.Explain(token.Value, OptionNames()));
                else if (string.IsNullOrWhiteSpace(token.Value))
                    result.AddError("The path is empty. Leave it out to use the solution found here or above.");
            }
        });
        return path;
    }

    private static Option<string[]> Several(Option<string[]> option)
    {
        option.AllowMultipleArgumentsPerToken = false;
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                result.AddError($"{option.Name} is empty. Leave it out, or give a name.");
        });
        return option;
    }

    internal static IEnumerable<string> OptionNames() =>
        ((Option[])[ProjectOption, TargetOption, OutputOption, BudgetOption, SeedOption, DryRunOption, JsonOption, VerbosityOption])
        .Select(option => option.Name)
        .Append("--help");
}
