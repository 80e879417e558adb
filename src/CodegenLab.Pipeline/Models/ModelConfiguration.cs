using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Models;

/// <summary>What the settings come to.</summary>
/// <param name="Settings">Null: no model, the engine works alone.</param>
/// <param name="NoModel">Why there is none, and what would change it; null when there is one.</param>
/// <param name="File">The <c>codegen-lab.json</c> that was read; null: there is none.</param>
public sealed record ModelConfiguration(ModelSettings? Settings, string? NoModel, string? File)
{
    /// <summary>What models cost, with the prices of the file.</summary>
    public PriceTable Prices { get; init; } = PriceTable.BuiltIn;

    /// <summary>What is worth knowing of them, such as variables that somebody may take for settings.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>What tests are asked to reach.</summary>
    public TestRequirements Requirements { get; init; } = new();
}
