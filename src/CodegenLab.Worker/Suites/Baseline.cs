using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>Runs all cases without a mutant, twice, the second time backwards: how each ends, what it reaches and what it costs.</summary>
internal sealed class Baseline(SuiteJob job, IWorkerHost host) : ISuiteObserver
{
    private readonly Hits _found = new();
    private readonly Dictionary<int, Hits> _first = [];
    private readonly Dictionary<int, Hits> _steady = [];
    private readonly Dictionary<int, CaseEnd> _ends = [];
    private readonly Dictionary<int, CaseEnd> _secondEnds = [];
    private readonly Dictionary<int, double> _milliseconds = [];
    private readonly Dictionary<int, long> _used = [];
    private readonly System.Diagnostics.Stopwatch _clock = new();
    private bool _isSecond;
    private int _number = -1;

    /// <summary>Cases that pass, each time.</summary>
    public IReadOnlyList<int> Passing { get; private set; } = [];

    /// <summary>Fuel that a case has used, in its second run.</summary>
    public long Used(int number) => _used.GetValueOrDefault(number);

    /// <summary>Mutants that a case reaches each time it runs.</summary>
    public IReadOnlySet<int> Reached(int number) => _steady.TryGetValue(number, out var hits) ? hits.Mutants : new HashSet<int>();

    /// <summary>Cases that reached a mutant in their first run, cheapest first: of what is done but once, such as initialising a type, those that needed it.</summary>
    public IEnumerable<int> FirstToReach(int mutant) => Passing.Where(number => _first.TryGetValue(number, out var hits) && hits.Mutants.Contains(mutant)).OrderBy(Used);

    /// <summary>Members that a case enters each time it runs, by entry id.</summary>
    public IReadOnlySet<int> Entered(int number) => _steady.TryGetValue(number, out var hits) ? hits.Members : new HashSet<int>();

    /// <summary>Mutants that only the first of all runs reached: while types were initialised.</summary>
    public HashSet<int> ReachedOnce { get; } = [];

    /// <summary>Mutants that a case reaches each time, and that are reached besides while cases are looked for or when one is run for the first time: what tests keep in static fields is made by then.</summary>
    public HashSet<int> ReachedBefore { get; } = [];

    /// <summary>Mutants that are reached while types are initialised again.</summary>
    public HashSet<int> ReachedByStatics { get; } = [];

    /// <summary>
    /// Types with members that are entered but once in a process, though static values are made anew: what they have made is kept by tests or by the framework (rules of dynamic calls), with static
    /// values of these types in it.
    /// </summary>
    public HashSet<string> KeptTypes { get; } = [];

    /// <summary>All cases that pass do so with static values made anew: mutants in initialisers can be judged without loading everything again. Else the world is spoilt.</summary>
    public bool CanInitialiseAgain { get; private set; }

    /// <summary>Tries whether types can be initialised again. After <see cref="Run"/>, and only where mutants are to be judged.</summary>
    public void TryStatics(World world)
    {
        Trace.Begin(Trace.Unlimited);
        try
        {
            world.Initialise();
        }
        catch (Exception)
        {
            // Of the subject, which cannot be initialised twice: that is the answer.
            return;
        }

        ReachedByStatics.UnionWith(LastRun.Mutants(job.Search));
        var failed = 0;
        var entered = LastRun.Members(job.Search).Concat(_steady.Values.SelectMany(hits => hits.Members)).ToHashSet();
        world.Run(Passing, new Watching(host, end =>
        {
            failed += end.Status == CaseStatus.Passed ? 0 : 1;
            entered.UnionWith(LastRun.Members(job.Search));
        }));
        CanInitialiseAgain = failed == 0;
        KeptTypes.UnionWith(_first.Values.Append(_found).SelectMany(hits => hits.Members).Where(member => !entered.Contains(member)).Select(member => DocumentationId.TypeOf(job.Search.Members[member])).OfType<string>());
    }

    /// <summary>Runs them.</summary>
    /// <param name="order">Indexes of the cases to run.</param>
    public void Run(World world, IReadOnlyList<int> order)
    {
        world.Run(order, this);
        _isSecond = true;
        var again = order.Where(number => _ends.TryGetValue(number, out var end) && end.Status == CaseStatus.Passed).Reverse().ToList();
        world.Run(again, this);
        Passing = [.. again.Where(number => _secondEnds.TryGetValue(number, out var end) && end.Status == CaseStatus.Passed).Order()];
        var steady = _steady.Values.SelectMany(hits => hits.Mutants).ToHashSet();
        ReachedOnce.UnionWith(_first.Values.SelectMany(hits => hits.Mutants).Where(mutant => !steady.Contains(mutant)));
        ReachedOnce.UnionWith(_found.Mutants.Where(mutant => !steady.Contains(mutant)));
        ReachedBefore.UnionWith(_first.Where(one => _steady.ContainsKey(one.Key)).SelectMany(one => one.Value.Mutants.Except(_steady[one.Key].Mutants)).Concat(_found.Mutants).Where(steady.Contains));
    }

    /// <summary>What is known of a case; null: it did not come to its turn.</summary>
    public CaseRun? Of(int number)
    {
        if (!_ends.TryGetValue(number, out var end))
            return null;
        if (end.Status == CaseStatus.Passed && _secondEnds.TryGetValue(number, out var second) && second.Status != CaseStatus.Passed)
            end = new CaseEnd(CaseStatus.NotRepeatable, second.Message);
        var hits = _first.GetValueOrDefault(number) ?? new Hits();
        var steady = _steady.GetValueOrDefault(number) ?? new Hits();
        return new CaseRun(
            number, end.Status, end.Message, _milliseconds.GetValueOrDefault(number),
            [.. hits.Goals.Union(steady.Goals).Order()], [.. hits.Lines.Union(steady.Lines).Order()], [.. hits.Mutants.Union(steady.Mutants).Order()], [.. hits.Members.Union(steady.Members).Order()]);
    }

    /// <summary>Members that are entered while cases are looked for, or by a case in its first run and not in its second.</summary>
    public int[] MembersOnce()
    {
        var again = _steady.Values.SelectMany(hits => hits.Members).ToHashSet();
        var once = new HashSet<int>(_found.Members);
        // A case that failed has no second run: what no other case enters in its own counts.
        foreach (var (number, hits) in _first)
            once.UnionWith(hits.Members.Except(_steady.TryGetValue(number, out var steady) ? steady.Members : again));
        return [.. once.Order()];
    }

    public void SharedBegins()
    {
        Notes.Begin(host, Notes.Shared, mutant: -1);
        Trace.Begin(Trace.Unlimited);
    }

    public void SharedEnds(IReadOnlyList<int> cases)
    {
        foreach (var number in cases)
            HitsOf(number).Take(job.Search);
        // The search for cases runs code before any case does.
        if (!_isSecond && _ends.Count == 0)
            _found.Take(job.Search);
    }

    public void CaseBegins(int number)
    {
        _number = number;
        Notes.Begin(host, Notes.Of(number), mutant: -1);
        Trace.Begin(Trace.Unlimited);
        _clock.Restart();
    }

    public bool CaseEnds(int number, CaseEnd end)
    {
        if (number == _number)
        {
            if (!_isSecond)
                _milliseconds[number] = _clock.Elapsed.TotalMilliseconds;
            else
                _used[number] = Trace.Unlimited - Trace.Fuel;
            HitsOf(number).Take(job.Search);
            if (!_isSecond && _ends.Count % 20 == 0)
                host.Send(new Progress(Phase.Observing, null, _ends.Count, 0, 0, job.Mutants.Length, 0));
        }

        var ends = _isSecond ? _secondEnds : _ends;
        // A failure of what is torn down behind it comes second.
        if (number == _number || end.Status == CaseStatus.Failed)
            ends[number] = end;
        _number = -1;
        return !host.StopRequested;
    }

    private Hits HitsOf(int number)
    {
        var all = _isSecond ? _steady : _first;
        if (!all.TryGetValue(number, out var hits))
            all.Add(number, hits = new Hits());
        return hits;
    }

    private sealed class Hits
    {
        public HashSet<int> Goals { get; } = [];

        public HashSet<int> Lines { get; } = [];

        public HashSet<int> Mutants { get; } = [];

        public HashSet<int> Members { get; } = [];

        /// <summary>Adds what was hit since the trace began.</summary>
        public void Take(Build subject)
        {
            Goals.UnionWith(LastRun.Goals(subject));
            Lines.UnionWith(LastRun.Lines(subject));
            Mutants.UnionWith(LastRun.Mutants(subject));
            Members.UnionWith(LastRun.Members(subject));
        }
    }

    /// <summary>Looks at how cases end, and no more.</summary>
    private sealed class Watching(IWorkerHost host, Action<CaseEnd> ends) : ISuiteObserver
    {
        public void SharedBegins() => Begin(Notes.Shared);

        public void SharedEnds(IReadOnlyList<int> cases)
        {
        }

        public void CaseBegins(int number) => Begin(Notes.Of(number));

        public bool CaseEnds(int number, CaseEnd end)
        {
            ends(end);
            return !host.StopRequested;
        }

        private void Begin(TestCases.TestCase note)
        {
            Notes.Begin(host, note, mutant: -1);
            Trace.Begin(Trace.Unlimited);
        }
    }
}
