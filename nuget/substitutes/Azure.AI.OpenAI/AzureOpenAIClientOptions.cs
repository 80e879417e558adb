using System.ClientModel.Primitives;

namespace Azure.AI.OpenAI;

/// <summary>How to speak to an Azure OpenAI resource.</summary>
public class AzureOpenAIClientOptions : ClientPipelineOptions
{
    /// <summary>Options for a version of the service.</summary>
    /// <exception cref="NotSupportedException">The version is not known.</exception>
    public AzureOpenAIClientOptions(ServiceVersion version = ServiceVersion.V2025_04_01_Preview) => Version = version switch
    {
        ServiceVersion.V2024_06_01 => "2024-06-01",
        ServiceVersion.V2024_10_21 => "2024-10-21",
        ServiceVersion.V2025_04_01_Preview => "2025-04-01-preview",
        _ => throw new NotSupportedException(),
    };

    /// <summary>Versions of the service: the stable ones and the one the package takes by default.</summary>
    public enum ServiceVersion
    {
        /// <summary>2024-06-01.</summary>
        V2024_06_01,

        /// <summary>2024-10-21.</summary>
        V2024_10_21,

        /// <summary>2025-04-01-preview.</summary>
        V2025_04_01_Preview,
    }

    /// <summary>Whom tokens are for; null is the public cloud.</summary>
    public AzureOpenAIAudience? Audience
    {
        get;
        set
        {
            AssertNotFrozen();
            field = value;
        }
    }

    /// <summary>Stands in the header <c>User-Agent</c>; null for none.</summary>
    public string? UserAgentApplicationId
    {
        get;
        set
        {
            AssertNotFrozen();
            field = value;
        }
    }

    internal string Version { get; }
}
