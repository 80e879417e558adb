using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker;

/// <summary>Runs given tests in this process, in another order if asked, and says what is seen: the difference to the first process is what does not repeat.</summary>
internal sealed class ReplayRun(ReplayJob job, IWorkerHost host)
{
    /// <summary>Runs of a test that awaits, in each round: what tasks do at the same time is done in another order now and then.</summary>
    private const int RepetitionsOfAwaiting = 4;

    /// <summary>Before every second look: what goes on after the last call has time to show.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

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

        var order = Order();
        var racing = 0;
        var seen = Round(order);
        for (var round = 1; round < job.Rounds; round++)
        {
            Array.Reverse(order);
            Probes.Trace.ClockShift = round % 2 > 0 ? Assessor.Later : TimeSpan.Zero;
            var again = Round(order);
            for (var index = 0; index < seen.Length; index++)
                seen[index] = InBoth(seen[index], again[index]);
        }

        host.Send(new ReplayOutcome(seen));

        Observation[]?[] Round(int[] order)
        {
            var found = new Observation[]?[job.Tests.Length];
            foreach (var index in order)
            {
                var test = job.Tests[index];
                if (host.StopRequested)
                    break;
                if (blacklist.Contains(test.ToString()) || deadly.AreIn(test))
                    continue;
                racing = 0;
                found[index] = Seen(test);
                for (var repetition = 1; repetition < RepetitionsOfAwaiting && found[index] is not null && Awaits(test); repetition++)
                    found[index] = InBoth(found[index], Seen(test, pause: repetition % 2 > 0));

                // Once may be what another test has left running.
                if (racing > 1)
                    found[index] = null;
            }

            return found;
        }

        Observation[]? Seen(TestCase test, bool pause = false)
        {
            DirtyPools.Fill();
            host.Running(test, mutant: -1);
            using var meanwhile = Awaits(test) ? new ThrownMeanwhile() : null;
            if (interpreter.Run(test, Runner.Fuel) is not (RunEnd.Completed or RunEnd.Threw))
                return null;
            if (interpreter.Results[^1].Exception is { } thrown && meanwhile?.IsMoreThan(thrown) == true)
                racing++;
            if (pause)
                Thread.Sleep(Pause);
            return observer.Observe(interpreter, test, Runner.Fuel)?.ToArray();
        }

        bool Awaits(TestCase test) => test.Statements.Any(statement => catalog.Members[statement.Call.Member].Conversion is ResultConversion.Await or ResultConversion.EnumerateAsync);
    }

    /// <summary>What both rounds saw; of an exception whose message differs, the exception without it.</summary>
    private static Observation[]? InBoth(Observation[]? one, Observation[]? other)
    {
        return one is null || other is null ? null : [.. one.Select(Seen).OfType<Observation>()];

        Observation? Seen(Observation observation)
        {
            if (other.Contains(observation))
                return observation;
            var silent = observation.Fact is Fact.Throws thrown ? observation with { Fact = thrown with { Message = null } } : null;
            return silent is not null && Assessor.Holds(silent, other) ? silent : null;
        }
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
