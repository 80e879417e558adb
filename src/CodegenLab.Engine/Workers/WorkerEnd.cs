using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Workers;

/// <summary>How one worker process ended: with an outcome or with a crash, one of the two is null.</summary>
/// <param name="Outcome">The last report, an outcome or <see cref="Failed"/>.</param>
internal sealed record WorkerEnd(Report? Outcome, WorkerCrash? Crash, long PeakMemory, TimeSpan Cpu);
