using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Models;

/// <summary>What one tiny call brought.</summary>
/// <param name="Model">As the provider names it; null: it does not say.</param>
/// <param name="Tokens">Null: the provider does not say.</param>
public sealed record ModelAnswer(string? Model, TokenUse? Tokens, TimeSpan Elapsed);

/// <summary>Makes one tiny call, to see whether key, endpoint and model fit together.</summary>
public sealed class ModelCheck(ModelConnection connection, TimeProvider clock)
{
    private const string Question = "Answer with the word OK and nothing else.";

    /// <exception cref="ModelException">They do not.</exception>
    public async Task<ModelAnswer> CallAsync(ModelSettings settings, CancellationToken cancellationToken)
    {
        using var client = connection.Connect(settings);
        var start = clock.GetTimestamp();
        var response = await client.GetResponseAsync(Question, cancellationToken: cancellationToken);
        return new ModelAnswer(
            response.ModelId,
            TokenUse.Of(response.Usage),
            clock.GetElapsedTime(start));
    }
}
