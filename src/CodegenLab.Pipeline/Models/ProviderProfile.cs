using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Models;

/// <summary>What is peculiar to a provider.</summary>
/// <param name="Name">As in the file, the environment and the command line.</param>
/// <param name="Title">As people say it.</param>
/// <param name="KeyVariable">Where its own tools look for the key; null: they need none.</param>
/// <param name="EndpointVariables">Where its own tools look for the endpoint, the first one set counts.</param>
/// <param name="Endpoint">When nothing names another; null: there is no usual one.</param>
/// <param name="Hosts">Its own: the host, or a suffix that starts with a dot. A key for it may go there.</param>
/// <param name="CallPath">What its library appends to the endpoint for a call.</param>
internal sealed record ProviderProfile(
    ModelProvider Provider,
    string Name,
    string Title,
    string? KeyVariable,
    ImmutableArray<string> EndpointVariables,
    string? Endpoint,
    ImmutableArray<string> Hosts,
    string CallPath)
{
    public const string OllamaVariable = "OLLAMA_HOST";
    public const string OpenAIEndpointVariable = "OPENAI_BASE_URL";

    public static ImmutableArray<ProviderProfile> All { get; } =
    [
        new(ModelProvider.AzureOpenAI, "azure-openai", "Azure OpenAI", "AZURE_OPENAI_API_KEY", ["AZURE_OPENAI_ENDPOINT"], null,
            [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com", ".openai.azure.us", ".cognitiveservices.azure.us"], "/openai/deployments"),
        new(ModelProvider.OpenAI, "openai", "OpenAI", "OPENAI_API_KEY", [OpenAIEndpointVariable], "https://api.openai.com/v1", ["api.openai.com"], "/chat/completions"),
        new(ModelProvider.Anthropic, "anthropic", "Anthropic", "ANTHROPIC_API_KEY", ["ANTHROPIC_BASE_URL"], "https://api.anthropic.com", ["api.anthropic.com"], "/v1/messages"),
        new(ModelProvider.OpenAICompatible, "openai-compatible", "an OpenAI-compatible server", null, [OpenAIEndpointVariable, OllamaVariable], null, [], "/chat/completions"),
    ];

    public static string Names { get; } = string.Join(", ", All.Select(profile => profile.Name));

    public static ProviderProfile Of(ModelProvider provider) => All.First(profile => profile.Provider == provider);

    /// <summary>Whose endpoint this is; a stranger's is taken to speak OpenAI's protocol.</summary>
    public static ProviderProfile Of(Uri endpoint) => All.FirstOrDefault(profile => profile.Owns(endpoint)) ?? Of(ModelProvider.OpenAICompatible);

    public bool Owns(Uri endpoint) => Hosts.Any(host => host.StartsWith('.')
        ? endpoint.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)
        : endpoint.Host.Equals(host, StringComparison.OrdinalIgnoreCase));
}
