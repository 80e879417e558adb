using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Tests.Replies;

/// <summary>A model that says what a test wants, and remembers what it was asked.</summary>
/// <param name="answer">From the text of the user's message.</param>
internal sealed class ScriptedClient(Func<string, CancellationToken, Task<ChatResponse>> answer) : IChatClient
{
    private readonly ConcurrentQueue<ChatMessage[]> _asked = new();

    public ScriptedClient(Func<string, ChatResponse> answer)
        : this((user, _) => Task.FromResult(answer(user)))
    {
    }

    public IReadOnlyList<ChatMessage[]> Asked => [.. _asked];

    public static ChatResponse Says(string text, long? input = 1000, long? output = 500, long? cached = null) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        Usage = input is null ? null : new UsageDetails { InputTokenCount = input, OutputTokenCount = output, CachedInputTokenCount = cached },
    };

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] all = [.. messages];
        _asked.Enqueue(all);
        return answer(all[^1].Text, cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
