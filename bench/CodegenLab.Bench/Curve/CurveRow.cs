namespace CodegenLab.Bench.Curve;

/// <summary>One subject and a point for each budget.</summary>
/// <param name="CodeLines">Lines of the project that are neither empty nor a comment alone; null: not known, it failed before.</param>
/// <param name="Failure">Why there are no points, or not all; null: all there.</param>
internal sealed record CurveRow(string Subject, int? CodeLines, IReadOnlyList<CurvePoint> Points, string? Failure = null);
