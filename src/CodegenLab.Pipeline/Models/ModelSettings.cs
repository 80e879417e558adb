using System.Collections.Immutable;
using System.Globalization;

namespace CodegenLab.Pipeline.Models;

/// <summary>Which model to ask, and how. All values are checked.</summary>
public sealed record ModelSettings
{
    public required ModelProvider Provider { get; init; }

    /// <summary>Without the part that a call adds: <c>https://api.openai.com/v1</c>, <c>https://my-resource.openai.azure.com</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The model, for Azure OpenAI the deployment.</summary>
    public required string Name { get; init; }

    /// <summary>Asked again where the first one brings nothing; null: none.</summary>
    public string? StrongerName { get; init; }

    /// <summary>Variable that should hold the key; null when none is needed.</summary>
    public required string? KeyVariable { get; init; }

    /// <summary>Null when none is set or needed.</summary>
    public required ApiKey? Key { get; init; }

    public required Authentication Authentication { get; init; }

    /// <summary>Most tokens of one answer, thinking included.</summary>
    public required int MaxOutputTokens { get; init; }

    /// <summary>Longest wait for one answer, waiting for one's turn and between tries excluded.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Most calls begun within any minute, repeated ones included.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>Most calls at the same time.</summary>
    public required int ParallelCalls { get; init; }

    /// <summary>Where each value comes from, by the name it has in the file.</summary>
    public required ImmutableDictionary<string, SettingOrigin> Origins { get; init; }

    /// <summary>The provider as people say it.</summary>
    public string ProviderTitle => ProviderProfile.Of(Provider).Title;

    /// <summary>Every setting with its value and origin, as a person reads them; of a key only whether it is there.</summary>
    public ImmutableArray<SettingLine> Lines =>
    [
        Line(SettingNames.Provider, ProviderProfile.Of(Provider).Name),
        Line(SettingNames.Endpoint, Endpoint.ToString()),
        Line(SettingNames.Name, Name),
        .. StrongerName is null ? ImmutableArray<SettingLine>.Empty : [Line(SettingNames.StrongerName, StrongerName)],
        Line(SettingNames.Authentication, SettingChoices.Text(Authentication)),
        .. Authentication == Authentication.EntraId ? ImmutableArray<SettingLine>.Empty : [new SettingLine("key", KeyText(), KeyOrigin())],
        Line(SettingNames.MaxOutputTokens, Text(MaxOutputTokens)),
        Line(SettingNames.TimeoutSeconds, Text((int)Timeout.TotalSeconds)),
        Line(SettingNames.RequestsPerMinute, Text(RequestsPerMinute)),
        Line(SettingNames.ParallelCalls, Text(ParallelCalls)),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private SettingLine Line(string name, string value) => new(name, value, Origins[name].Place);

    private string KeyText() => (Key, KeyVariable) switch
    {
        ({ } key, _) => key.ToString(),
        (null, { } variable) => $"not set: {variable} is empty",
        _ => "none needed",
    };

    private string KeyOrigin() => Origins[SettingNames.KeyVariable].Place;
}

/// <summary>A setting as a person reads it.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Origin">The option, the variable, the file with its line, or why the default is what it is.</param>
public sealed record SettingLine(string Name, string Value, string Origin);
