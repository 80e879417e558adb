using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Models;

/// <summary>
/// What models cost. The section <c>prices</c> of <c>codegen-lab.json</c> comes first; below it stand the list prices of well-known models.
/// </summary>
/// <remarks>
/// List prices of standard calls as last known: Anthropic's and OpenAI's GPT-5.4 and later of November 2026 (the pricing pages, as quoted elsewhere),
/// OpenAI's older models of 2025, not checked since. Prices change and contracts differ: what stands in the file overrides them. Models that charge by the length of the prompt below 200,000 tokens are left out.
/// </remarks>
/// <param name="own">From the file, by the name of the model (for Azure OpenAI of the deployment).</param>
public sealed partial class PriceTable(ImmutableDictionary<string, TokenPrice> own)
{
    private static readonly ImmutableDictionary<string, TokenPrice> Listed = new Dictionary<string, TokenPrice>
    {
        ["gpt-4o"] = new(2.50m, 1.25m, 10m),
        ["gpt-4o-mini"] = new(.15m, .075m, .60m),
        ["gpt-4.1"] = new(2m, .50m, 8m),
        ["gpt-4.1-mini"] = new(.40m, .10m, 1.60m),
        ["gpt-4.1-nano"] = new(.10m, .025m, .40m),
        ["o3"] = new(2m, .50m, 8m),
        ["o4-mini"] = new(1.10m, .275m, 4.40m),
        ["gpt-5"] = new(1.25m, .125m, 10m),
        ["gpt-5-mini"] = new(.25m, .025m, 2m),
        ["gpt-5-nano"] = new(.05m, .005m, .40m),
        ["gpt-5.4"] = new(2.50m, .25m, 15m),
        ["gpt-5.4-mini"] = new(.75m, .075m, 4.50m),
        ["gpt-5.4-nano"] = new(.20m, .02m, 1.25m),
        ["gpt-5.5"] = new(5m, .50m, 30m),
        ["claude-haiku-4-5"] = new(1m, .10m, 5m),
        ["claude-sonnet-4"] = new(3m, .30m, 15m),
        ["claude-sonnet-4-5"] = new(3m, .30m, 15m),
        ["claude-sonnet-4-6"] = new(3m, .30m, 15m),
        ["claude-sonnet-5"] = new(2m, .20m, 10m),
        ["claude-opus-4-5"] = new(5m, .50m, 25m),
        ["claude-opus-4-6"] = new(5m, .50m, 25m),
        ["claude-opus-4-7"] = new(5m, .50m, 25m),
        ["claude-opus-4-8"] = new(5m, .50m, 25m),
        ["claude-opus-5"] = new(5m, .50m, 25m),
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly ImmutableDictionary<string, TokenPrice> _own = own.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The list prices alone.</summary>
    public static PriceTable BuiltIn { get; } = new(ImmutableDictionary<string, TokenPrice>.Empty);

    /// <summary>By the whole name, or by the name without its date: gpt-4o-mini-2024-07-18, claude-sonnet-4-5-20250929.</summary>
    /// <returns>Null: the price is not known.</returns>
    public TokenPrice? Find(string model)
    {
        var undated = Date().Replace(model, "");
        return _own.GetValueOrDefault(model) ?? _own.GetValueOrDefault(undated) ?? Listed.GetValueOrDefault(undated);
    }

    [GeneratedRegex(@"-(?:20\d\d-\d\d-\d\d|20\d{6}|latest)$", RegexOptions.IgnoreCase)]
    private static partial Regex Date();
}
