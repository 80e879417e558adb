using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Anthropic.Exceptions;
using Azure.Identity;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Models;

/// <summary>A provider's client of which every failure is a <see cref="ModelException"/>, and every answer is whole and has text.</summary>
internal sealed class GuardedChatClient(IChatClient inner, ModelSettings settings, FailedAnswer failed, IDisposable connection) : DelegatingChatClient(inner)
{
    private static readonly ChatFinishReason Refusal = new("refusal");

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var limited = options?.Clone() ?? new ChatOptions();
        limited.MaxOutputTokens ??= settings.MaxOutputTokens;

        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(messages, limited, cancellationToken);
        }
        catch (Exception wrapped) when (wrapped is not ModelException && Within(wrapped) is { } known)
        {
            throw known;
        }
        catch (CredentialUnavailableException)
        {
            throw FailedAnswer.NotSignedIn();
        }
        catch (AuthenticationFailedException refused)
        {
            throw failed.NoToken(refused.Message);
        }
        catch (Exception stumble) when (IsOverTheAnswer(stumble))
        {
            throw failed.Malformed($"the library of the provider cannot read it ({stumble.GetType().Name})");
        }

        return Usable(response);
    }

    /// <summary>Arrives whole: the beginning of a draft is of no use to anybody.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            connection.Dispose();
    }

    private ChatResponse Usable(ChatResponse response)
    {
        var tokens = TokenUse.Of(response.Usage);
        var refusal = response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault();
        if (refusal is not null || response.FinishReason == ChatFinishReason.ContentFilter || response.FinishReason == Refusal)
            throw failed.Refused(refusal?.Message ?? response.Text, tokens);
        if (response.FinishReason == ChatFinishReason.Length)
            throw failed.CutOff(tokens);
        if (string.IsNullOrWhiteSpace(response.Text))
            throw failed.Empty(tokens);
        return response;
    }

    /// <summary>Libraries put what their transport throws into exceptions of their own.</summary>
    private static ModelException? Within(Exception exception) => exception switch
    {
        ModelException known => known,
        AggregateException several => several.InnerExceptions.Select(Within).FirstOrDefault(known => known is not null),
        { InnerException: { } inner } => Within(inner),
        _ => null,
    };

    /// <summary>What the libraries throw over an answer that is JSON and still not what they expect. Everything that fails on the way to it is explained by the handler.</summary>
    private static bool IsOverTheAnswer(Exception exception) =>
        exception is JsonException or ClientResultException or AnthropicException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException;
}
