using System.Collections.Immutable;
using System.Diagnostics;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Suites;

/// <summary>What to run.</summary>
/// <param name="Assembly">The test assembly in its output folder.</param>
/// <param name="Subject">Takes the place of the assemblies it was made from.</param>
public sealed record SuiteRequest(string Assembly, SuiteSubject Subject)
{
    /// <summary>Mutants (ids) to judge; empty: none.</summary>
    public ImmutableArray<int> Mutants { get; init; } = [];

    /// <summary>Keys of the cases to run, in this order; null: all, in theirs. Only these are run, and only these can kill.</summary>
    public ImmutableArray<string>? Cases { get; init; }

    /// <summary>Keys of cases that are left out, however many others there are.</summary>
    public ImmutableArray<string> Omitted { get; init; } = [];

    /// <summary>A mutant is tried on all cases that reach it, not only up to the first that notices it.</summary>
    public bool FindsAllKillers { get; init; }

    /// <summary>Verdicts of earlier runs that hold if the cases reach what they reached then.</summary>
    public ImmutableArray<RememberedVerdict> Remembered { get; init; } = [];

    /// <summary>Keys of cases of which something is not as it was then.</summary>
    public ImmutableArray<string> Affected { get; init; } = [];
}

/// <summary>What the cases did.</summary>
/// <param name="Framework">"xUnit 2.9".</param>
/// <param name="Cases">All that were found.</param>
/// <param name="Runs">Of those that were run, by index in <paramref name="Cases"/>.</param>
/// <param name="Verdicts">On the mutants asked for, by id.</param>
/// <param name="Confinement">What was in force, for people.</param>
/// <param name="PeakMemory">Largest working set of a worker, in bytes.</param>
/// <param name="Cpu">CPU time of all workers.</param>
public sealed record SuiteRunOutcome(
    string Framework, ImmutableArray<SuiteCase> Cases, ImmutableDictionary<int, CaseRun> Runs, ImmutableDictionary<int, MutantJudged> Verdicts, string Confinement, long PeakMemory, TimeSpan Cpu)
{
    /// <summary>Time from the first verdict on a mutant to the end.</summary>
    public TimeSpan Judging { get; init; }

    /// <summary>Members (entry ids) on which any case may depend: entered before the first case, or by a case in its first run only.</summary>
    public ImmutableArray<int> MembersOnce { get; init; } = [];
}

/// <summary>Has the tests of one assembly run by workers. One that dies is replaced: the case or the mutant that killed it gets its verdict from that, and the rest goes on.</summary>
public sealed class SuiteRunner(WorkerSettings settings)
{
    /// <exception cref="WorkerException">The worker's own code failed, or workers died without telling of whom.</exception>
    public async Task<SuiteRunOutcome> RunAsync(SuiteRequest request, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        var process = new WorkerProcess(settings);
        var verdicts = new Dictionary<int, MutantJudged>();
        var runs = new Dictionary<int, CaseRun>();
        var deadly = new Dictionary<string, string>();
        var cases = ImmutableArray<SuiteCase>.Empty;
        var (cpu, peak, confinement) = (TimeSpan.Zero, 0L, "");
        var done = 0;
        Stopwatch? judging = null;
        while (true)
        {
            var before = verdicts.Count;
            var ended = await process.RunAsync(
                new SuiteJob
                {
                    Search = request.Subject.Shape,
                    References = [],
                    Assembly = request.Assembly,
                    Builds = [.. request.Subject.Assemblies],
                    Mutants = [.. request.Mutants],
                    Cases = request.Cases is { } asked ? [.. asked] : null,
                    Omitted = [.. request.Omitted],
                    FindsAllKillers = request.FindsAllKillers,
                    Remembered = [.. request.Remembered],
                    Affected = [.. request.Affected],
                    Deadly = deadly,
                    Known = [.. verdicts.Values],
                },
                Receive,
                cancellationToken,
                TellOfLong);
            cpu += ended.Cpu;
            peak = Math.Max(peak, ended.PeakMemory);
            switch (ended)
            {
                case { Outcome: SuiteOutcome outcome } when verdicts.Count >= request.Mutants.Length:
                    return new SuiteRunOutcome(outcome.Framework, cases, runs.ToImmutableDictionary(), verdicts.ToImmutableDictionary(), confinement, peak, cpu)
                    {
                        MembersOnce = [.. outcome.MembersOnce],
                        Judging = judging?.Elapsed ?? TimeSpan.Zero,
                    };
                case { Outcome: SuiteOutcome } when verdicts.Count > before:
                    break;
                case { Outcome: SuiteOutcome }:
                    throw new WorkerException("The worker gave no verdict on the mutants that are left.");
                case { Outcome: Failed failed }:
                    throw new WorkerException($"The worker failed. {failed.Explanation}");
                case { Crash: { } crash }:
                    if (!Learn(crash))
                        throw new WorkerException($"The worker died before any test ran: {crash.LastWords}\nexit code {crash.ExitCode}");
                    break;
                default:
                    throw new WorkerException($"The worker answered with {ended.Outcome?.GetType().Name}.");
            }
        }

        void Receive(Report report)
        {
            switch (report)
            {
                case Started started: confinement = started.Confinement.Description; break;
                case Progress step:
                    done = step.Covered;
                    progress.Report(step);
                    break;
                case CasesFound found: cases = [.. found.Cases]; break;
                case CaseRun run: runs[run.Case] = run; break;
                case MutantJudged judged:
                    judging ??= Stopwatch.StartNew();
                    verdicts[judged.Mutant] = judged;
                    break;
            }
        }

        void TellOfLong(int number, TimeSpan time) => progress.Report(new Progress(Phase.Observing, null, done, 0, 0, request.Mutants.Length, 0)
        {
            LongTest = FormattableString.Invariant($"{(number >= 0 && number < cases.Length ? cases[number].DisplayName : "what tests share")} has been running for {time.TotalSeconds:0} s"),
        });

        // The mutant that was on gets its verdict; else the case that ran does.
        bool Learn(WorkerCrash crash)
        {
            var number = crash.Culprit is { } note ? note.Statements[0].Call.Member : -1;
            if (crash.Mutant >= 0)
            {
                var fate = crash.Kind == WorkerCrashKind.Stalled ? MutantFate.TimedOut : MutantFate.Crashed;
                verdicts[crash.Mutant] = new MutantJudged(crash.Mutant, fate, number >= 0 && number < cases.Length ? [number] : [], 1, false, crash.Deed);
                return true;
            }

            if (number < 0 || number >= cases.Length || !deadly.TryAdd(cases[number].Key, crash.Deed))
                return false;
            runs[number] = new CaseRun(number, CaseStatus.Crashed, crash.Deed, 0, [], [], [], []);
            return true;
        }
    }
}
