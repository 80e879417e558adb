using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Commands;

/// <summary>What a command line of <c>test</c> or <c>mutate</c> asks for.</summary>
/// <param name="Formats">Of reports, by name; empty: none.</param>
/// <param name="Output">Folder of the reports.</param>
/// <param name="BreakAt">Least mutation score, in percent; 0: any will do.</param>
internal sealed record SuiteOptions(SuiteMeasurementRequest Request, IReadOnlyList<string> Formats, string Output, double BreakAt, bool Json, Verbosity Verbosity);
