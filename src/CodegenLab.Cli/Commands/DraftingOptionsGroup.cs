using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Cli.Commands;

/// <summary>The words of the command line that speak of a language model: which, for what, for how much.</summary>
internal static class DraftingOptionsGroup
{
    private const string ByModel = "model";

    private static readonly Option<bool> OfflineOption = new("--offline")
    {
        Description = "Ask no model, whatever the settings say.",
    };

    private static readonly Option<string[]> StrategyOption = new("--strategy")
    {
        Description = "What the model is asked for: behavior (what documentation promises), coverage or mutation; repeat for several. Default: all.",
        HelpName = "word",
        CustomParser = ParseStrategies,
    };

    private static readonly Option<string?> NamesOption = new("--names")
    {
        Description = "Who names the engine's tests: engine, or model, which adds a sentence to each. Default: engine.",
        HelpName = "word",
        CustomParser = ParseNames,
    };

    private static readonly Option<string?> SpecificationOption = new("--specification")
    {
        Description = "A text that says what the code should do; shown to the model beside the documentation.",
        HelpName = "file",
    };

    private static readonly Option<decimal?> MaxCostOption = Money("--max-cost", "Most US dollars to spend on the model.");

    private static readonly Option<decimal?> MaxCostPerAcceptedOption = Money("--max-cost-per-accepted", "Stop asking when one more test costs more US dollars than this.");

    private static readonly Option<long?> MaxTokensOption = new("--max-tokens")
    {
        Description = "Most tokens to spend on the model, prompts and answers together.",
        HelpName = "number",
        CustomParser = ParseTokens,
    };

    private static readonly Option<string?> RecordOption = new("--record")
    {
        Description = "Write every answer of the model to a file in this folder, for --replay.",
        HelpName = "folder",
    };

    private static readonly Option<string?> ReplayOption = new("--replay")
    {
        Description = "Take all answers from this folder and ask nobody; fails when one is missing.",
        HelpName = "folder",
    };

    /// <summary>For measurements: recordings stay good when the engine shows other observations than it did.</summary>
    private static readonly Option<bool> ReplayLooselyOption = new("--replay-loosely")
    {
        Description = "Take recorded answers by purpose, subject and round, whatever became of the question since.",
        Hidden = true,
    };

    private static readonly Option<bool> ShowPromptOption = new("--show-prompt")
    {
        Description = "Show what the model would be asked first. Nothing is asked or written.",
    };

    private static readonly Option<string?> SuspicionsOption = new("--suspicions")
    {
        Description = "Folder for what the code does not keep of what its documentation promises and rules ask for: suspicions.md and suspicions.sarif.",
        HelpName = "folder",
    };

    private static readonly Option<bool> ReprosOption = new("--repros")
    {
        Description = "Also write the tests that show suspicions into the test project, as explicit ones: they fail.",
    };

    public static IEnumerable<Option> All =>
    [
        .. ModelOptionsGroup.All, ModelOptionsGroup.Stronger, OfflineOption, StrategyOption, NamesOption, SpecificationOption, MaxCostOption, MaxTokensOption, MaxCostPerAcceptedOption, RecordOption, ReplayOption, ReplayLooselyOption, SuspicionsOption, ReprosOption, ShowPromptOption,
    ];

    /// <summary>Those that mean nothing where no model is asked.</summary>
    public static IEnumerable<Option> OfModels => [StrategyOption, NamesOption, SpecificationOption, RecordOption, ReplayOption, SuspicionsOption, ReprosOption, ShowPromptOption];

    /// <summary>The request with what the command line says of models.</summary>
    public static GenerationRequest Bind(ParseResult parsed, GenerationRequest request) => request with
    {
        Offline = parsed.GetValue(OfflineOption),
        Model = ModelOptionsGroup.Bind(parsed),
        Drafting = new DraftingOptions
        {
            Strategies = parsed.GetValue(StrategyOption) is { Length: > 0 } words ? words.Select(word => Enum.Parse<Strategy>(word, ignoreCase: true)).ToImmutableSortedSet() : new DraftingOptions().Strategies,
            NamesByModel = parsed.GetValue(NamesOption) == ByModel,
            Specification = parsed.GetValue(SpecificationOption),
        },
        Limits = new SpendingLimits(parsed.GetValue(MaxCostOption), parsed.GetValue(MaxTokensOption), parsed.GetValue(MaxCostPerAcceptedOption)),
        Record = parsed.GetValue(RecordOption),
        Replay = parsed.GetValue(ReplayOption),
        IsReplayLoose = parsed.GetValue(ReplayLooselyOption),
        Suspicions = parsed.GetValue(SuspicionsOption),
        Repros = parsed.GetValue(ReprosOption),
        ShowPrompt = parsed.GetValue(ShowPromptOption),
        DryRun = request.DryRun || parsed.GetValue(ShowPromptOption),
    };

    private static Option<decimal?> Money(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "dollars",
        CustomParser = result => ParseMoney(result, name),
    };

    private static decimal? ParseMoney(ArgumentResult result, string name)
    {
        var text = result.Tokens[^1].Value;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars > 0)
            return dollars;
        result.AddError($"{name} takes US dollars, more than 0, for example 0.50; '{text}' is not that.");
        return null;
    }

    private static long? ParseTokens(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens > 0)
            return tokens;
        result.AddError($"--max-tokens takes a whole number, more than 0, for example 200000; '{text}' is not that.");
        return null;
    }

    private static string? ParseNames(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (text is not ("engine" or ByModel))
            result.AddError($"--names is engine or model; '{text}' is neither.");
        return text;
    }

    private static string[] ParseStrategies(ArgumentResult result)
    {
        foreach (var word in result.Tokens.Select(token => token.Value).Where(word => !Enum.GetNames<Strategy>().Contains(word, StringComparer.OrdinalIgnoreCase)))
            result.AddError($"--strategy is behavior, coverage or mutation; '{word}' is none of them.");
        return [.. result.Tokens.Select(token => token.Value)];
    }
}
