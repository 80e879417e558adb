using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Commands;

/// <summary>The words of the command line that speak of properties.</summary>
internal static class PropertyOptionsGroup
{
    private const string ByExample = "example";
    private const string ByProperty = "property";
    private const int MostCases = 1_000_000;

    private static readonly PropertyOptions Defaults = new();

    private static readonly Option<string?> StyleOption = new("--style")
    {
        Description = "What tests look like: example, or property (laws that the code keeps, for FsCheck). Default: example.",
        HelpName = "word",
        CustomParser = ParseStyle,
    };

    private static readonly Option<int> MinimalCasesOption = Number("--minimal-cases", "Values that a written property is tried on each time it runs.", Defaults.MinimalCases);

    private static readonly Option<int> MaxExamplesOption = Number("--max-examples", "Values that a law has to hold for before it is written as a property.", Defaults.MaxExamples);

    public static void AddTo(Command command)
    {
        command.Add(StyleOption);
        command.Add(MinimalCasesOption);
        command.Add(MaxExamplesOption);
        command.Validators.Add(result =>
        {
            if (Word(result, StyleOption) == ByProperty)
            {
                foreach (var option in DraftingOptionsGroup.OfModels.Where(option => IsGiven(result, option)))
                    result.AddError($"{option.Name} speaks of a model, and --style property asks none. Leave one of them out.");
                if (Number(result, MaxExamplesOption, Defaults.MaxExamples) < Number(result, MinimalCasesOption, Defaults.MinimalCases))
                    result.AddError("--max-examples is not less than --minimal-cases.");
            }
            else
            {
                foreach (var option in new Option[] { MinimalCasesOption, MaxExamplesOption }.Where(option => IsGiven(result, option)))
                    result.AddError($"{option.Name} speaks of properties. Add --style property, or leave it out.");
            }
        });
    }

    /// <summary>Null: properties are not asked for.</summary>
    public static PropertyOptions? Bind(ParseResult parsed) => parsed.GetValue(StyleOption) != ByProperty ? null : new PropertyOptions
    {
        MinimalCases = parsed.GetValue(MinimalCasesOption),
        MaxExamples = parsed.GetValue(MaxExamplesOption),
    };

    // Values are read as they stand: what is wrong with one of them is said elsewhere.
    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static string? Word(CommandResult result, Option option) => result.GetResult(option) is { Tokens: [.., var last] } ? last.Value : null;

    private static int Number(CommandResult result, Option option, int usual) => int.TryParse(Word(result, option), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;

    private static Option<int> Number(string name, string description, int usual) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = result => ParseNumber(result, name, usual),
    };

    private static int ParseNumber(ArgumentResult result, string name, int usual)
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostCases)
            return number;
        result.AddError($"{name} takes a whole number from 1 to {MostCases}, for example {usual.ToString(CultureInfo.InvariantCulture)}; '{text}' is not that.");
        return usual;
    }

    private static string? ParseStyle(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (text is not (ByExample or ByProperty))
            result.AddError($"--style is {ByExample} or {ByProperty}; '{text}' is neither.");
        return text;
    }
}
