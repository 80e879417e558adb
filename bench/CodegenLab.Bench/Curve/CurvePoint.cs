namespace CodegenLab.Bench.Curve;

/// <summary>What one run with one budget came to, by the tool's own report on the tests that passed.</summary>
/// <param name="Budget">CPU seconds for the search.</param>
/// <param name="CpuSeconds">Of the whole run: loading, building, searching and proving.</param>
/// <param name="PeakTool">Bytes of the tool's own process at its largest.</param>
/// <param name="PeakWorker">Bytes of the largest worker.</param>
/// <param name="Branches">Branch outcomes that the tests cover, 0–1.</param>
/// <param name="Killed">Mutants killed, of those that a test reaches, 0–1.</param>
internal sealed record CurvePoint(double Budget, double CpuSeconds, long PeakTool, long PeakWorker, int Tests, double Branches, double Killed);
