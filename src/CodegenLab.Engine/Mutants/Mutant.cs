using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Engine.Mutants;

/// <summary>One edit of the subject.</summary>
/// <param name="Mutator">Name of the mutator, as in reports: «Equality», «Statement removal».</param>
/// <param name="Member">Documentation id of the member that holds it.</param>
/// <param name="Original">Source text replaced.</param>
/// <param name="Replacement">Source text put in its place; empty for a removal.</param>
public sealed record Mutant(int Id, string Mutator, string Member, string File, LinePositionSpan Span, string Original, string Replacement);

/// <summary>An edit that is not made, because the source says so.</summary>
/// <param name="Mutant">Without a number: -1.</param>
/// <param name="Reason">As the comment gives it.</param>
public sealed record IgnoredMutant(Mutant Mutant, string Reason);
