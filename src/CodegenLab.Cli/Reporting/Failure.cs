using System.Collections.Immutable;

namespace CodegenLab.Cli.Reporting;

/// <summary>Why there is no report.</summary>
/// <param name="ExitCode">What the process returns for it.</param>
/// <param name="Messages">What is wrong, at least one.</param>
/// <param name="Advice">What to do; empty: nothing.</param>
/// <param name="StackTrace">Only for what the tool is to blame for, or when asked for.</param>
public sealed record Failure(ExitCode ExitCode, ImmutableArray<string> Messages, ImmutableArray<string> Advice, string? StackTrace = null);
