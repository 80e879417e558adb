using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Commands;

/// <summary>What a command line of <c>test</c> or <c>mutate</c> asks for.</summary>
/// <param name="Formats">Of reports, by name; empty: none.</param>
/// <param name="Output">Folder of the reports.</param>
/// <param name="Limits">Of the mutation score.</param>
internal sealed record SuiteOptions(SuiteMeasurementRequest Request, IReadOnlyList<string> Formats, string Output, ScoreLimits Limits, bool Json, Verbosity Verbosity)
{
    /// <summary>To be part of the page of mutants; null: the page loads it.</summary>
    public byte[]? ElementsScript { get; init; }
}
