using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OpenAI;

namespace CodegenLab.Pipeline.Models;

/// <summary>Makes the client of a model, the same whoever the provider is.</summary>
/// <param name="wire">Makes what sends requests; disposed with the client.</param>
/// <param name="clock">For limits, waits and timeouts.</param>
/// <param name="entra">Gives the token of Entra ID; asked when there is one to ask for.</param>
public sealed class ModelConnection(Func<HttpMessageHandler> wire, TimeProvider clock, Func<TokenCredential> entra)
{
    /// <summary>As programs use it: the network, the system's clock, whoever is signed in.</summary>
    public ModelConnection()
        : this(Wire, TimeProvider.System, () => new DefaultAzureCredential())
    {
    }

    /// <returns>A client whose failures are <see cref="ModelException"/>; to be disposed.</returns>
    /// <exception cref="ModelException">There is no key.</exception>
    public IChatClient Connect(ModelSettings settings)
    {
        var failed = new FailedAnswer(settings, clock);
        if (settings is { Key: null, Authentication: Authentication.Key } && (settings.KeyVariable is not null || settings.Provider != ModelProvider.OpenAICompatible))
            throw failed.NoKey();

        // Timeouts are the handler's: per try, and none while a call waits for its turn.
        var http = new HttpClient(new ProviderHandler(settings, wire(), clock)) { Timeout = Timeout.InfiniteTimeSpan };
        var client = settings.Provider switch
        {
            ModelProvider.AzureOpenAI => Azure(settings, http),
            ModelProvider.Anthropic => Anthropic(settings, http),
            _ => OpenAI(settings, http),
        };
        return new GuardedChatClient(client, settings, failed, http);
    }

    /// <summary>Redirects are not followed: a key would go along.</summary>
    private static SocketsHttpHandler Wire() => new() { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(15) };

    private static IChatClient OpenAI(ModelSettings settings, HttpClient http)
    {
        // The library insists on a key; a server that needs none ignores it.
        var key = new ApiKeyCredential(settings.Key?.Reveal() ?? "none");
        return new OpenAIClient(key, Once(new OpenAIClientOptions { Endpoint = settings.Endpoint }, http)).GetChatClient(settings.Name).AsIChatClient();
    }

    private IChatClient Azure(ModelSettings settings, HttpClient http)
    {
        var options = Once(new AzureOpenAIClientOptions(), http);
        var client = settings.Key is { } key
            ? new AzureOpenAIClient(settings.Endpoint, new ApiKeyCredential(key.Reveal()), options)
            : new AzureOpenAIClient(settings.Endpoint, entra(), options);
        return client.GetChatClient(settings.Name).AsIChatClient();
    }

    private static IChatClient Anthropic(ModelSettings settings, HttpClient http) =>
        new MarkedPrefixClient(new AnthropicClient(new global::Anthropic.Core.ClientOptions
        {
            HttpClient = http,
            BaseUrl = settings.Endpoint.ToString().TrimEnd('/'),
            ApiKey = settings.Key!.Reveal(),
            // Otherwise taken from the environment, past the settings.
            AuthToken = null,
            MaxRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
        }).AsIChatClient(settings.Name, settings.MaxOutputTokens));

    private static T Once<T>(T options, HttpClient http)
        where T : ClientPipelineOptions
    {
        options.Transport = new HttpClientPipelineTransport(http);
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        return options;
    }
}
