using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker;

/// <summary>Runs given tests once in this process, in another order if asked, and says what is seen: the difference to the first process is what does not repeat.</summary>
internal sealed class ReplayRun(ReplayJob job, IWorkerHost host)
{
    public void Run()
    {
        var catalog = job.Catalog ?? throw new InvalidOperationException("Tests without a catalog mean nothing.");
        Probes.Trace.Allocate(job.Search.Sites.Length, job.Search.Lines, job.Search.Members.Length, 0, job.Search.Switches.Length);
        var universe = new Universe(job.Search.Path, job.References, catalog);
        var internalTypes = catalog.Types.Where(type => type is { IsSubject: true, IsInternal: true }).Select(type => universe.TypeOf(type.Id)).ToList();
        var interpreter = new Interpreter(universe, new Patience()) { Calling = host.Calling };

        // Every message is reported: which of them are asserted was decided before.
        var observer = new Observer(new Vocabulary(universe, internalTypes, new HashSet<string>()), _ => true);
        var blacklist = job.Blacklist.Select(test => test.ToString()).ToHashSet();
        var deadly = new DeadlyCalls(catalog, job.Avoided, job.Tests);

        var seen = new Observation[]?[job.Tests.Length];
        foreach (var index in Order())
        {
            var test = job.Tests[index];
            if (host.StopRequested)
                break;
            if (blacklist.Contains(test.ToString()) || deadly.AreIn(test))
                continue;
            DirtyPools.Fill();
            host.Running(test, mutant: -1);
            if (interpreter.Run(test, Runner.Fuel) is RunEnd.Completed or RunEnd.Threw && observer.Observe(interpreter, test, Runner.Fuel) is { } observations)
                seen[index] = [.. observations];
        }

        host.Send(new ReplayOutcome(seen));
    }

    private int[] Order()
    {
        var order = Enumerable.Range(0, job.Tests.Length).ToArray();
        if (job.Shuffle == 0)
            return order;
        var random = new RandomStream(job.Shuffle);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
