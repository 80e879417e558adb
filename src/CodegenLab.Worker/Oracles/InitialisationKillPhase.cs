using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Oracles;

/// <summary>Finds tests for the mutants that are run into while types are initialised. Switching one on takes as long as initialising all types, so it stays on for several tests.</summary>
/// <param name="kill">What is killed and reached so far; comes out with more.</param>
internal sealed class InitialisationKillPhase(Runner runner, Assessor assessor, Variation variation, RandomStream random, KillPhase kill)
{
    /// <summary>Tests of a type that a mutant in what initialises it is tried on.</summary>
    private const int MostUsers = 200;

    /// <summary>Neighbours that are tried while types stay initialised with one mutant.</summary>
    private const int NeighboursPerTurn = 20;

    private readonly Initialisation _initialisation = assessor.Initialisation;

    /// <summary>Runs candidates against the mutants still alive that are run into while types are initialised: those that use the type of the mutant.</summary>
    /// <param name="work">Work units for it.</param>
    public void RunCandidates(IReadOnlyList<Candidate> candidates, long work)
    {
        var stop = runner.Meter.Spent + work;
        var users = _initialisation.UsersAmong(candidates.OrderByDescending(candidate => candidate.Kills.Count > 0));
        kill.Reached.UnionWith(_initialisation.Mutants);
        foreach (var mutant in _initialisation.Mutants.Where(mutant => !kill.Killed.Contains(mutant)))
        {
            if (runner.StopRequested || runner.Meter.Spent >= stop)
                return;
            _initialisation.Renew(mutant, isRenewed: true);
            if (KillerAmong(users(mutant).Take(MostUsers), mutant) is { } killer)
            {
                kill.Killed.Add(mutant);
                killer.Kills.Add(mutant);
            }
            else
            {
                _initialisation.Renew(mutant, isRenewed: false);
            }
        }
    }

    private Candidate? KillerAmong(IEnumerable<Candidate> candidates, int mutant)
    {
        foreach (var candidate in candidates)
        {
            if (runner.StopRequested)
                return null;
            if (!assessor.Kills(candidate, mutant))
                continue;

            // It is no kill when what an earlier candidate has left is what it sees.
            runner.InitialiseMutants();
            if (assessor.Differing(candidate, [mutant], stopAtFirst: true).Count > 0)
                return candidate;
        }

        return null;
    }

    /// <summary>Tries neighbours of the tests that use a type against the mutants in what initialises it, one mutant after the other in turns: to switch it on is dear.</summary>
    /// <param name="pool">Candidates so far; new killers are added.</param>
    /// <param name="work">Work units for it.</param>
    public void Hunt(List<Candidate> pool, long work)
    {
        var users = _initialisation.UsersAmong(pool.OrderBy(candidate => candidate.Size));
        var live = _initialisation.Mutants.Where(mutant => !kill.Killed.Contains(mutant) && users(mutant).Count > 0).ToList();
        var start = runner.Meter.Spent;
        var lastNews = start;
        while (live.Count > 0 && !runner.StopRequested)
        {
            foreach (var mutant in live.Where(mutant => !kill.Killed.Contains(mutant)).ToList())
            {
                if (runner.StopRequested || runner.Meter.Spent - start >= work || runner.Meter.Spent - lastNews > work * KillPhase.PlateauShare)
                    return;
                _initialisation.Renew(mutant, isRenewed: true);
                if (KillerNear(users(mutant), mutant) is { } killer)
                {
                    lastNews = runner.Meter.Spent;
                    pool.Add(killer);
                    kill.Killed.Add(mutant);
                    killer.Kills.Add(mutant);
                    killer.Kills.UnionWith(Others(killer, mutant, live));
                    kill.Killed.UnionWith(killer.Kills);
                }
                else
                {
                    _initialisation.Renew(mutant, isRenewed: false);
                }
            }

            live.RemoveAll(kill.Killed.Contains);
        }
    }

    private Candidate? KillerNear(IReadOnlyList<Candidate> parents, int mutant)
    {
        for (var i = 0; i < NeighboursPerTurn && !runner.StopRequested; i++)
        {
            var test = variation.WithFakesInSight(variation.Neighbour(random.PickEarly(parents).Test, default));
            if (test.Size > KillPhase.LargestNeighbour)
            {
                runner.Meter.BookNoRun();
                continue;
            }

            // The original in the other build: in this one types are initialised with the mutant, for all the neighbours of one turn.
            if (runner.Run(test) is not (RunEnd.Completed or RunEnd.Threw) || runner.Observe(test) is not { } original || runner.Search.Results[^1].Exception is NullReferenceException)
                continue;
            test = Slots.Take(test, runner.Search.Results.Count);
            if (runner.RunMutant(test, mutant, Runner.Fuel) is { } mutated && mutated.SequenceEqual(original))
                continue;
            if (assessor.Assess(test) is { } candidate && KillerAmong([candidate], mutant) is { } killer)
                return killer;
        }

        return null;
    }

    private IEnumerable<int> Others(Candidate killer, int near, List<int> live)
    {
        foreach (var mutant in live.Where(mutant => _initialisation.AreNear(mutant, near) && !kill.Killed.Contains(mutant)))
        {
            _initialisation.Renew(mutant, isRenewed: true);
            if (KillerAmong([killer], mutant) is not null)
                yield return mutant;
            else
                _initialisation.Renew(mutant, isRenewed: false);
        }
    }
}
