using CodegenLab.Probes;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Oracles;

/// <summary>Finds tests that tell mutants from the original: first among those at hand, then among neighbours of tests that reach a live mutant.</summary>
internal sealed class KillPhase(Runner runner, Assessor assessor, Variation variation, Carvings carvings, RandomStream random)
{
    /// <summary>Tests that reach a mutant, tried before its neighbours are.</summary>
    private const int MostReachersPerMutant = 30;

    /// <summary>Size of a test above which nobody would write it.</summary>
    public const int LargestNeighbour = 120;

    /// <summary>Of the work: so long without a kill ends it.</summary>
    public const double PlateauShare = .4;

    private static readonly int[] Turns = [3, 20, int.MaxValue];

    /// <summary>Share of the neighbours that get an object from another test instead of an edit. On two seeds of the sample shop 9 and 6 more kills of 722 came with them and the choice of tests by type, on Cronos none.</summary>
    private const double GraftShare = .2;

    /// <summary>Mutants that some candidate kills.</summary>
    public HashSet<int> Killed { get; } = [];

    public HashSet<int> Reached { get; } = [];

    /// <summary>
    /// Runs the candidates against the mutants they reach that are still alive, and notes the kills. Each mutant has its turn with a few of them before it has more: those that live on reach
    /// most of all runs, and where runs are dear the time would be over before the last candidates had tried any.
    /// </summary>
    /// <param name="work">Work units after which no mutant has more than the first turns.</param>
    public void RunAgainstLive(IReadOnlyList<Candidate> candidates, long work)
    {
        var stop = runner.Meter.Spent + work;
        Reached.UnionWith(candidates.SelectMany(candidate => candidate.Reached));
        var begin = 0;
        foreach (var end in Turns)
        {
            var turns = new Dictionary<int, int>();
            foreach (var candidate in candidates)
            {
                if (runner.StopRequested || (end == int.MaxValue && runner.Meter.Spent >= stop))
                    return;
                var kills = assessor.Differing(candidate, [.. candidate.Reached.Where(mutant => IsTurn(turns, mutant, begin, end))], stopAtFirst: true).Keys;
                Killed.UnionWith(kills);
                candidate.Kills.UnionWith(kills);
            }

            begin = end;
        }
    }

    private bool IsTurn(Dictionary<int, int> turns, int mutant, int begin, int end)
    {
        if (Killed.Contains(mutant))
            return false;
        var turn = turns.GetValueOrDefault(mutant);
        turns[mutant] = turn + 1;
        return turn >= begin && turn < end;
    }

    /// <summary>Tries neighbours of tests that reach a live mutant until the work is spent.</summary>
    /// <param name="pool">Candidates so far; new killers are added.</param>
    /// <param name="work">Work units.</param>
    /// <param name="onProgress">Called about every 100,000 units with the share spent.</param>
    public void Hunt(List<Candidate> pool, long work, Action<double> onProgress)
    {
        var reachers = new Dictionary<int, List<Candidate>>();
        foreach (var candidate in pool.OrderBy(candidate => candidate.Size))
            Index(reachers, candidate);
        var live = reachers.Keys.Where(mutant => !Killed.Contains(mutant)).ToList();
        var start = runner.Meter.Spent;
        var lastNews = start;
        var nextProgress = start;
        while (live.Count > 0 && !runner.StopRequested)
        {
            var spent = runner.Meter.Spent - start;
            if (spent >= work || runner.Meter.Spent - lastNews > work * PlateauShare)
                return;
            if (runner.Meter.Spent >= nextProgress)
            {
                nextProgress = runner.Meter.Spent + 100_000;
                onProgress((double)spent / work);
            }

            var at = random.Below(live.Count);
            var mutant = live[at];
            if (Killed.Contains(mutant))
            {
                live[at] = live[^1];
                live.RemoveAt(live.Count - 1);
                continue;
            }

            var reaching = reachers[mutant];
            if (TryNeighbour(random.PickEarly(reaching), mutant) is not { } killer)
                continue;
            lastNews = runner.Meter.Spent;
            pool.Add(killer);
            RunAgainstLive([killer], work);
            Index(reachers, killer);
            live = [.. live.Union(killer.Reached).Where(other => !Killed.Contains(other))];
        }
    }

    /// <summary>A neighbour that kills the mutant, assessed; null mostly.</summary>
    private Candidate? TryNeighbour(Candidate parent, int mutant)
    {
        var neighbour = random.Chance(GraftShare) ? variation.Grafted(parent.Test, carvings) : null;
        var test = variation.WithFakesInSight(neighbour ?? variation.Neighbour(parent.Test, default));
        if (test.Size > LargestNeighbour)
        {
            runner.Meter.BookNoRun();
            return null;
        }

        // The original in the same build: does it reach the mutant, and what does it show?
        if (runner.RunMutant(test, -1, Runner.Fuel) is not { } original || Trace.MutantEpoch[mutant] != Trace.Epoch)
            return null;
        var fuel = runner.FuelForMutants;
        test = Slots.Take(test, runner.Mutants.Results.Count);
        if (runner.Mutants.Results[^1].Exception is NullReferenceException)
            return null;
        if (runner.RunMutant(test, mutant, fuel) is { } mutated && mutated.SequenceEqual(original))
            return null;
        return assessor.Assess(test) is { } candidate && assessor.Kills(candidate, mutant) ? candidate : null;
    }

    private void Index(Dictionary<int, List<Candidate>> reachers, Candidate candidate)
    {
        carvings.Add(candidate.Test, candidate.Test.Statements.Length - (candidate.Observations.Any(observation => observation.Fact is Fact.Throws) ? 1 : 0));
        foreach (var mutant in candidate.Reached)
        {
            if (!reachers.TryGetValue(mutant, out var list))
                reachers.Add(mutant, list = []);
            if (list.Count < MostReachersPerMutant)
                list.Add(candidate);
        }
    }
}
