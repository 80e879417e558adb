namespace CodegenLab.Pipeline.Models;

/// <summary>Tokens of one call as the provider counts them; null: it does not say.</summary>
/// <param name="Input">Of the prompt.</param>
/// <param name="Output">Of the answer, thinking included.</param>
public sealed record TokenUse(long? Input, long? Output);
