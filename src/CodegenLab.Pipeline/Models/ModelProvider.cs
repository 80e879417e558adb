namespace CodegenLab.Pipeline.Models;

/// <summary>Who answers, and in which protocol.</summary>
public enum ModelProvider
{
    /// <summary>A deployment of an Azure OpenAI resource, by key or by Microsoft Entra ID.</summary>
    AzureOpenAI,

    /// <summary>OpenAI itself.</summary>
    OpenAI,

    /// <summary>Anthropic itself.</summary>
    Anthropic,

    /// <summary>Any server that speaks OpenAI's chat completions: Ollama, vLLM, LM Studio, a gateway.</summary>
    OpenAICompatible,
}
