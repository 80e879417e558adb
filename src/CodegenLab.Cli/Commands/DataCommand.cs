using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Data;
using Spectre.Console;

namespace CodegenLab.Cli.Commands;

/// <summary><c>data</c>: makes up values for a type or for the arguments of a method, the same that the package for test projects makes at compile time.</summary>
/// <param name="make">The story: loads, finds the subject, makes up values and writes them down.</param>
/// <param name="terminal">Where values, notes and progress go.</param>
/// <param name="workingFolder">What relative paths start from.</param>
public sealed class DataCommand(
    Func<DataRequest, IProgress<GenerationProgress>, CancellationToken, Task<DataPage>> make,
    Terminal terminal,
    string workingFolder)
{
    public const string Name = "data";

    private const int MostSamples = 1_000_000;

    private static readonly DataRequest Defaults = new() { Subject = "", WorkingFolder = "" };

    private static readonly Argument<string> SubjectArgument = new("type")
    {
        Description = "Type, constructor or method, by any part of its name that starts at a dot, or C# for a type: Order, Till.Pay, \"Order.Order(string)\", \"List<int>\".",
    };

    private static readonly Argument<string?> PathArgument = CommonOptions.Path();

    private static readonly Option<string[]> ProjectOption = new("--project")
    {
        Description = "Name or glob of a project to look in; repeat for several. Default: all that are not tests.",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<DataStrategies[]> StrategyOption = new("--strategy")
    {
        Description = "How values are chosen: boundary, equivalence, random or mutation; repeat for several. Default: boundary and equivalence.",
        HelpName = "strategy",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => [.. result.Tokens.Select(token => Named<DataStrategies>(result, "--strategy", token.Value))],
    };

    private static readonly Option<bool> RefusedOption = new("--refused")
    {
        Description = "Values that are refused, one part at a time, rather than those that are accepted.",
    };

    private static readonly Option<int> SampleSizeOption = new("--sample-size")
    {
        Description = "How many values random and mutation give each part.",
        HelpName = "number",
        DefaultValueFactory = _ => Defaults.Samples,
        CustomParser = ParseSampleSize,
    };

    private static readonly Option<ulong> SeedOption = CommonOptions.Seed(Defaults.Seed, "Another seed, other values of random and mutation; the same seed, the same values on every machine.");

    private static readonly Option<DataFormat?> FormatOption = new("--format")
    {
        Description = "How they are written: json, csv or cs. Default: json.",
        HelpName = "format",
        CustomParser = result => Named<DataFormat>(result, "--format", result.Tokens[^1].Value),
    };

    private static readonly Option<string?> OutputOption = new("--output", "-o")
    {
        Description = "File to write them to; one that is there is replaced. Default: the standard output.",
        HelpName = "file",
    };

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name} Order", "Orders as JSON: an ordinary one, and others of which one part is at or next to a limit, or of another class."),
        ($"dotnet codegen-lab {Name} Till.Pay src/Shop --strategy boundary --refused --format csv", "Arguments of which one is refused, for a table."),
        ($"dotnet codegen-lab {Name} Customer --strategy random --sample-size 200 --seed 42 --output customers.json", "Customers by chance, the same on every machine."),
        ($"dotnet codegen-lab {Name} \"DateTime?\" --format cs", "Dates worth a test, as a C# class."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Makes up values for a type or for the arguments of a method: the same that [TestData] of the package CodegenLab.Testing makes at compile time.")
        {
            SubjectArgument,
            PathArgument,
            ProjectOption,
            StrategyOption,
            RefusedOption,
            SampleSizeOption,
            SeedOption,
            FormatOption,
            OutputOption,
            CommonOptions.Verbosity,
        };
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new DataRequest
        {
            Subject = parsed.GetRequiredValue(SubjectArgument),
            Path = parsed.GetValue(PathArgument),
            WorkingFolder = workingFolder,
            Projects = parsed.GetValue(ProjectOption) ?? [],
            Strategies = parsed.GetValue(StrategyOption) is { Length: > 0 } strategies ? strategies.Aggregate((all, one) => all | one) : Defaults.Strategies,
            Refused = parsed.GetValue(RefusedOption),
            Samples = parsed.GetValue(SampleSizeOption),
            Seed = parsed.GetValue(SeedOption),
            Format = parsed.GetValue(FormatOption) ?? Defaults.Format,
            Output = parsed.GetValue(OutputOption),
        };
        var verbosity = parsed.GetValue(CommonOptions.Verbosity) ?? Verbosity.Normal;
        var page = await ProgressDisplay.For(terminal, verbosity).ShowAsync(progress => make(request, progress, cancellationToken));

        foreach (var note in page.Notes)
            terminal.Error.WriteLine($"Note: {note}");
        if (page.Rows == 0)
            terminal.Error.WriteLine(Nothing(request));
        if (request.Output is null)
            await terminal.Output.WriteAsync(page.Text);
        return page.Rows > 0 ? ExitCode.Done : ExitCode.NothingGenerated;
    }

    private static string Nothing(DataRequest request) => request.Refused
        ? $"Nothing is known to be refused for {request.Subject}: neither DataAnnotations nor guard clauses name a limit."
        : $"No value is left for {request.Subject}: its limits refuse all that this strategy finds. Try another --strategy.";

    private static T Named<T>(ArgumentResult result, string option, string text) where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Where(name => name != nameof(DataStrategies.None)).ToArray();
        if (names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
            return Enum.Parse<T>(known);

        var words = names.Select(name => name.ToLowerInvariant()).ToArray();
        var near = UnknownWord.Nearest(text, words);
        result.AddError($"{option} is {string.Join(", ", words[..^1])} or {words[^1]}; '{text}' is none of them.{(near is null ? "" : $" Did you mean '{near}'?")}");
        return default;
    }

    private static int ParseSampleSize(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var samples) && samples is > 0 and <= MostSamples)
            return samples;

        result.AddError($"--sample-size takes a whole number from 1 to {MostSamples}; '{text}' is not that.");
        return 0;
    }
}
