namespace CodegenLab.Bench;

/// <summary>The tool and what it is told.</summary>
/// <param name="Path">dotnet-codegen-lab.dll.</param>
/// <param name="Budget">CPU seconds; null: the tool's default.</param>
/// <param name="Seed">null: the tool's default.</param>
internal sealed record ToolOptions(string Path, double? Budget, ulong? Seed);
