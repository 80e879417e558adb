using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Models;

/// <summary>A setting: its names, what it may be, what it is when nobody says.</summary>
/// <param name="Name">In the section <c>model</c> of the file.</param>
/// <param name="Variable">In the environment.</param>
/// <param name="Option">On the command line; null: not there.</param>
/// <param name="Description">As in the schema.</param>
/// <param name="Choices">Words it may be; empty: any text, or a number.</param>
/// <param name="Range">Numbers it may be; null: it is a text.</param>
internal sealed record SettingDefinition(string Name, string Variable, string? Option, string Description, ImmutableArray<string> Choices, NumberRange? Range)
{
    /// <summary>The key itself, the one secret; never in the file.</summary>
    public const string KeyItself = "CODEGEN_LAB_API_KEY";

    /// <summary>Holds the name of the variable that holds the key.</summary>
    public const string NameOfKey = "CODEGEN_LAB_KEY_VARIABLE";

    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        Word(SettingNames.Provider, "CODEGEN_LAB_PROVIDER", "--provider", "Who answers.", [.. ProviderProfile.All.Select(profile => profile.Name)]),
        Word(SettingNames.Endpoint, "CODEGEN_LAB_ENDPOINT", "--endpoint", "Address of the server, without the part that a call adds: https://my-resource.openai.azure.com, http://127.0.0.1:11434/v1.", []),
        Word(SettingNames.Name, "CODEGEN_LAB_MODEL", "--model", "The model; for azure-openai the deployment.", []),
        Word(SettingNames.StrongerName, "CODEGEN_LAB_STRONGER_MODEL", "--stronger-model", "A second model of the same provider, better and dearer: asked again where the first one brings nothing. For azure-openai its deployment.", []),
        Word(SettingNames.KeyVariable, NameOfKey, null, "Name of the environment variable that holds the key. The key itself never stands in this file.", []),
        Word(SettingNames.Authentication, "CODEGEN_LAB_AUTHENTICATION", null, "How a call proves who makes it; entra-id is for azure-openai.", [SettingChoices.Key, SettingChoices.EntraId]),
        Number(SettingNames.MaxOutputTokens, "CODEGEN_LAB_MAX_OUTPUT_TOKENS", "Most tokens of one answer, thinking included.", new NumberRange(16, 1_000_000, 8192)),
        Number(SettingNames.TimeoutSeconds, "CODEGEN_LAB_TIMEOUT_SECONDS", "Longest wait for one answer.", new NumberRange(1, 3600, 120)),
        Number(SettingNames.RequestsPerMinute, "CODEGEN_LAB_REQUESTS_PER_MINUTE", "Most calls begun within any minute.", new NumberRange(1, 100_000, 60)),
        Number(SettingNames.ParallelCalls, "CODEGEN_LAB_PARALLEL_CALLS", "Most calls at the same time.", new NumberRange(1, 64, 4)),
    ];

    private static SettingDefinition Word(string name, string variable, string? option, string description, ImmutableArray<string> choices) =>
        new(name, variable, option, description, choices, null);

    private static SettingDefinition Number(string name, string variable, string description, NumberRange range) =>
        new(name, variable, null, description, [], range);
}

/// <summary>Whole numbers a setting may be, both ends included, and the one it is when nobody says.</summary>
internal readonly record struct NumberRange(int Least, int Most, int Default);
