using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Commands;

/// <summary>The command line of <c>generate-tests</c>, bound once.</summary>
/// <param name="Request">What to do.</param>
/// <param name="Json">The report is one JSON document instead of text.</param>
/// <param name="Verbosity">How much to say about it.</param>
public sealed record GenerateTestsOptions(GenerationRequest Request, bool Json, Verbosity Verbosity);
