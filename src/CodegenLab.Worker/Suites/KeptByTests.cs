using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>
/// Which mutants can be judged without loading everything anew although tests keep what was made with them: those for which it shows that all that is done once in a process is done again when static values of
/// the subject and of the tests are made anew, and that nothing else holds what the tests held before.
/// </summary>
internal sealed class KeptByTests(SuiteJob job, IWorkerHost host, Baseline baseline)
{
    /// <summary>Objects that static fields of tests may lead to; they are looked at once.</summary>
    private const int MostHeld = 200_000;

    private readonly HashSet<int> _keptElsewhere = [];
    private HashSet<string> _omitted = [];

    /// <summary>What the mutant makes once is made anew with the static values.</summary>
    public bool IsMadeAnew(int mutant) => !_keptElsewhere.Contains(mutant);

    /// <summary>Loads a world, and tries it.</summary>
    /// <returns>Null: static values of these tests cannot be made anew, or not all tests pass then.</returns>
    public World? Try()
    {
        var found = new Seeing(job, host);
        var world = new World(job, found);
        // What the search for cases reaches may be kept by the framework.
        _keptElsewhere.UnionWith(found.Shared);
        _omitted = [.. world.Cases.Select(one => one.Class).Except(baseline.Passing.Select(number => world.Cases[number].Class), StringComparer.Ordinal)];
        Trace.Begin(Trace.Unlimited);
        if (!world.BeginAll(_omitted))
            return null;
        var initialisers = LastRun.Mutants(job.Search);

        var first = new Seeing(job, host);
        world.Run(baseline.Passing, first);
        if (world.HeldByTests(job.Builds.Select(build => Path.GetFileNameWithoutExtension(build)).ToHashSet(StringComparer.OrdinalIgnoreCase), MostHeld) is not { } held || !IsInitialised(world))
            return null;
        var again = LastRun.Mutants(job.Search);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (held.Exists(one => one.IsAlive))
            return null;

        var second = new Seeing(job, host);
        world.Run(baseline.Passing, second);
        if (first.Failed > 0 || second.Failed > 0)
            return null;
        _keptElsewhere.UnionWith(initialisers.Except(again));
        foreach (var (number, mutants) in first.Reached)
            _keptElsewhere.UnionWith(mutants.Except(second.Reached[number]));
        return world;
    }

    /// <summary>A further world, once one has been tried.</summary>
    public World Next(ISuiteObserver observer)
    {
        var world = new World(job, observer);
        return world.BeginAll(_omitted) ? world : throw new InvalidOperationException("Static values of the tests could be made before, and cannot any more.");
    }

    private static bool IsInitialised(World world)
    {
        Trace.Begin(Trace.Unlimited);
        try
        {
            world.InitialiseAll();
            return true;
        }
        catch (Exception)
        {
            // Of the tests or the subject, which cannot be initialised twice.
            return false;
        }
    }

    /// <summary>Looks at what cases reach.</summary>
    private sealed class Seeing(SuiteJob job, IWorkerHost host) : ISuiteObserver
    {
        /// <summary>Mutants, by case; what cases share counts for each.</summary>
        public Dictionary<int, HashSet<int>> Reached { get; } = [];

        public HashSet<int> Shared { get; } = [];

        public int Failed { get; private set; }

        public void SharedBegins() => Begin(Notes.Shared);

        public void SharedEnds(IReadOnlyList<int> cases)
        {
            var mutants = LastRun.Mutants(job.Search);
            Shared.UnionWith(mutants);
            foreach (var number in cases)
                Add(number, mutants);
        }

        public void CaseBegins(int number) => Begin(Notes.Of(number));

        public bool CaseEnds(int number, CaseEnd end)
        {
            Failed += end.Status == CaseStatus.Passed ? 0 : 1;
            Add(number, LastRun.Mutants(job.Search));
            return !host.StopRequested;
        }

        private void Add(int number, List<int> mutants)
        {
            if (!Reached.TryGetValue(number, out var all))
                Reached.Add(number, all = []);
            all.UnionWith(mutants);
        }

        private void Begin(TestCases.TestCase note)
        {
            Notes.Begin(host, note, mutant: -1);
            Trace.Begin(Trace.Unlimited);
        }
    }
}
