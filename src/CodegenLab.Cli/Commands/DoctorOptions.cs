using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Commands;

/// <summary>The command line of <c>doctor</c>, bound once.</summary>
/// <param name="Request">What to look at.</param>
/// <param name="Json">The findings are one JSON document instead of text.</param>
public sealed record DoctorOptions(DoctorRequest Request, bool Json);
