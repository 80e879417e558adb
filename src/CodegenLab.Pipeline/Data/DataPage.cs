using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Data;

/// <summary>Values as they are shown.</summary>
/// <param name="Text">In the format that was asked for, the last line ended.</param>
/// <param name="Rows">How many values or objects it holds.</param>
/// <param name="Notes">What it does not hold, and why; for people.</param>
public sealed record DataPage(string Text, int Rows, ImmutableArray<string> Notes);
