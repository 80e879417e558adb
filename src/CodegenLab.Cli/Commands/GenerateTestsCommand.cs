using System.CommandLine;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;

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

    private static readonly GenerationRequest Defaults = new() { WorkingFolder = "" };

    private static readonly Argument<string?> PathArgument = CommonOptions.Path();

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

    private static readonly Option<bool> StagedOption = new("--staged")
    {
        Description = "Write tests for the members that staged lines are part of.",
    };

    private static readonly Option<string?> SinceOption = new("--since")
    {
        Description = "Branch, tag or commit: write tests for the members that were changed since, committed or not.",
        HelpName = "revision",
    };

    private static readonly Option<string?> OutputOption = new("--output", "-o")
    {
        Description = "Folder of the test project. Default: where the repository keeps its tests.",
        HelpName = "folder",
    };

    private static readonly Option<double> BudgetOption = CommonOptions.Budget("CPU seconds to spend on each project.", Defaults.BudgetSeconds);

    private static readonly Option<ulong> SeedOption = CommonOptions.Seed(Defaults.Seed);

    private static readonly Option<bool> DryRunOption = new("--dry-run")
    {
        Description = "Do everything except writing into the repository and asking a model, and say what would be written and asked.",
    };

    private static readonly Option<bool> NoHistoryOption = new("--no-history")
    {
        Description = "Search everything anew: neither use nor keep what runs found (.codegen-lab/suites beside the solution).",
    };

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name}", "Tests for every project of the solution found here or above."),
        ($"dotnet codegen-lab {Name} src/Shop --dry-run", "What would be written for the project in src/Shop, and what it would be worth."),
        ($"dotnet codegen-lab {Name} Shop.sln --project \"Shop.*\" --target Order --target \"Prices.Parse*\"", "Tests for one type and some members, in some projects."),
        ($"dotnet codegen-lab {Name} --staged", "Tests for the members that the next commit changes."),
        ($"dotnet codegen-lab {Name} --since origin/main", "Tests for the members that this branch changes."),
        ($"dotnet codegen-lab {Name} --style property", "Laws that the code keeps, measured and written as properties for FsCheck."),
        ($"dotnet codegen-lab {Name} --provider openai --model gpt-4.1-mini --max-cost 0.50", "A model drafts as well, with the key in OPENAI_API_KEY, for half a dollar at most."),
        ($"dotnet codegen-lab {Name} --budget 120 --seed 7 --json > report.json", "A longer search with another seed, reported for a script."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Generates unit tests that compile, pass and repeat, and reports what they cover and which mutants they kill.")
        {
            PathArgument,
            ProjectOption,
            TargetOption,
            StagedOption,
            SinceOption,
            OutputOption,
            BudgetOption,
            SeedOption,
            CommonOptions.Workers,
            NoHistoryOption,
            DryRunOption,
        };
        command.Validators.Add(result =>
        {
            string[] given = [.. new[] { (TargetOption.Name, result.GetValue(TargetOption) is { Length: > 0 }), (StagedOption.Name, result.GetValue(StagedOption)), (SinceOption.Name, result.GetValue(SinceOption) is not null) }.Where(one => one.Item2).Select(one => one.Item1)];
            if (given.Length > 1)
                result.AddError($"{string.Join(" and ", given)} exclude each other.");
        });
        PropertyOptionsGroup.AddTo(command);
        foreach (var option in DraftingOptionsGroup.All)
            command.Add(option);
        command.Add(CommonOptions.Json);
        command.Add(CommonOptions.Verbosity);
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(Bind(parsed, workingFolder), cancellationToken));
        return command;
    }

    internal static GenerateTestsOptions Bind(ParseResult parsed, string workingFolder) => new(
        DraftingOptionsGroup.Bind(parsed, new GenerationRequest
        {
            Path = parsed.GetValue(PathArgument),
            WorkingFolder = workingFolder,
            Projects = parsed.GetValue(ProjectOption) ?? [],
            Targets = parsed.GetValue(TargetOption) ?? [],
            Changed = parsed.GetValue(StagedOption) ? new ChangeScope.Staged() : parsed.GetValue(SinceOption) is { } since ? new ChangeScope.Since(since) : null,
            Output = parsed.GetValue(OutputOption),
            BudgetSeconds = parsed.GetValue(BudgetOption),
            Seed = parsed.GetValue(SeedOption),
            Workers = parsed.GetValue(CommonOptions.Workers) ?? Defaults.Workers,
            NoHistory = parsed.GetValue(NoHistoryOption),
            DryRun = parsed.GetValue(DryRunOption),
            Properties = PropertyOptionsGroup.Bind(parsed),
        }),
        parsed.GetValue(CommonOptions.Json),
        parsed.GetValue(CommonOptions.Verbosity) ?? Verbosity.Normal);

    private async Task<ExitCode> RunAsync(GenerateTestsOptions options, CancellationToken cancellationToken)
    {
        var report = await ProgressDisplay.For(terminal, options.Verbosity)
            .ShowAsync(progress => generate(options.Request, progress, cancellationToken));
        var exitCode = options.Request.ShowPrompt && report.Problems.IsEmpty ? ExitCode.Done : Judge(report);

        await terminal.Output.WriteAsync(options.Json
            ? JsonOutput.Write(report, exitCode)
            : options.Request.ShowPrompt ? PromptPage.Render(report.Model.Questions)
            : new ReportPage(terminal.Look, options.Verbosity, workingFolder).Render(report));
        return exitCode;
    }

    private static ExitCode Judge(GenerationReport report)
    {
        if (report.Problems.Length > 0)
            return ExitCode.SomeProjectsFailed;

        // A second run that finds nothing to add has covered code and no new test: that is a success.
        var types = report.Projects.SelectMany(project => project.Types);
        if (!types.Any(type => type.Tests > 0 || type.Lines.After > 0 || type.Branches.After > 0))
            return ExitCode.NothingGenerated;
        return report.Model.Failed ? ExitCode.ModelFailed : ExitCode.Done;
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
}
