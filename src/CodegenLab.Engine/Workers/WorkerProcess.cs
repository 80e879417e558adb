using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using CodegenLab.Worker.Hosting;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Workers;

/// <summary>Runs a job in one worker process, from start to death.</summary>
internal sealed class WorkerProcess(WorkerSettings settings)
{
    // 128 + SIGKILL, 128 + SIGTERM.
    private const int KilledExitCode = 137;
    private const int TerminatedExitCode = 143;

    /// <summary>Until this process knows of a signal that has ended the worker.</summary>
    private static readonly TimeSpan NewsOfCtrlC = TimeSpan.FromMilliseconds(250);

    /// <param name="onReport">Gets every report but the outcome, in order, one at a time.</param>
    /// <param name="onLong">Told of a test that runs for long, on another thread: the member that it calls (-1: not known), and for how long.</param>
    public async Task<WorkerEnd> RunAsync(Job job, Action<Report> onReport, CancellationToken cancellationToken, Action<int, TimeSpan>? onLong = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = new WorkerFolder(Directory.CreateTempSubdirectory("codegen-lab-").FullName);
        try
        {
            return await RunAsync(job, folder, onReport, onLong, cancellationToken);
        }
        finally
        {
            Delete(folder.Path);
        }
    }

    private async Task<WorkerEnd> RunAsync(Job job, WorkerFolder folder, Action<Report> onReport, Action<int, TimeSpan>? onLong, CancellationToken cancellationToken)
    {
        using var journal = Journal.Create(folder.Journal);
        using var process = Process.Start(new WorkerLaunch(settings).Prepare(folder, job)) ?? throw new WorkerException("The worker did not start.");
        using var watching = new CancellationTokenSource();
        var watchdog = new Watchdog(process, journal, settings, onLong);
        var guard = watchdog.GuardAsync(watching.Token);
        var lastWords = new LastWords(process.StandardError.BaseStream);

        Report? outcome = null;
        try
        {
            await using var stop = cancellationToken.Register(watchdog.RequestStop);
            await foreach (var report in ReadReportsAsync(process.StandardOutput.BaseStream))
            {
                watchdog.Progressed();
                if (IsOutcome(report))
                {
                    outcome = report;
                    break;
                }

                onReport(report);
            }

            if (outcome is null)
                await WaitForExitAsync(process);
            watchdog.Measure();
        }
        finally
        {
            await watching.CancelAsync();
            ProcessTree.End(process);
            await process.WaitForExitAsync(CancellationToken.None);
            await guard;
        }

        // Ctrl+C reaches the worker as well, and may do so first.
        if (outcome is null && !cancellationToken.IsCancellationRequested)
            await Task.Delay(NewsOfCtrlC, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var crash = outcome is null ? Diagnose(watchdog.HasKilled, process.ExitCode, await lastWords.ReadAsync(settings.StopTime), journal) : null;
        if (outcome is Failed failed && settings.MayCorruptMemory)
            (outcome, crash) = (null, new WorkerCrash(WorkerCrashKind.CorruptedMemory, CulpritIn(journal), journal.LastMutant, failed.Explanation, process.ExitCode) { Calling = journal.LastMember });
        return new WorkerEnd(outcome, crash, watchdog.PeakMemory, watchdog.Cpu);
    }

    private static bool IsOutcome(Report report) => report is SearchOutcome or ReplayOutcome or TrialOutcome or SuiteOutcome or SelfTestOutcome or Failed;

    private static WorkerCrash Diagnose(bool wasKilled, int exitCode, string lastWords, Journal journal)
    {
        var kind = wasKilled ? WorkerCrashKind.Stalled
            : exitCode is KilledExitCode or TerminatedExitCode ? WorkerCrashKind.KilledByOthers
            : lastWords.Contains(WorkerCrash.UnhandledException, StringComparison.Ordinal) ? WorkerCrashKind.ThrewOnThread
            : WorkerCrashKind.Died;
        return new WorkerCrash(kind, CulpritIn(journal), journal.LastMutant, lastWords.Trim(), exitCode) { Calling = journal.LastMember, WasRefused = journal.HasRefused };
    }

    private static TestCase? CulpritIn(Journal journal) => journal.Count == 0 ? null : journal.Last;

    private static async IAsyncEnumerable<Report> ReadReportsAsync(Stream stream)
    {
        var reader = PipeReader.Create(stream);
        while (true)
        {
            var read = await reader.ReadAsync();
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                yield return ProtocolJson.ReadReport(buffer.Slice(0, end).ToArray());
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            // What follows the last line is a report the worker died in.
            if (read.IsCompleted)
                yield break;
        }
    }

    /// <summary>The output has ended, so the process is about to; should it not, it is killed like any other.</summary>
    private async Task WaitForExitAsync(Process process)
    {
        using var timeout = new CancellationTokenSource(settings.StopTime);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // The subject made something undeletable, or the system still holds a file of the dead process: it stays in the temporary folder.
        }
    }
}
