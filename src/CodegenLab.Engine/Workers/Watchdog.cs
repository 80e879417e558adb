using System.ComponentModel;
using System.Diagnostics;
using CodegenLab.Worker.Hosting;

namespace CodegenLab.Engine.Workers;

/// <summary>
/// Watches a worker from outside. Progress is an execution noted in the journal or a report. CPU time decides rather than the clock, so that a loaded
/// machine does not make a test slow; the clock is for tests that wait.
/// </summary>
/// <param name="onLong">Told of a test that runs for long without a mutant, again and again while it does: the member it calls (-1: not known), and for how long.</param>
internal sealed class Watchdog(Process process, Journal journal, WorkerSettings settings, Action<int, TimeSpan>? onLong = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private int _reports;
    private long _stopRequestedAt;

    /// <summary>Bytes.</summary>
    public long PeakMemory { get; private set; }

    public TimeSpan Cpu { get; private set; }

    /// <summary>The worker was killed for taking too long.</summary>
    public bool HasKilled { get; private set; }

    /// <summary>A report has come in.</summary>
    public void Progressed() => Interlocked.Increment(ref _reports);

    /// <summary>Asks the worker to stop; it is killed if it does not in time.</summary>
    public void RequestStop()
    {
        Volatile.Write(ref _stopRequestedAt, Stopwatch.GetTimestamp());
        try
        {
            process.StandardInput.BaseStream.WriteByte((byte)'s');
            process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // It is dead: nothing to ask.
        }
    }

    /// <summary>Reads what the process has used; keeps the last figures when it is gone.</summary>
    public void Measure()
    {
        try
        {
            process.Refresh();
            // macOS tells of no peak: there it is the largest that was seen.
            PeakMemory = Math.Max(PeakMemory, Math.Max(process.PeakWorkingSet64, process.WorkingSet64));
            Cpu = process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended between two readings.
        }
    }

    /// <summary>Kills the process once it makes no progress. Returns when it has, or when cancelled.</summary>
    public async Task GuardAsync(CancellationToken cancellationToken)
    {
        var seen = (Executions: 0L, Reports: 0, HasRefused: false);
        var told = TimeSpan.Zero;
        var cpuThen = TimeSpan.Zero;
        var then = Stopwatch.GetTimestamp();

        using var timer = new PeriodicTimer(Interval);
        while (await NextAsync(timer, cancellationToken))
        {
            Measure();
            var now = (journal.Count, Volatile.Read(ref _reports), journal.HasRefused);
            if (now != seen)
            {
                seen = now;
                cpuThen = Cpu;
                then = Stopwatch.GetTimestamp();
                told = TimeSpan.Zero;
            }

            var time = Stopwatch.GetElapsedTime(then);
            if (seen.Executions > 0 && journal.LastMutant < 0 && time - told >= settings.LongTime)
            {
                told = time;
                onLong?.Invoke(journal.LastMember, time);
            }

            var isStarting = seen.Executions == 0 && seen.Reports <= 1;
            var isStalled = isStarting
                ? time > settings.StartTime
                : Cpu - cpuThen > Limit(settings.StallCpu) || time > Limit(settings.StallTime);
            var isOverdue = Volatile.Read(ref _stopRequestedAt) is var asked and not 0 && Stopwatch.GetElapsedTime(asked) > settings.StopTime;
            if (!isStalled && !isOverdue)
                continue;

            HasKilled = true;
            ProcessTree.End(process);
            return;
        }
    }

    private TimeSpan Limit(TimeSpan withMutant) =>
        settings.PatienceWithOriginal is not { } patience || journal.LastMutant >= 0 ? withMutant
        : settings.PatienceAfterRefusal is { } less && journal.HasRefused ? less
        : patience;

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
