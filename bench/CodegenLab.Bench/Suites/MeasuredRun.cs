using System.Text.RegularExpressions;

namespace CodegenLab.Bench.Suites;

/// <summary>What a run cost.</summary>
/// <param name="CpuSeconds">Of the process and all it started.</param>
/// <param name="PhaseCpuSeconds">From the line that was waited for to the end; null: it never came.</param>
/// <param name="PeakBytes">Resident sets of all its processes together, at their largest.</param>
internal sealed record RunCost(double CpuSeconds, double WallSeconds, double? PhaseCpuSeconds, long PeakBytes);

/// <summary>Runs a command and watches its processes.</summary>
internal sealed class MeasuredRun(LogFolder logs)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="phase">The line with which the phase begins that is told apart; null: none is.</param>
    public async Task<(ChildProcess.Outcome Outcome, RunCost Cost)> RunAsync(string name, string folder, IReadOnlyList<string> command, Regex? phase, CancellationToken cancellationToken)
    {
        ProcessTree? tree = null;
        double? before = null;
        var peak = 0L;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = Task.CompletedTask;
        var outcome = await ChildProcess.RunAsync(command[0], command.Skip(1), folder, logs.For(name), cancellationToken, started: Start, said: Hear);
        await end.CancelAsync();
        await watch;
        return (outcome, new RunCost(outcome.CpuSeconds, outcome.WallSeconds, outcome.CpuSeconds - before, peak));

        void Start(int id)
        {
            tree = new ProcessTree(id);
            watch = Task.Run(WatchAsync, CancellationToken.None);
        }

        void Hear(string line)
        {
            if (phase?.IsMatch(line) == true)
                before ??= tree!.CpuSeconds();
        }

        async Task WatchAsync()
        {
            while (!end.IsCancellationRequested)
            {
                peak = Math.Max(peak, tree!.ResidentBytes());
                await Task.Delay(Pause, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
