namespace CodegenLab.Pipeline.Models;

/// <summary>What the command line says about the model; null: nothing.</summary>
/// <param name="Name">Model, for Azure OpenAI the deployment.</param>
public sealed record ModelOptions(string? Provider = null, string? Endpoint = null, string? Name = null);
