using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Models;

/// <summary>
/// Marks the end of the system message as the end of what Anthropic may keep in its cache. Others keep long beginnings unasked. Anthropic ignores the mark
/// on beginnings that are too short for it (about 1,000 to 4,000 tokens, by model).
/// </summary>
internal sealed class MarkedPrefixClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(Marked(messages), options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(Marked(messages), options, cancellationToken);

    private static IEnumerable<ChatMessage> Marked(IEnumerable<ChatMessage> messages) =>
        messages.Select(message => message.Role == ChatRole.System ? new ChatMessage(ChatRole.System, [new TextContent(message.Text).WithCacheControl(ttl: null)]) : message).ToList();
}
