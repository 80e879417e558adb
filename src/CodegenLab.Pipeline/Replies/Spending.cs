namespace CodegenLab.Pipeline.Replies;

/// <summary>What a run may spend on models; null: as much as it likes.</summary>
/// <param name="MaxCost">US dollars.</param>
/// <param name="MaxTokens">Of prompts and answers together.</param>
/// <param name="MaxCostPerAccepted">US dollars for one more accepted test; see <see cref="ReplyDesk.Accepted"/>.</param>
public sealed record SpendingLimits(decimal? MaxCost = null, long? MaxTokens = null, decimal? MaxCostPerAccepted = null);

/// <summary>What was spent so far. Answers of the cache and of recordings cost nothing and are not in the tokens.</summary>
/// <param name="Calls">Calls of the model, failed ones included.</param>
/// <param name="FromCache">Answers of the cache and of recordings.</param>
/// <param name="InputTokens">Those in <paramref name="CachedInputTokens"/> included.</param>
/// <param name="CachedInputTokens">What the provider had in its own cache.</param>
/// <param name="Cost">US dollars; null: the price of the model is not known.</param>
/// <param name="Limit">In words for people which limit ended the asking; null: none did.</param>
public sealed record Spending(int Calls, int FromCache, long InputTokens, long CachedInputTokens, long OutputTokens, decimal? Cost, string? Limit)
{
    /// <summary>US dollars that all answers together would have cost had the model given each of them now. Null: a price is not known.</summary>
    public decimal? ListPrice { get; init; }
}
