using System.ClientModel.Primitives;
using Azure.Core;

namespace Azure.AI.OpenAI;

/// <summary>Sends a token, and asks for a new one shortly before it expires.</summary>
internal sealed class EntraTokenPolicy(TokenCredential credential, string scope) : PipelinePolicy
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private AccessToken? _token;

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        _token = IsFresh(_token) ? _token : credential.GetToken(new TokenRequestContext([scope]), message.CancellationToken);
        Send(message, _token!.Value);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        var token = IsFresh(_token) ? _token!.Value : await credential.GetTokenAsync(new TokenRequestContext([scope]), message.CancellationToken).ConfigureAwait(false);
        _token = token;
        Send(message, token);
        await ProcessNextAsync(message, pipeline, currentIndex).ConfigureAwait(false);
    }

    private static bool IsFresh(AccessToken? token) => token is { } known && known.ExpiresOn - Early > DateTimeOffset.UtcNow;

    private static void Send(PipelineMessage message, AccessToken token) => message.Request.Headers.Set("Authorization", $"Bearer {token.Token}");
}
