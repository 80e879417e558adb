using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Core;
using OpenAI;
using OpenAI.Chat;

namespace Azure.AI.OpenAI;

/// <summary>The clients of an Azure OpenAI resource. This substitute has the chat client only.</summary>
public class AzureOpenAIClient : OpenAIClient
{
    private readonly Uri _endpoint;

    /// <summary>Authenticates by an API key.</summary>
    /// <param name="endpoint">Of the resource, without deployment: <c>https://my-resource.openai.azure.com</c>.</param>
    /// <param name="credential">Sent in the header <c>api-key</c>.</param>
    /// <param name="options">Null for the defaults.</param>
    public AzureOpenAIClient(Uri endpoint, ApiKeyCredential credential, AzureOpenAIClientOptions? options = null)
        : this(ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(credential, "api-key"), endpoint, options ?? new AzureOpenAIClientOptions())
    {
    }

    /// <summary>Authenticates by an API key.</summary>
    /// <inheritdoc cref="AzureOpenAIClient(Uri, ApiKeyCredential, AzureOpenAIClientOptions)" />
    public AzureOpenAIClient(Uri endpoint, AzureKeyCredential credential, AzureOpenAIClientOptions? options = null)
        : this(endpoint, new ApiKeyCredential(NotNull(credential).Key), options)
    {
    }

    /// <summary>Authenticates by a token of Microsoft Entra ID.</summary>
    /// <param name="endpoint">Of the resource, without deployment: <c>https://my-resource.openai.azure.com</c>.</param>
    /// <param name="credential">Asked for a token of the audience of the options.</param>
    /// <param name="options">Null for the defaults.</param>
    public AzureOpenAIClient(Uri endpoint, TokenCredential credential, AzureOpenAIClientOptions? options = null)
        : this(new EntraTokenPolicy(NotNull(credential), (options?.Audience ?? AzureOpenAIAudience.AzurePublicCloud).ToString()), endpoint, options ?? new AzureOpenAIClientOptions())
    {
    }

    private AzureOpenAIClient(PipelinePolicy authentication, Uri endpoint, AzureOpenAIClientOptions options)
        : base(
            ClientPipeline.Create(options, [authentication, new AzureRequestPolicy(options.Version, options.UserAgentApplicationId)], [], []),
            new OpenAIClientOptions { Endpoint = NotNull(endpoint) }) => _endpoint = endpoint;

    /// <summary>The chat client of a deployment.</summary>
    public override ChatClient GetChatClient(string deploymentName)
    {
        ArgumentException.ThrowIfNullOrEmpty(deploymentName);
        return new DeploymentChatClient(Pipeline, deploymentName, new Uri($"{_endpoint.AbsoluteUri.TrimEnd('/')}/openai/deployments/{Uri.EscapeDataString(deploymentName)}"));
    }

    private static T NotNull<T>(T argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        return argument;
    }

    private sealed class DeploymentChatClient(ClientPipeline pipeline, string deploymentName, Uri endpoint)
        : ChatClient(pipeline, deploymentName, new OpenAIClientOptions { Endpoint = endpoint });
}
