using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suites;

/// <summary>
/// Finds out which case notices a mutant. A verdict is what a process of its own would have given: statics are fresh when cases are run, for what runs before have left,
/// caches that are filled for example, would hide mutants; and a kill counts when the same case passes right after it with the mutant off. Where it does not, the mutant has
/// left something behind, and all is judged again with fresh statics.
/// </summary>
internal sealed class MutantJudge(SuiteJob job, IWorkerHost host, Baseline baseline, World world)
{
    /// <summary>A mutant that needs this many times the fuel of the original, and the constant besides, has timed out.</summary>
    private const int FuelFactor = 20;

    private const long FuelConstant = 200_000;

    /// <summary>For what cases share, static initialisers too, under a mutant: how much they need is not measured.</summary>
    private const long FuelOfInitialisers = Search.Initialisers.Fuel;

    /// <summary>What is loaded is never unloaded: after so many fresh worlds the process is worth replacing.</summary>
    private const int MostWorlds = 60;

    /// <summary>What is tried for them costs as much as a few of them.</summary>
    private const int FewestKept = 4;

    /// <summary>A class or two.</summary>
    private const int MostLikely = 20;

    private readonly Dictionary<int, List<int>> _reaching = Index(baseline);
    private readonly List<int> _all = [.. baseline.Passing.OrderBy(baseline.Used)];
    private readonly VerdictMemory _memory = new(job, baseline, world.Cases);
    private readonly List<int> _likely = [];
    private readonly Dictionary<int, long?> _alone = [];
    private World _world = world;
    private KeptByTests? _kept;
    private bool _hasTriedKept;
    private int _worlds;

    /// <summary>This process has done its share.</summary>
    public bool IsWornOut => _worlds >= MostWorlds;

    public MutantJudged Judge(int mutant)
    {
        var isStatic = baseline.ReachedByStatics.Contains(mutant) || baseline.ReachedOnce.Contains(mutant);
        var cases = isStatic ? _all : _reaching.GetValueOrDefault(mutant);
        if (cases is null)
            return new MutantJudged(mutant, MutantFate.NotReached, [], 0, false, null);

        // What tests keep of it may be needed by cases that do not reach it themselves.
        var isKept = !isStatic && baseline.ReachedBefore.Contains(mutant);
        var concerned = isKept ? _all : cases;
        if (_memory.Find(mutant, concerned, isStatic) is { } remembered)
            return remembered;
        if (isKept)
            TryKept();
        var before = Trace.Epoch;
        var judged = isKept && _kept?.IsMadeAnew(mutant) == true ? JudgeKept(mutant, cases) : null;
        if (judged is null)
        {
            judged = !isStatic ? Judge(mutant, cases) : (baseline.CanInitialiseAgain ? JudgeInitialised(mutant) : null) ?? JudgeFresh(mutant);
            if (isKept && judged.Fate == MutantFate.Survived)
                judged = JudgeFresh(mutant) with { IsStatic = false };
        }

        if (isStatic)
            NoteLikely(judged.Killers);
        return _memory.Completed(judged, concerned, before);
    }

    private MutantJudged Judge(int mutant, List<int> cases)
    {
        var killers = new List<int>();
        var (runs, from, ranOut) = (0, 0, false);
        string? detail = null;
        while (from < cases.Count)
        {
            // Making anew what cases need that they have from others costs a run of all.
            var isCold = CanBeCold && !cases.Exists(NeedsOthers);
            var attempt = isCold ? RunCold(mutant, cases[from..]) : RunWarm(mutant, cases[from..]);
            runs += attempt.Runs;
            if (attempt.Killers.Count == 0)
                break;
            var killer = attempt.Killers[0];
            if (attempt.HasRunOut && isCold && !_alone.ContainsKey(killer) && Alone(killer) > baseline.Used(killer))
                continue;
            if (attempt.Killers.TrueForAll(Passes) && (!isCold || attempt.Killers.TrueForAll(one => Alone(one) is not null)))
            {
                killers.AddRange(attempt.Killers);
                (ranOut, detail) = (attempt.HasRunOut, attempt.Detail);
                break;
            }

            // It may be what an earlier mutant has left that fails the case. One by one, for the first is enough.
            runs++;
            if (Again(mutant, killer) is { } again)
            {
                killers.Add(killer);
                (ranOut, detail) = (again.HasRunOut, again.Detail);
                break;
            }

            from = cases.IndexOf(killer, from) + 1;
        }

        return new MutantJudged(mutant, killers.Count == 0 ? MutantFate.Survived : ranOut ? MutantFate.TimedOut : MutantFate.Killed, [.. killers], runs, false, detail);
    }

    /// <summary>Cases can begin with fresh statics, and there are any.</summary>
    private bool CanBeCold => baseline.CanInitialiseAgain && _world.HasStatics;

    private Attempt RunCold(int mutant, List<int> cases)
    {
        if (Initialise() is not null)
            Renew();
        return RunWarm(mutant, cases);
    }

    private Attempt RunWarm(int mutant, List<int> cases)
    {
        var attempt = new Attempt(job, host, baseline, mutant) { Alone = _alone };
        _world.Run(cases, attempt);
        return attempt;
    }

    private bool NeedsOthers(int number) => _alone.TryGetValue(number, out var used) && used is null;

    /// <summary>What a case uses with fresh statics and no other case before it.</summary>
    /// <returns>Null: it fails then, for it needs what others do before it.</returns>
    private long? Alone(int number)
    {
        if (!_alone.TryGetValue(number, out var used))
        {
            var attempt = new Attempt(job, host, baseline, mutant: -1) { FuelBesides = FuelOfInitialisers };
            if (Initialise() is null)
                _world.Run([number], attempt);
            _alone.Add(number, used = attempt.Runs > 0 && attempt.Killers.Count == 0 ? attempt.Used : null);
        }

        return used;
    }

    /// <summary>One case with the mutant, in a world that is cleansed of all that mutants have left.</summary>
    /// <returns>Null: the case does not notice it, or does not pass without it.</returns>
    private Attempt? Again(int mutant, int killer)
    {
        if (CanBeCold && Alone(killer) is not null)
            return RunCold(mutant, [killer]) is { Killers.Count: > 0 } cold && RunCold(mutant: -1, [killer]).Killers.Count == 0 ? cold : null;
        if (!Cleanse(killer))
            return null;
        var again = RunWarm(mutant, [killer]);
        if (!Passes(killer))
            Cleanse(killer);
        return again.Killers.Count > 0 ? again : null;
    }

    /// <summary>What tests keep is made anew with the mutant on. All cases may need it, those that reach the mutant come first; then it is made once more without it.</summary>
    /// <returns>Null: that does not tell.</returns>
    private MutantJudged? JudgeKept(int mutant, List<int> cases)
    {
        var attempt = new Attempt(job, host, baseline, mutant);
        attempt.SharedBegins();
        var failure = InitialiseAll();
        attempt.SharedEnds([]);
        if (failure is null)
            _world.Run([.. cases, .. _all.Except(cases)], attempt);
        if (InitialiseAll() is not null)
        {
            Renew();
            return null;
        }

        return failure is not null || attempt.HasRunOut || !attempt.Killers.TrueForAll(killer => Passes(killer) && Alone(killer) is not null) ? null
            : new MutantJudged(mutant, attempt.Killers.Count == 0 ? MutantFate.Survived : MutantFate.Killed, [.. attempt.Killers], attempt.Runs, false, attempt.Detail);
    }

    /// <summary>Once: a world of its own in which static values of the tests can be made anew is worth it where several mutants would have to be judged in one each.</summary>
    private void TryKept()
    {
        if (_hasTriedKept)
            return;
        _hasTriedKept = true;
        if (!baseline.CanInitialiseAgain || baseline.ReachedBefore.Count < FewestKept)
            return;
        _worlds++;
        var kept = new KeptByTests(job, host, baseline);
        if (kept.Try() is { } world)
            (_kept, _world) = (kept, world);
    }

    private Exception? InitialiseAll() => Failure(_world.InitialiseAll);

    /// <summary>On while types are initialised again, and while all cases run; then they are initialised once more without it.</summary>
    /// <returns>Null: that does not tell, for the mutant was not reached, or has left something behind.</returns>
    private MutantJudged? JudgeInitialised(int mutant)
    {
        var attempt = new Attempt(job, host, baseline, mutant);
        attempt.SharedBegins();
        var failure = Initialise();
        var isReached = Trace.MutantEpoch[mutant] == Trace.Epoch;
        attempt.SharedEnds([]);
        if (failure is null)
            _world.Run(First(_likely.Concat(baseline.FirstToReach(mutant))), attempt);
        if (Initialise() is not null || !attempt.Killers.TrueForAll(Passes))
        {
            Renew();
            return null;
        }

        if (failure is not null)
            return new MutantJudged(mutant, failure is FuelException ? MutantFate.TimedOut : MutantFate.Killed, [], 0, true, $"a type cannot be initialised: {failure.GetType().Name}");
        var isKept = DocumentationId.TypeOf(job.Search.Mutants[mutant].Member) is { } type && baseline.KeptTypes.Contains(type);
        return (!isReached && !attempt.HasReached) || (isKept && attempt.Killers.Count == 0) ? null : new MutantJudged(
            mutant, attempt.Killers.Count == 0 ? MutantFate.Survived : attempt.HasRunOut ? MutantFate.TimedOut : MutantFate.Killed, [.. attempt.Killers], attempt.Runs, true, attempt.Detail);
    }

    /// <summary>All cases, these before the others.</summary>
    private List<int> First(IEnumerable<int> likely) => [.. likely.Concat(_all).Distinct()];

    /// <summary>Cases that noticed the last mutants in initialisers: what one breaks, its neighbour breaks too.</summary>
    private void NoteLikely(IEnumerable<int> killers)
    {
        foreach (var killer in killers)
        {
            _likely.Remove(killer);
            _likely.Insert(0, killer);
        }

        if (_likely.Count > MostLikely)
            _likely.RemoveRange(MostLikely, _likely.Count - MostLikely);
    }

    private Exception? Initialise() => Failure(_world.Initialise);

    private static Exception? Failure(Action initialise)
    {
        try
        {
            initialise();
            return null;
        }
        catch (Exception failure)
        {
            // Of the subject: what the mutant does to an initialiser is what is to be found out.
            return failure;
        }
    }

    /// <summary>On before anything is loaded: what it does to static initialisers shows in no other way.</summary>
    private MutantJudged JudgeFresh(int mutant)
    {
        _worlds++;
        var attempt = new Attempt(job, host, baseline, mutant);
        try
        {
            Trace.ActiveMutant = mutant;
            var own = new World(job, attempt);
            if (own.Cases.Count != _world.Cases.Count)
                return new MutantJudged(mutant, MutantFate.Killed, [], 0, true, "other cases are found");
            // Apart, for a framework may have an order of its own. In a new world every case costs compiling what it runs.
            List<int> needing = [.. baseline.FirstToReach(mutant)];
            if (needing.Count > 0)
                own.Run(needing, attempt);
            if (attempt.Killers.Count == 0 || job.FindsAllKillers)
                own.Run([.. First(_likely).Except(needing)], attempt);
        }
        finally
        {
            Trace.ActiveMutant = -1;
        }

        return new MutantJudged(
            mutant, attempt.Killers.Count == 0 ? MutantFate.Survived : attempt.HasRunOut ? MutantFate.TimedOut : MutantFate.Killed, [.. attempt.Killers], attempt.Runs, true, attempt.Detail);
    }

    /// <summary>Takes away what a mutant has left behind, so that the case passes: by new static values, else by a new world.</summary>
    /// <returns>It passes; else it has no say.</returns>
    private bool Cleanse(int number)
    {
        if (baseline.CanInitialiseAgain && Initialise() is null && (Passes(number) || PassesAfterAll(number)))
            return true;
        Renew();
        return Passes(number) || PassesAfterAll(number);
    }

    /// <summary>Some cases need what others do before them.</summary>
    private bool PassesAfterAll(int number)
    {
        _world.Run(baseline.Passing, new Attempt(job, host, baseline, mutant: -1) { FuelBesides = FuelOfInitialisers, FindsAll = true });
        return Passes(number);
    }

    private bool Passes(int number)
    {
        var attempt = new Attempt(job, host, baseline, mutant: -1);
        _world.Run([number], attempt);
        return attempt.Killers.Count == 0;
    }

    private void Renew()
    {
        _worlds++;
        var attempt = new Attempt(job, host, baseline, mutant: -1);
        _world = _kept?.Next(attempt) ?? new World(job, attempt);
    }

    /// <summary>For each mutant the cases that reach it, cheapest first.</summary>
    private static Dictionary<int, List<int>> Index(Baseline baseline)
    {
        var reaching = new Dictionary<int, List<int>>();
        foreach (var number in baseline.Passing.OrderBy(baseline.Used))
        {
            foreach (var mutant in baseline.Reached(number))
            {
                if (!reaching.TryGetValue(mutant, out var cases))
                    reaching.Add(mutant, cases = []);
                cases.Add(number);
            }
        }

        return reaching;
    }

    /// <summary>One mutant while cases run.</summary>
    private sealed class Attempt(SuiteJob job, IWorkerHost host, Baseline baseline, int mutant) : ISuiteObserver
    {
        private long _fuel;

        public List<int> Killers { get; } = [];

        /// <summary>What a case may use however little it needs.</summary>
        public long FuelBesides { get; init; } = FuelConstant;

        /// <summary>What cases use with fresh statics, where that is known.</summary>
        public IReadOnlyDictionary<int, long?> Alone { get; init; } = new Dictionary<int, long?>();

        /// <summary>Fuel that the last case has used.</summary>
        public long Used { get; private set; }

        /// <summary>Goes on behind the first case that fails.</summary>
        public bool FindsAll { get; init; } = job.FindsAllKillers;

        public int Runs { get; private set; }

        /// <summary>The first killer had used up its fuel.</summary>
        public bool HasRunOut { get; private set; }

        public string? Detail { get; private set; }

        /// <summary>Some case reached the mutant.</summary>
        public bool HasReached { get; private set; }

        public void SharedBegins() => Begin(Notes.Shared, FuelOfInitialisers);

        public void SharedEnds(IReadOnlyList<int> cases) => Trace.ActiveMutant = -1;

        public void CaseBegins(int number)
        {
            Runs++;
            _fuel = (Math.Max(baseline.Used(number), Alone.GetValueOrDefault(number) ?? 0) * FuelFactor) + FuelBesides;
            Begin(Notes.Of(number), _fuel);
        }

        public bool CaseEnds(int number, CaseEnd end)
        {
            Trace.ActiveMutant = -1;
            Used = _fuel - Trace.Fuel;
            HasReached |= mutant >= 0 && Trace.MutantEpoch[mutant] == Trace.Epoch;
            if (end.Status == CaseStatus.Passed && !Trace.OutOfFuel)
                return !host.StopRequested;
            if (Killers.Count == 0)
                (HasRunOut, Detail) = (Trace.OutOfFuel, Trace.OutOfFuel ? "used up its fuel" : end.Message);
            if (!Killers.Contains(number))
                Killers.Add(number);
            return FindsAll && !host.StopRequested;
        }

        private void Begin(TestCase note, long fuel)
        {
            Notes.Begin(host, note, mutant);
            Trace.Begin(fuel);
            Trace.ActiveMutant = mutant;
        }
    }
}
