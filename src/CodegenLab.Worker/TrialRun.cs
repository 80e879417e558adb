using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Trials;

namespace CodegenLab.Worker;

/// <summary>Runs the test methods of a draft one by one in this process, then those that pass against the mutants they reach.</summary>
internal sealed class TrialRun(TrialJob job, IWorkerHost host)
{
    private readonly MethodTrial?[] _trials = new MethodTrial?[job.Methods.Length];
    private readonly HashSet<string> _blacklist = [.. job.Blacklist.Select(test => test.ToString())];
    private readonly TrialRunner _runner = new(job, host);

    public void Run()
    {
        // The second report: from now on the watchdog counts.
        Report(job.Backwards ? Phase.Replaying : Phase.Loading, 0);
        foreach (var known in job.Known)
            _trials[known.Method] = known;
        Trace.Allocate(job.Search.Sites.Length, job.Search.Lines, job.Search.Members.Length, job.Mutants?.Mutants.Length ?? 0, job.Search.Switches.Length);
        var framework = TestFrameworks.Of(job);

        TryAll(framework);
        if (job.Mutants is { } mutants)
            TryOnMutants(framework, mutants);
        host.Send(new TrialOutcome([.. _trials.OfType<MethodTrial>()]));
    }

    private void TryAll(ITestFramework framework)
    {
        LoadedDraft? draft = null;
        foreach (var method in Order().Where(method => _trials[method] is null && !IsDeadly(method)))
        {
            if (host.StopRequested)
                return;
            draft ??= new LoadedDraft(framework, job, job.Search);
            Found(Try(draft, method));
            Report(job.Backwards ? Phase.Replaying : Phase.Observing, _trials.Count(trial => trial is not null));
        }
    }

    private MethodTrial Try(LoadedDraft draft, int method)
    {
        if (job.Backwards)
            DirtyPools.Fill();
        var end = _runner.Run(draft, method);
        // Of a test that fails nobody wants to know what it covers, except what may be wrong with it.
        var goals = LastRun.Goals(job.Search);
        var lines = LastRun.Lines(job.Search);
        if (end.HasPassed && _runner.Run(draft, method) is { HasPassed: false } again)
            end = again with { Status = TrialStatus.NotRepeatable };
        return new MethodTrial(method, end.Status, end.Failure) { Goals = [.. goals], Lines = [.. lines] };
    }

    private void TryOnMutants(ITestFramework framework, Build mutants)
    {
        MutantTrials? trials = null;
        foreach (var method in Order().Where(method => _trials[method] is { Status: TrialStatus.Passed, IsTriedOnMutants: false } && !IsDeadly(method)))
        {
            if (host.StopRequested)
                return;
            trials ??= new MutantTrials(_runner, mutants, job.Wanted.ToHashSet(), () => new LoadedDraft(framework, job, mutants));
            Found(trials.Run(_trials[method]!));
            Report(Phase.Killing, _trials.Count(trial => trial is null or { IsTriedOnMutants: true } or { Status: not TrialStatus.Passed }));
        }
    }

    private IEnumerable<int> Order()
    {
        var order = Enumerable.Range(0, job.Methods.Length);
        return job.Backwards ? order.Reverse() : order;
    }

    private bool IsDeadly(int method) => _blacklist.Count > 0 && (_blacklist.Contains(TrialJob.NoteOf(method).ToString()) || _blacklist.Contains(job.NoteOfLoading(method).ToString()));

    private void Found(MethodTrial trial)
    {
        _trials[trial.Method] = trial;
        host.Send(new MethodTried(trial));
    }

    private void Report(Phase phase, int done)
    {
        var goals = job.Search.Sites.Where(site => !site.IsSoft).Sum(site => site.IsArm ? 1 : 2);
        var covered = _trials.OfType<MethodTrial>().SelectMany(trial => trial.Goals).Distinct().Count();
        var killed = _trials.OfType<MethodTrial>().SelectMany(trial => trial.Kills).Distinct().Count();
        host.Send(new Progress(phase, null, covered, goals, killed, job.Wanted.Length, (double)done / Math.Max(1, job.Methods.Length)));
    }
}
