namespace CodegenLab.Bench;

/// <summary>The tool and what it is told.</summary>
/// <param name="Path">dotnet-codegen-lab.dll.</param>
/// <param name="Budget">CPU seconds; null: the tool's default.</param>
/// <param name="Seed">null: the tool's default.</param>
/// <param name="Stryker">An installed dotnet-stryker that judges the tests as well; null: none does.</param>
internal sealed record ToolOptions(string Path, double? Budget, ulong? Seed, string? Stryker);
