using System.Collections.Immutable;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Workers;

/// <summary>
/// Has jobs done by worker processes. One that dies is replaced: the test that killed it is never run again, a member that kills over and over is no longer called, and a search goes on from the last checkpoint.
/// </summary>
public sealed class WorkerPool(WorkerSettings settings)
{
    /// <exception cref="WorkerException">The worker's own code failed, or workers died over and over.</exception>
    public async Task<WorkerRun<SearchOutcome>> SearchAsync(SearchJob job, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        var run = await RunAsync<SearchJob, SearchOutcome>(job, progress, GoOn, (dead, deaths) => EndSearch(dead, areTooMany: deaths >= settings.Restarts * 3 / 2), cancellationToken);
        var reproducible = run.Outcome.Reproducible && run.Crashes.All(crash => crash.IsReproducible);
        return run with { Outcome = run.Outcome with { Reproducible = reproducible } };
    }

    /// <summary>Tests that killed a worker have no observations in the outcome.</summary>
    /// <exception cref="WorkerException">As for a search.</exception>
    public Task<WorkerRun<ReplayOutcome>> ReplayAsync(ReplayJob job, IProgress<Progress> progress, CancellationToken cancellationToken) =>
        RunAsync<ReplayJob, ReplayOutcome>(job, progress, (dead, death) => dead with { Blacklist = death.Blacklist }, (dead, _) => dead, cancellationToken);

    /// <summary>Methods that killed a worker are missing in the outcome; a mutant that did so counts as killed by the method that ran.</summary>
    /// <exception cref="WorkerException">As for a search.</exception>
    public Task<WorkerRun<TrialOutcome>> TryAsync(TrialJob job, IProgress<Progress> progress, CancellationToken cancellationToken) =>
        RunAsync<TrialJob, TrialOutcome>(job, progress, TrialDeaths.GoOn, (dead, _) => dead with { Mutants = null }, cancellationToken);

    /// <summary>Steps that killed a worker are missing in the outcome.</summary>
    /// <exception cref="WorkerException">As for a search.</exception>
    public Task<WorkerRun<SelfTestOutcome>> TestItselfAsync(SelfTestJob job, IProgress<Progress> progress, CancellationToken cancellationToken) =>
        RunAsync<SelfTestJob, SelfTestOutcome>(job, progress, (dead, death) => dead with { Blacklist = death.Blacklist }, (dead, _) => dead, cancellationToken);

    /// <summary>When deaths leave less CPU time than that, the search is over.</summary>
    private static readonly TimeSpan LeastCpu = TimeSpan.FromSeconds(5);

    /// <summary>CPU time for what was found by then, whatever deaths have cost: to observe it, to run it against mutants, to minimise it.</summary>
    private static readonly TimeSpan CpuForFound = TimeSpan.FromSeconds(20);

    /// <summary>The job with which a search goes on after a death.</summary>
    internal static SearchJob GoOn(SearchJob dead, WorkerDeath death)
    {
        var spent = death.Checkpoint?.WorkSpent ?? 0;
        var cpu = dead.Budget.CpuLimit - death.Cpu;
        var avoided = Culprits.MembersToAvoid(death.Crashes);
        return dead with
        {
            Blacklist = death.Blacklist,
            // A job that goes on from an earlier one brings its own.
            Avoided = [.. avoided, .. dead.Avoided.ExceptBy(avoided.Select(member => member.Member), member => member.Member)],
            KilledMutants = [.. dead.KilledMutants.Union(death.Crashes.Select(crash => crash.Mutant).Where(mutant => mutant >= 0))],
            Catalog = death.Checkpoint?.Catalog ?? dead.Catalog,
            Resume = death.Checkpoint?.Tests ?? dead.Resume,
            Budget = dead.Budget with
            {
                SearchWork = cpu > LeastCpu ? Math.Max(0, dead.Budget.SearchWork - spent) : 0,
                CpuLimit = cpu > LeastCpu ? cpu : CpuForFound,
            },
        };
    }

    /// <summary>Many deaths: what is found is observed and minimised, nothing more is searched for.</summary>
    /// <param name="areTooMany">No mutant is tried any more: most of those who die then die of one, and tests without kills are better than none.</param>
    internal static SearchJob EndSearch(SearchJob job, bool areTooMany) => job with
    {
        Budget = job.Budget with { SearchWork = 0, KillWork = 0 },
        KilledMutants = areTooMany ? [.. Enumerable.Range(0, job.Mutants.Mutants.Length)] : job.KilledMutants,
    };

    private async Task<WorkerRun<TOutcome>> RunAsync<TJob, TOutcome>(
        TJob job, IProgress<Progress> progress, Func<TJob, WorkerDeath, TJob> goOn, Func<TJob, int, TJob> end, CancellationToken cancellationToken)
        where TJob : Job
        where TOutcome : Report
    {
        var process = new WorkerProcess(settings);
        var crashes = ImmutableArray.CreateBuilder<WorkerCrash>();
        var cpu = TimeSpan.Zero;
        var peak = 0L;
        ConfinementStatement? confinement = null;

        while (true)
        {
            Checkpoint? checkpoint = null;
            var trials = new List<MethodTrial>();
            var ended = await process.RunAsync(job, Receive, cancellationToken);
            cpu += ended.Cpu;
            peak = Math.Max(peak, ended.PeakMemory);

            switch (ended)
            {
                case { Outcome: TOutcome outcome }:
                    return new WorkerRun<TOutcome>(outcome, confinement!, crashes.ToImmutable(), peak, cpu);
                case { Outcome: Failed failed }:
                    throw new WorkerException($"The worker failed. {failed.Explanation}");
                case { Crash: { } crash }:
                    crash = crash with { Members = Culprits.MembersOf(crash, checkpoint?.Catalog ?? job.Catalog) };
                    crashes.Add(crash);
                    var isMutants = crash.Mutant >= 0;
                    var blacklist = isMutants ? job.Blacklist : Add(job.Blacklist, crash.Culprit);
                    if (IsHopeless(crashes, learnt: blacklist.Length > job.Blacklist.Length || isMutants || checkpoint is not null))
                        throw new WorkerException($"The worker died {crashes.Count} times, the last time with: {crash.LastWords}\nexit code {crash.ExitCode}");
                    job = goOn(job, new WorkerDeath(blacklist, checkpoint, ended.Cpu, crashes.ToImmutable()) { Trials = [.. trials] });
                    if (crashes.Count >= settings.Restarts)
                        job = end(job, crashes.Count);
                    break;
                default:
                    throw new WorkerException($"The worker answered with {ended.Outcome?.GetType().Name}.");
            }

            void Receive(Report report)
            {
                switch (report)
                {
                    case Started started: confinement = started.Confinement; break;
                    case Progress step: progress.Report(step); break;
                    case Checkpoint found: checkpoint = found; break;
                    case MethodTried tried: trials.Add(tried.Trial); break;
                }
            }
        }
    }

    /// <summary>The next worker would die as this one did, or the job has had twice its restarts.</summary>
    private bool IsHopeless(ImmutableArray<WorkerCrash>.Builder crashes, bool learnt) => !learnt || crashes.Count >= 2 * settings.Restarts;

    private static TestCase[] Add(TestCase[] blacklist, TestCase? culprit) =>
        culprit is null || blacklist.Any(known => known.ToString() == culprit.ToString()) ? blacklist : [.. blacklist, culprit];
}

/// <summary>What a dead worker leaves to the next one.</summary>
/// <param name="Blacklist">Tests that have killed workers, this one included.</param>
/// <param name="Checkpoint">The last one that the dead worker sent; null for none.</param>
/// <param name="Cpu">CPU time that it had used.</param>
/// <param name="Crashes">All of the job, in order, the last one is this death.</param>
internal sealed record WorkerDeath(TestCase[] Blacklist, Checkpoint? Checkpoint, TimeSpan Cpu, ImmutableArray<WorkerCrash> Crashes)
{
    /// <summary>What the dead worker had found about methods of a draft; the last one of a method counts.</summary>
    public ImmutableArray<MethodTrial> Trials { get; init; } = [];
}
