namespace CodegenLab.Pipeline.Models;

/// <summary>How a call proves who makes it.</summary>
public enum Authentication
{
    /// <summary>By a key. A server on this machine may need none.</summary>
    Key,

    /// <summary>By a token of Microsoft Entra ID, for Azure OpenAI only.</summary>
    EntraId,
}
