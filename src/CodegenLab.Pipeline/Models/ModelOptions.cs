namespace CodegenLab.Pipeline.Models;

/// <summary>What the command line says about the model; null: nothing.</summary>
/// <param name="Name">Model, for Azure OpenAI the deployment.</param>
/// <param name="StrongerName">The one that is asked where the first brings nothing.</param>
public sealed record ModelOptions(string? Provider = null, string? Endpoint = null, string? Name = null, string? StrongerName = null);
