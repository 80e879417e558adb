using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Models;

/// <summary>
/// Marks for Anthropic what it may keep in its cache: the system message, and the beginning that all questions on one subject have in common. Others keep
/// long beginnings unasked. Anthropic ignores the mark on beginnings that are too short for it (about 1,000 to 4,000 tokens, by model).
/// </summary>
internal sealed class MarkedPrefixClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <summary>Of a message: how many characters it begins with in common with others.</summary>
    public const string Shared = "sharedCharacters";

    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(messages.Select(Marked).ToList(), options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(messages.Select(Marked).ToList(), options, cancellationToken);

    private static ChatMessage Marked(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
            return new ChatMessage(ChatRole.System, [new TextContent(message.Text).WithCacheControl(ttl: null)]);
        return message.AdditionalProperties?.GetValueOrDefault(Shared) is int shared and > 0
            ? new ChatMessage(message.Role, [new TextContent(message.Text[..shared]).WithCacheControl(ttl: null), new TextContent(message.Text[shared..])])
            : message;
    }
}
