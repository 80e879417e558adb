namespace Azure.AI.OpenAI;

/// <summary>Whom tokens of Microsoft Entra ID are for: the scope they are asked with.</summary>
public readonly record struct AzureOpenAIAudience
{
    private readonly string _scope;

    /// <summary>An audience by its scope.</summary>
    public AzureOpenAIAudience(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _scope = value;
    }

    /// <summary>The public cloud.</summary>
    public static AzureOpenAIAudience AzurePublicCloud { get; } = new("https://cognitiveservices.azure.com/.default");

    /// <summary>The cloud of the US government.</summary>
    public static AzureOpenAIAudience AzureGovernment { get; } = new("https://cognitiveservices.azure.us/.default");

    /// <inheritdoc />
    public override string ToString() => _scope;
}
