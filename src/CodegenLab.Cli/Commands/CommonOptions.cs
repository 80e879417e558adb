using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Cli.Reporting;

namespace CodegenLab.Cli.Commands;

/// <summary>Words of the command line that mean the same in every command.</summary>
internal static class CommonOptions
{
    /// <summary>Known before anything is parsed: a command line with errors is answered in JSON as well.</summary>
    public const string JsonName = "--json";

    private const double LongestBudget = 24 * 60 * 60;
    private const int MostWorkers = 64;

    public static Option<bool> Json { get; } = new(JsonName)
    {
        Description = "Write the report as one JSON document to the standard output.",
    };

    public static Option<Verbosity?> Verbosity { get; } = new("--verbosity", "-v")
    {
        Description = "How much to say: quiet, normal, detailed or diagnostic. Default: normal.",
        HelpName = "level",
        CustomParser = ParseVerbosity,
    };

    /// <summary>The place to work on. An option with a typing error would otherwise be taken for it.</summary>
    public static Argument<string?> Path(string description = "A .sln, .slnx or .csproj file, or a folder. Default: the solution found here or above.")
    {
        var path = new Argument<string?>("path")
        {
            Description = description,
            Arity = ArgumentArity.ZeroOrOne,
        };
        path.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith('-'))
                    result.AddError(UnknownWord.Explain(token.Value, NamesOf(((CommandResult)result.Parent!).Command)));
                else if (string.IsNullOrWhiteSpace(token.Value))
                    result.AddError("The path is empty. Leave it out to use the solution found here or above.");
            }
        });
        return path;
    }

    public static Option<double> Budget(string description, double usual) => new("--budget")
    {
        Description = description,
        HelpName = "seconds",
        DefaultValueFactory = _ => usual,
        CustomParser = ParseBudget,
    };

    public static Option<ulong> Seed(ulong usual, string description = "Number that starts the search: the same seed and code give the same tests.") => new("--seed")
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = ParseSeed,
    };

    /// <summary>How much goes on side by side. Nothing that is written depends on it, so machines may differ.</summary>
    public static Option<int?> Workers { get; } = new("--workers")
    {
        Description = "Projects to work on at once; more of them take more memory. Default: 2, and 1 where there is one processor.",
        HelpName = "number",
        CustomParser = ParseWorkers,
    };

    public static IEnumerable<string> NamesOf(Command command) => command.Options.Select(option => option.Name).Append("--help");

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

    private static int? ParseWorkers(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var workers) && workers is > 0 and <= MostWorkers)
            return workers;

        result.AddError($"--workers takes a whole number from 1 to {MostWorkers}; '{text}' is not that.");
        return null;
    }

    private static Verbosity? ParseVerbosity(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        Verbosity? verbosity = text.ToUpperInvariant() switch
        {
            "Q" or "QUIET" => Reporting.Verbosity.Quiet,
            "N" or "NORMAL" => Reporting.Verbosity.Normal,
            "D" or "DETAILED" => Reporting.Verbosity.Detailed,
            "DIAG" or "DIAGNOSTIC" => Reporting.Verbosity.Diagnostic,
            _ => null,
        };
        if (verbosity is null)
            result.AddError($"--verbosity is quiet, normal, detailed or diagnostic; '{text}' is none of them.");
        return verbosity;
    }
}
