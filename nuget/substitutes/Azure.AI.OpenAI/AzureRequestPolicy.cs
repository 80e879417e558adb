using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;

namespace Azure.AI.OpenAI;

/// <summary>Turns a request of the OpenAI package into one of an Azure deployment: the version in the query, <c>max_tokens</c> in the body.</summary>
internal sealed class AzureRequestPolicy(string version, string? applicationId) : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Rewrite(message.Request);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Rewrite(message.Request);
        await ProcessNextAsync(message, pipeline, currentIndex).ConfigureAwait(false);
    }

    private void Rewrite(PipelineRequest request)
    {
        var uri = request.Uri ?? throw new InvalidOperationException("A request without an address");
        if (!uri.AbsolutePath.Contains("/openai/deployments/", StringComparison.Ordinal))
            throw new NotSupportedException($"`{uri.AbsolutePath}` is not supported by the substitute of Azure.AI.OpenAI: it has the chat client only");

        request.Uri = new UriBuilder(uri) { Query = $"{uri.Query.TrimStart('?')}{(uri.Query.Length > 1 ? "&" : "")}api-version={version}" }.Uri;
        if (applicationId is not null)
            request.Headers.Set("User-Agent", $"{applicationId} azsdk-net-AI.OpenAI/substitute");

        if (request.Content is { } content)
            request.Content = WithMaxTokens(content);
    }

    private static BinaryContent WithMaxTokens(BinaryContent content)
    {
        using var body = new MemoryStream();
        content.WriteTo(body);
        body.Position = 0;
        if (JsonNode.Parse(body) is JsonObject json && json.TryGetPropertyValue("max_completion_tokens", out var limit))
        {
            json.Remove("max_completion_tokens");
            json["max_tokens"] = limit;
            return BinaryContent.Create(BinaryData.FromString(json.ToJsonString()));
        }

        return BinaryContent.Create(BinaryData.FromBytes(body.ToArray()));
    }
}
