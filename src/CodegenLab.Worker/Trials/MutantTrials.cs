using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Trials;

/// <summary>Finds out which mutants a passing method reaches and kills.</summary>
/// <param name="load">Loads the draft beside the build of mutants, with fresh statics.</param>
internal sealed class MutantTrials(TrialRunner runner, Build mutants, IReadOnlySet<int> wanted, Func<LoadedDraft> load)
{
    /// <summary>A mutant that leaves something behind in statics costs a load: so many are spent on a method at most.</summary>
    private const int MostLoads = 20;

    /// <summary>Methods that may wait for the fuel of a mutant to run out: that takes a hundred times as long as an assertion that fails.</summary>
    private const int MostEndless = 3;

    private readonly Dictionary<int, int> _endless = [];
    private LoadedDraft _draft = load();

    /// <summary>Tries the wanted mutants that the method reaches, each alone.</summary>
    /// <param name="trial">Of a method that passes; kills that it has already stay.</param>
    public MethodTrial Run(MethodTrial trial)
    {
        var known = trial.Kills.ToHashSet();
        if (Prepare(trial.Method) is not { } prepared)
            return trial with { IsTriedOnMutants = true };
        var killed = KilledOf([.. prepared.Reached.Where(IsTried)], trial.Method, prepared.Fuel);
        return trial with { IsTriedOnMutants = true, Reached = [.. prepared.Reached], Kills = [.. known.Union(killed).Order()] };

        bool IsTried(int mutant) => wanted.Contains(mutant) && !known.Contains(mutant) && _endless.GetValueOrDefault(mutant) < MostEndless;
    }

    /// <summary>
    /// What mutants do to statics outlives them. So a kill counts when the original still passes after it; if not, fresh statics tell whether the
    /// test noticed this mutant or what an earlier one had left.
    /// </summary>
    private List<int> KilledOf(IReadOnlyList<int> tried, int method, long fuel)
    {
        var killed = new List<int>();
        var loads = 0;
        var isClean = true;
        foreach (var mutant in tried)
        {
            if (!isClean && !Refresh())
                return killed;
            if (Passes(method, fuel, mutant))
                continue;

            isClean = Passes(method, TrialRunner.Fuel, mutant: -1);
            if (!isClean)
            {
                if (!Refresh())
                    return killed;
                var passes = Passes(method, fuel, mutant);
                isClean = Passes(method, TrialRunner.Fuel, mutant: -1);
                if (passes)
                    continue;
            }

            killed.Add(mutant);
        }

        return killed;

        bool Refresh()
        {
            _draft = load();
            isClean = true;
            return loads++ < MostLoads && Prepare(method) is not null;
        }
    }

    /// <summary>
    /// What the method reaches and the fuel that mutants get, from runs without a mutant; null when it does not pass here, even with fresh statics: it claims no kills then.
    /// </summary>
    private (List<int> Reached, long Fuel)? Prepare(int method)
    {
        if (!Passes(method, TrialRunner.Fuel, mutant: -1))
        {
            _draft = load();
            if (!Passes(method, TrialRunner.Fuel, mutant: -1))
                return null;
        }

        // The next run counts for what is reached: mutants of static initialisers are reached once per process, too early to be switched on.
        // It has the fuel that mutants get: what does not suffice for the original would let every mutant look killed.
        var fuel = Runner.FuelForMutantsOf(runner.Used);
        if (!Passes(method, fuel, mutant: -1))
            return null;
        return (LastRun.Mutants(mutants), fuel);
    }

    private bool Passes(int method, long fuel, int mutant)
    {
        var passes = runner.Passes(_draft, method, fuel, mutant);
        if (TrialRunner.HasRunOut)
            _endless[mutant] = _endless.GetValueOrDefault(mutant) + 1;
        return passes;
    }
}
