using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Contexts;

namespace CodegenLab.Cli.Commands;

/// <summary><c>context</c>: prints what is worth knowing before one writes tests for a type or member, for a person or a model.</summary>
/// <param name="gather">The story: loads, finds the subject, looks around it and at what it does.</param>
/// <param name="terminal">Where progress and page go.</param>
/// <param name="workingFolder">What relative paths start from.</param>
public sealed class ContextCommand(
    Func<ContextRequest, IProgress<GenerationProgress>, CancellationToken, Task<CodeContext>> gather,
    Terminal terminal,
    string workingFolder)
{
    public const string Name = "context";

    private const int FewestTokens = 50;

    private static readonly ContextRequest Defaults = new() { Symbol = "", WorkingFolder = "" };

    private static readonly Argument<string> SymbolArgument = new("symbol")
    {
        Description = "Type or member, by any part of its name that starts at a dot: Money, Money.Parse, \"Money.Parse(string)\".",
    };

    private static readonly Argument<string?> PathArgument = CommonOptions.Path();

    private static readonly Option<int> TokensOption = new("--max-tokens")
    {
        Description = "Tokens (o200k_base) that the whole may take; the most valuable come first.",
        HelpName = "number",
        DefaultValueFactory = _ => Defaults.MaxTokens,
        CustomParser = ParseTokens,
    };

    private static readonly Option<bool> WithoutCodeOption = new("--without-code")
    {
        Description = "Leave out the code of the members, so that expectations come from names, documentation and uses.",
    };

    private static readonly Option<bool> NoRunOption = new("--no-run")
    {
        Description = "Do not run the code to show what it does.",
    };

    private static readonly Option<double> BudgetOption = CommonOptions.Budget("CPU seconds to spend on seeing what the code does.", Defaults.BudgetSeconds);

    private static readonly Option<ulong> SeedOption = CommonOptions.Seed(Defaults.Seed);

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name} Money.Parse", "A Markdown page about one member, to read or to paste into a prompt."),
        ($"dotnet codegen-lab {Name} Order src/Shop --max-tokens 2000 --no-run", "A short page about a type, without running anything."),
        ($"dotnet codegen-lab {Name} Order --without-code --json", "What the code promises but not how it does it, for a program."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Prints what is worth knowing before one writes tests for a type or member: for a person, or for a model's prompt.")
        {
            SymbolArgument,
            PathArgument,
            TokensOption,
            WithoutCodeOption,
            NoRunOption,
            BudgetOption,
            SeedOption,
            CommonOptions.Json,
            CommonOptions.Verbosity,
        };
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new ContextRequest
        {
            Symbol = parsed.GetRequiredValue(SymbolArgument),
            Path = parsed.GetValue(PathArgument),
            WorkingFolder = workingFolder,
            MaxTokens = parsed.GetValue(TokensOption),
            WithoutBodies = parsed.GetValue(WithoutCodeOption),
            BudgetSeconds = parsed.GetValue(NoRunOption) ? 0 : parsed.GetValue(BudgetOption),
            Seed = parsed.GetValue(SeedOption),
        };
        var context = await ProgressDisplay.For(terminal, parsed.GetValue(CommonOptions.Verbosity) ?? Verbosity.Normal)
            .ShowAsync(progress => gather(request, progress, cancellationToken));
        await terminal.Output.WriteAsync(parsed.GetValue(CommonOptions.Json) ? JsonOutput.Write(context) : ContextMarkdown.Write(context));
        return ExitCode.Done;
    }

    private static int ParseTokens(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens >= FewestTokens)
            return tokens;

        result.AddError($"--max-tokens takes a whole number, at least {FewestTokens}; '{text}' is not that.");
        return 0;
    }
}
