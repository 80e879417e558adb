using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Trials;

namespace CodegenLab.Engine.Trials;

/// <summary>
/// Runs drafted tests in confined workers: once with their mutants, and those that pass once more in a fresh process, backwards, under another
/// culture and time zone.
/// </summary>
/// <param name="project">The original.</param>
/// <param name="subject">Its builds.</param>
public sealed class DraftTrials(SubjectProject project, InstrumentedSubject subject)
{
    /// <summary>Half an hour off, and no day shared with UTC in between.</summary>
    private const string OtherTimeZone = "Asia/Kolkata";

    /// <summary>A drafted test that computes for so long without going through the subject, whose fuel would end it, does not end.</summary>
    private static readonly TimeSpan MostCpu = TimeSpan.FromSeconds(3);

    /// <summary>Replaced by tests that have no patience.</summary>
    internal WorkerSettings Settings { get; init; } = new() { Frameworks = project.Frameworks, StallCpu = MostCpu };

    /// <exception cref="WorkerException">The worker itself failed.</exception>
    public async Task<DraftTrialOutcome> RunAsync(DraftAssembly draft, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        // Each method may cost a worker; beyond that, mutants do.
        var pool = new WorkerPool(Settings with { Restarts = Settings.Restarts + draft.Methods.Length });
        var job = JobOf(draft);
        var first = await pool.TryAsync(job, progress, cancellationToken);
        var trials = Join(job, first);

        var again = job with
        {
            Mutants = null,
            Methods = [.. trials.Where(trial => trial.Value.Status == TrialStatus.Passed).Select(trial => trial.Key)],
            Backwards = true,
            Culture = SuiteGenerator.OtherCulture,
            TimeZone = OtherTimeZone,
        };
        var second = again.Methods.Length == 0 ? null : await pool.TryAsync(again, progress, cancellationToken);
        var repeated = second is null ? [] : Join(again, second);

        // Order or culture? In the order in which all passed, only the culture is left to blame.
        var inOrder = again with { Backwards = false, TimeZone = null };
        var third = repeated.Values.Any(trial => trial.Status == TrialStatus.AssertionFailed) ? await pool.TryAsync(inOrder, progress, cancellationToken) : null;
        var underCulture = third is null ? [] : Join(inOrder, third);
        return new DraftTrialOutcome(
            [.. draft.Methods.Select(method => DraftTrialOf(method, trials[method], repeated.GetValueOrDefault(method), underCulture.GetValueOrDefault(method)))],
            first.Confinement.Description,
            Math.Max(first.PeakMemory, Math.Max(second?.PeakMemory ?? 0, third?.PeakMemory ?? 0)))
        {
            Cpu = first.Cpu + (second?.Cpu ?? TimeSpan.Zero) + (third?.Cpu ?? TimeSpan.Zero),
        };
    }

    private TrialJob JobOf(DraftAssembly draft) => new()
    {
        Search = subject.SearchBuild,
        Mutants = draft.Mutants.IsEmpty ? null : subject.MutantBuild,
        References = [.. draft.References, .. project.References],
        InternalsVisible = project.InternalsVisible,
        Draft = draft.Path,
        Framework = draft.Framework,
        Methods = [.. draft.Methods.Distinct()],
        Wanted = [.. draft.Mutants],
    };

    /// <summary>One entry per method, in order: what its worker said, or how it died of it.</summary>
    private static Dictionary<string, MethodTrial> Join(TrialJob job, WorkerRun<TrialOutcome> run)
    {
        var trials = run.Outcome.Trials.ToDictionary(trial => trial.Method);
        foreach (var crash in run.Crashes.Where(crash => crash.Mutant < 0))
        {
            foreach (var method in TrialDeaths.BlamedBy(job, crash))
                trials[method] = new MethodTrial(method, crash.Kind == WorkerCrashKind.Stalled ? TrialStatus.TimedOut : TrialStatus.Crashed, new TrialFailure(null, null, null, FailureText.Line(crash.Deed, FailureText.LongestMessage), null));
        }

        return Enumerable.Range(0, job.Methods.Length).ToDictionary(method => job.Methods[method], method => trials[method]);
    }

    /// <param name="again">Backwards, under the other culture and time zone.</param>
    /// <param name="underCulture">In order, under the other culture alone.</param>
    private static DraftTrial DraftTrialOf(string method, MethodTrial trial, MethodTrial? again, MethodTrial? underCulture)
    {
        var isOfCulture = again is { Status: TrialStatus.AssertionFailed } && underCulture is { Status: TrialStatus.AssertionFailed } && underCulture.Failure == again.Failure;
        if (trial.Status == TrialStatus.Passed && again is { Status: not TrialStatus.Passed })
            trial = again with { Status = again.Status == TrialStatus.Refused ? TrialStatus.Refused : TrialStatus.NotRepeatable };
        return new DraftTrial(method, trial.Status, trial.Failure, [.. trial.Goals], [.. trial.Lines], [.. trial.Reached], [.. trial.Kills])
        {
            FailsUnder = isOfCulture ? SuiteGenerator.OtherCulture : null,
        };
    }
}
