using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Replies;

/// <summary>What questions would cost, before any of them is asked.</summary>
/// <param name="Asked">Questions that a model would be asked.</param>
/// <param name="Remembered">Questions that the cache, a recording or an equal question before them answers, for nothing; in none of the other figures.</param>
/// <param name="InputTokens">Counted with o200k_base; other models' counts differ by some percent, Anthropic's are some 20 % higher.</param>
/// <param name="LeastOutputTokens">When answers are half as long as expected.</param>
/// <param name="MostOutputTokens">When they are twice as long.</param>
/// <param name="LeastCost">US dollars; null: the price is not known.</param>
/// <param name="MostCost">US dollars; null: the price is not known.</param>
public sealed record CostEstimate(int Asked, int Remembered, long InputTokens, long LeastOutputTokens, long MostOutputTokens, decimal? LeastCost, decimal? MostCost)
{
    /// <summary>Tokens of an answer with one fixture of about ten tests.</summary>
    public const int UsualOutputTokens = 1500;

    /// <param name="price">Null: not known.</param>
    /// <param name="outputTokens">Expected, for each answer.</param>
    public static CostEstimate Of(IEnumerable<Prompt> prompts, TokenPrice? price, int outputTokens = UsualOutputTokens)
    {
        // The instructions are the same for all, and counting takes time.
        var instructions = new Dictionary<string, int>(StringComparer.Ordinal);
        var asked = 0;
        long input = 0;
        foreach (var prompt in prompts)
        {
            asked++;
            if (!instructions.TryGetValue(prompt.System, out var count))
                instructions.Add(prompt.System, count = new Prompt(prompt.System, "").Tokens);
            input += count + new Prompt("", prompt.User).Tokens;
        }

        var expected = (long)asked * outputTokens;
        var (least, most) = (expected / 2, expected * 2);
        return new CostEstimate(asked, 0, input, least, most, price?.Of(new TokenUse(input, least)), price?.Of(new TokenUse(input, most)));
    }
}
