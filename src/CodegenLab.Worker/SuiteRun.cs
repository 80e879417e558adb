using CodegenLab.Probes;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Suites;

namespace CodegenLab.Worker;

/// <summary>Runs the tests that people wrote in this process, then tries mutants on those that reach them.</summary>
internal sealed class SuiteRun(SuiteJob job, IWorkerHost host)
{
    /// <summary>Elements of one array. People's tests make large ones; from here on it is a mutant.</summary>
    private const int MostElements = 100_000_000;

    public void Run()
    {
        // The second report: from now on the watchdog counts.
        host.Send(new Progress(Phase.Loading, null, 0, 0, 0, job.Mutants.Length, 0));
        Trace.MostElements = MostElements;
        Trace.Allocate(job.Search.Sites.Length, job.Search.Lines, job.Search.Members.Length, job.Search.Mutants.Length, job.Search.Switches.Length);
        // A stub for each of hundreds of test methods takes longer to compile than all calls take without.
        AppContext.SetSwitch("Switch.System.Reflection.ForceInterpretedInvoke", true);
        var baseline = new Baseline(job, host);
        var world = new World(job, baseline);
        host.Send(new CasesFound([.. world.Cases]));

        var wanted = Wanted(world);
        baseline.Run(world, wanted);
        foreach (var number in wanted)
            if (baseline.Of(number) is { } run)
                host.Send(run);
        if (job.Mutants.Length > 0)
            Judge(new MutantJudge(job, host, baseline, Settled(world, baseline)));
        host.Send(new SuiteOutcome(world.Framework, baseline.MembersOnce()));
    }

    /// <summary>Cases to run, in the order asked for.</summary>
    private List<int> Wanted(World world)
    {
        var omitted = job.Omitted.ToHashSet(StringComparer.Ordinal);
        var all = Enumerable.Range(0, world.Cases.Count).Where(number => world.Cases[number].Key is var key && !job.Deadly.ContainsKey(key) && !omitted.Contains(key));
        if (job.Cases is null)
            return [.. all];
        var places = job.Cases.Select((key, place) => (key, place)).ToDictionary(one => one.key, one => one.place, StringComparer.Ordinal);
        return [.. all.Where(number => places.ContainsKey(world.Cases[number].Key)).OrderBy(number => places[world.Cases[number].Key])];
    }

    /// <summary>The world in which mutants are judged.</summary>
    private World Settled(World world, Baseline baseline)
    {
        baseline.TryStatics(world);
        return baseline.CanInitialiseAgain ? world : new World(job, new Baseline(job, host));
    }

    private void Judge(MutantJudge judge)
    {
        var known = job.Known.Select(judged => judged.Mutant).ToHashSet();
        var killed = job.Known.Count(judged => judged.Fate is not (MutantFate.Survived or MutantFate.NotReached));
        var done = known.Count;
        foreach (var mutant in job.Mutants.Where(mutant => !known.Contains(mutant)))
        {
            if (host.StopRequested || judge.IsWornOut)
                return;
            var judged = judge.Judge(mutant);
            if (host.StopRequested)
                return;
            host.Send(judged);
            killed += judged.Fate is MutantFate.Survived or MutantFate.NotReached ? 0 : 1;
            host.Send(new Progress(Phase.Killing, null, 0, 0, killed, job.Mutants.Length, (double)++done / job.Mutants.Length));
        }
    }
}
