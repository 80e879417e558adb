using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Models;

/// <summary>Tokens of one call as the provider counts them; null: it does not say.</summary>
/// <param name="Input">Of the prompt, those from the provider's cache included.</param>
/// <param name="Output">Of the answer, thinking included.</param>
/// <param name="CachedInput">Of the prompt those that the provider had in its cache, and charges less for.</param>
public sealed record TokenUse(long? Input, long? Output, long? CachedInput = null)
{
    /// <summary>How Anthropic's library calls them.</summary>
    private const string CacheWrites = "CacheCreationInputTokens";

    /// <summary>Of the prompt those that the provider put into its cache, and charges a quarter on top for; 0 where it charges nothing.</summary>
    public long WrittenToCache { get; init; }

    /// <returns>Null: the provider does not say.</returns>
    internal static TokenUse? Of(UsageDetails? usage) => usage is null ? null : new TokenUse(usage.InputTokenCount, usage.OutputTokenCount, usage.CachedInputTokenCount)
    {
        WrittenToCache = usage.AdditionalCounts?.GetValueOrDefault(CacheWrites) ?? 0,
    };
}
