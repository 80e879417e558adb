namespace CodegenLab.Pipeline.Models;

/// <summary>What a model costs, in US dollars per million tokens.</summary>
/// <param name="Input">Of the prompt.</param>
/// <param name="CachedInput">Of what the provider had in its cache.</param>
/// <param name="Output">Of the answer, thinking included.</param>
public sealed record TokenPrice(decimal Input, decimal CachedInput, decimal Output)
{
    private const decimal Million = 1_000_000;

    /// <summary>Of the price of input: what Anthropic takes more for what it writes to its cache for five minutes.</summary>
    private const decimal OnTopOfCacheWrites = .25m;

    /// <summary>US dollars. What the provider does not say counts as nothing.</summary>
    public decimal Of(TokenUse tokens)
    {
        var input = tokens.Input ?? 0;
        var cached = Math.Min(tokens.CachedInput ?? 0, input);
        return (((input - cached) * Input) + (cached * CachedInput) + (tokens.WrittenToCache * Input * OnTopOfCacheWrites) + ((tokens.Output ?? 0) * Output)) / Million;
    }
}
