using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.Suspicions;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Oracles;

/// <summary>Finds out what a test is worth: what it covers, which observations hold whenever it runs, which mutants change them.</summary>
internal sealed class Assessor(Runner runner, Build search, Build mutants)
{
    private readonly SubjectChoice _subjects = new(runner.Search.Universe.Catalog);
    /// <summary>Another year, month, day of the week and hour: what a test states must hold then too.</summary>
    public static readonly TimeSpan Later = new(days: 521, hours: 7, minutes: 13, seconds: 29);

    /// <summary>For what <see cref="Later"/> does not tell apart: two points in time in the same half of their days. One of both is in the other half.</summary>
    private static readonly TimeSpan OtherHalf = new(days: 521, hours: 12, minutes: 13, seconds: 29);

    private int _fruitless;
    private int _waiting;

    /// <summary>What tests cover and reach while types are initialised.</summary>
    public Initialisation Initialisation { get; } = new(runner, search, mutants);

    /// <summary>Knows exceptions that no test may state as what is right; null: all may be.</summary>
    public UnexpectedExceptions? Unexpected { get; init; }

    /// <summary>For members (catalog ids) the first test about them in which nothing repeated.</summary>
    public Dictionary<int, TestCase> Unsteady { get; } = [];

    /// <summary>The member (catalog id) that a test is about; -1 for none.</summary>
    public int SubjectOf(TestCase test) => _subjects.Of(test);

    /// <summary>The test with its stable observations; null when there is nothing to assert, it does not repeat, it ends in what looks like a fault, or it is about no member that tests are wanted for.</summary>
    public Candidate? Assess(TestCase test)
    {
        var subject = _subjects.Of(test);
        if (subject < 0)
            return null;
        var found = Assess(test, subject, out var differs);
        if (!differs || --_waiting > 0)
            return found;

        // Something that ran before has left it so in one of the builds. Where this does not help, something else changes, and it is tried more seldom.
        Initialisation.Again();
        found = Assess(test, subject, out differs);
        _fruitless = differs ? _fruitless + 1 : 0;
        _waiting = _fruitless;
        return found;
    }

    /// <param name="differs">The build of mutants, with none on, shows something else.</param>
    private Candidate? Assess(TestCase test, int subject, out bool differs)
    {
        differs = false;
        var end = runner.Run(test);
        if (end is not (RunEnd.Completed or RunEnd.Threw) || runner.Search.Results.Count != test.Statements.Length)
            return null;

        if (end == RunEnd.Threw && IsRefusedByOthers(MemberOf(test.Statements[^1].Call), runner.Search.Results[^1].Exception!))
            return null;

        // What is set for all stays set for the tests that run after this one, and their order is nobody's promise.
        if (SetsForAll(test.Statements.AsSpan(0, test.Statements.Length - (end == RunEnd.Threw ? 1 : 0))))
        {
            Unsteady.TryAdd(subject, test);
            return null;
        }

        if (runner.HasLittered)
            return null;
        if (Unexpected is not null && (Unexpected.Of(test, runner.Search) is not null || Unexpected.IsOfFake(test, runner.Search)))
            return null;
        // Before looking: assertions may be left out later, and with them what their getters cover.
        var goals = LastRun.Goals(search);
        var lines = LastRun.Lines(search);
        var isBound = Strands.BoundToLast(test);
        var first = runner.Observe(test)?.Where(observation => isBound[observation.Of.Statement]).ToList();
        if (first is null || first.TrueForAll(observation => IsOfBefore(test, observation)))
            return null;
        if (MemberOf(test.Statements[^1].Call).Kind == MemberShapeKind.Constructor && first.TrueForAll(IsUncalledFake))
            return null;

        var endsInNull = runner.Search.Results[^1].Exception is NullReferenceException;

        // Again, and twice in the other build: what differs is no property of the test. The last run counts for what is reached:
        // mutants of static initialisers are reached once per process, by whichever test comes first. It has the fuel that mutants
        // get: what does not suffice for the original would let every mutant look killed.
        Probes.Trace.HasReadClock = false;
        if (RunLater(test, Later) is not { } again)
            return null;
        if (Probes.Trace.HasReadClock)
        {
            if (RunLater(test, OtherHalf) is not { } once)
                return null;
            again.Goals.IntersectWith(once.Goals);
            again.Lines.IntersectWith(once.Lines);
            again.Seen.RemoveAll(observation => !once.Seen.Contains(observation));
        }

        goals.RemoveAll(goal => !again.Goals.Contains(goal));
        lines.RemoveAll(line => !again.Lines.Contains(line));
        var second = again.Seen;
        if (runner.RunMutant(test, -1, Runner.Fuel) is null)
            return null;
        var fuel = runner.FuelForMutants;
        if (runner.RunMutant(test, -1, fuel) is not { } third)
            return null;
        var reached = LastRun.Mutants(mutants);
        var stable = first.Where(observation => second.Contains(observation) && third.Contains(observation)).ToList();

        differs = first.Exists(observation => second.Contains(observation) && !third.Contains(observation));

        // An outcome that changes from exception to value is not stable as a whole.
        if (stable.Count == 0 || first.Any(observation => observation.Fact is Fact.Throws && !stable.Contains(observation)))
        {
            Unsteady.TryAdd(subject, test);
            return null;
        }

        var candidate = new Candidate(test, subject, stable, goals, lines, reached, fuel) { EndsInNull = endsInNull };
        Initialisation.Complete(candidate);
        return candidate;
    }

    /// <summary>What an earlier statement gave is there, or is a plain value: whatever the last call does, that stays what it is.</summary>
    private bool IsOfBefore(TestCase test, Observation observation)
    {
        var (of, call) = (observation.Of, test.Statements[^1].Call);
        if (of.Out >= 0 || of.Statement == test.Statements.Length - 1 || MemberOf(test.Statements[of.Statement].Call).Kind == MemberShapeKind.Event)
            return false;
        return (observation.Fact is Fact.IsNotNull && of.Path.IsEmpty)
            || (runner.Search.Results[of.Statement].Value is { } value && (Literals.IsLiteral(value.GetType()) || value is System.Numerics.BigInteger)
                && !call.Arguments.Append(call.Receiver).Any(part => part is Reference reference && reference.Statement == of.Statement));
    }

    /// <summary>Runs a test in the search build as if the clock were elsewhere; null when it comes to no end that can be observed.</summary>
    private (HashSet<int> Goals, HashSet<int> Lines, List<Observation> Seen)? RunLater(TestCase test, TimeSpan later)
    {
        Probes.Trace.ClockShift = later;
        try
        {
            if (runner.Run(test) is not (RunEnd.Completed or RunEnd.Threw))
                return null;
            HashSet<int> goals = [.. LastRun.Goals(search)];
            HashSet<int> lines = [.. LastRun.Lines(search)];
            return runner.Observe(test) is { } seen ? (goals, lines, seen) : null;
        }
        finally
        {
            Probes.Trace.ClockShift = TimeSpan.Zero;
        }
    }

    /// <summary>That nobody has called a fake yet: after a method this may be the point, of a constructor it says nothing.</summary>
    private bool IsUncalledFake(Observation observation) =>
        observation.Of.Path is [var member, ..] && runner.Search.Universe.TypeOf(runner.Search.Universe.Catalog.Members[member].DeclaringType).Namespace == Discovery.FakesNamespace
        && observation.Fact is Fact.IsNull or Fact.EqualTo { Value.Value: null or 0 or false or "" } or Fact.Elements { Items.Length: 0 };

    /// <summary>What others refuse to make or to do says nothing about the subject.</summary>
    private bool IsRefusedByOthers(MemberShape member, Exception exception) =>
        !member.IsSubject && (member.Kind == MemberShapeKind.Constructor
            || (runner.Search.Universe.Catalog.Types[member.DeclaringType] is { IsSubject: false, Kind: TypeShapeKind.Class } && !ThrowSite.IsIn(runner.Search.Universe.Assembly, exception)));

    /// <summary>Some statement writes a static property or field.</summary>
    private bool SetsForAll(ReadOnlySpan<Statement> statements)
    {
        foreach (var statement in statements)
        {
            if (StaticFields.Writes(MemberOf(statement.Call), statement.Call))
                return true;
        }

        return false;
    }

    private MemberShape MemberOf(Invocation call) => runner.Search.Universe.Catalog.Members[call.Member];

    /// <summary>What each of the mutants that the candidate kills changes of what it observes, as indexes. None of it was left behind by another mutant.</summary>
    public Dictionary<int, List<int>> Differing(Candidate candidate, IEnumerable<int> mutants, bool stopAtFirst)
    {
        var differing = new Dictionary<int, List<int>>();
        foreach (var mutant in mutants)
        {
            if (runner.StopRequested)
                break;
            if (Differing(candidate, mutant, stopAtFirst) is { } found)
                differing.Add(mutant, found);
        }

        if (differing.Count == 0 || Repeats(candidate))
            return differing;

        var alone = new Dictionary<int, List<int>>();
        foreach (var mutant in differing.Keys)
        {
            Initialisation.Again();
            if (Repeats(candidate) && Differing(candidate, mutant, stopAtFirst) is { } found)
                alone.Add(mutant, found);
        }

        Initialisation.Again();
        return alone;
    }

    private bool Repeats(Candidate candidate) => runner.RunMutant(candidate.Test, -1, candidate.MutantFuel) is { } seen && candidate.Observations.All(seen.Contains);

    /// <summary>Whether the candidate may notice a mutant: it runs into it, or its types do while they are initialised.</summary>
    public bool Reaches(Candidate candidate, int mutant) => runner.Initialisers.Mutants.Contains(mutant) || candidate.Reached.Contains(mutant);

    /// <summary>Whether a mutant changes something that the candidate observes.</summary>
    public bool Kills(Candidate candidate, int mutant) => Differing(candidate, mutant, stopAtFirst: true) is not null;

    /// <summary>Indexes of the candidate's observations that the mutant changes; null when it changes none.</summary>
    public List<int>? Differing(Candidate candidate, int mutant, bool stopAtFirst)
    {
        if (runner.RunMutant(candidate.Test, mutant, candidate.MutantFuel) is not { } mutated)
            return IsSparedBy(candidate, mutant) ? null : [.. Enumerable.Range(0, candidate.Observations.Count)];
        List<int>? differing = null;
        var at = 0;
        for (var i = 0; i < candidate.Observations.Count; i++)
        {
            // Both lists are in the order of looking: the match is nearly always the next one.
            if (at < mutated.Count && mutated[at].Equals(candidate.Observations[i]))
            {
                at++;
                continue;
            }

            var found = mutated.IndexOf(candidate.Observations[i]);
            if (found >= 0)
            {
                at = found + 1;
                continue;
            }

            (differing ??= []).Add(i);
            if (stopAtFirst)
                break;
        }

        return differing;
    }

    /// <summary>A type cannot be initialised with the mutant, and the test does without that type.</summary>
    private bool IsSparedBy(Candidate candidate, int mutant) => runner.Initialisers.HaveFailed && !Initialisation.Uses(candidate, mutant);

    /// <summary>Whether the call that a test ends with writes to a sink.</summary>
    public bool Writes(Candidate candidate) => IsWrittenTo(candidate) && Written(candidate, Unchanged(candidate)).Any();

    /// <summary>Indexes of what a candidate observes of sinks that the call it ends with has written to.</summary>
    /// <param name="unchanged">See <see cref="Unchanged"/>.</param>
    public IEnumerable<int> Written(Candidate candidate, IReadOnlySet<int> unchanged) =>
        Enumerable.Range(0, candidate.Observations.Count).Where(i => !unchanged.Contains(i) && IsWritten(candidate, candidate.Observations[i]));

    private bool IsWrittenTo(Candidate candidate) => candidate.Observations.Any(observation => IsWritten(candidate, observation));

    private bool IsWritten(Candidate candidate, Observation observation) => observation.IsWritten(runner.Search.Universe.Catalog, candidate.Test);

    /// <summary>Indexes of what a candidate observes that is so too where the call that it ends with is not made: the state that objects were in before.</summary>
    public IReadOnlySet<int> Unchanged(Candidate candidate)
    {
        var test = candidate.Test;
        var act = Flushes.ActOf(runner.Search.Universe.Catalog, test);
        List<int> earlier = [.. Enumerable.Range(0, candidate.Observations.Count).Where(i => candidate.Observations[i].Of.Statement < act)];
        if (earlier.Count == 0 || Slots.Remove(test, act) is not { } without || runner.Run(without) != RunEnd.Completed || runner.Observe(without) is not { } seen)
            return new HashSet<int>();
        return earlier.Where(i => seen.Contains(candidate.Observations[i])).ToHashSet();
    }

    /// <summary>Indexes of what a test asserts that fails with a mutant; none: it does not notice the mutant.</summary>
    /// <param name="assertions">Observations of the candidate, with or without the message of its exception.</param>
    public IReadOnlyList<int> Failing(Candidate candidate, IReadOnlyList<Observation> assertions, int mutant)
    {
        var all = Enumerable.Range(0, assertions.Count);
        if (runner.RunMutant(candidate.Test, mutant, candidate.MutantFuel) is { } mutated)
            return [.. all.Where(i => !Holds(assertions[i], mutated))];
        return IsSparedBy(candidate, mutant) ? [] : [.. all];
    }

    /// <summary>Whether an assertion holds where this was seen; one of an exception without its message holds with any.</summary>
    public static bool Holds(Observation assertion, IReadOnlyList<Observation> seen) =>
        seen.Contains(assertion)
        || (assertion.Fact is Fact.Throws { Message: null } thrown && seen.Any(other => other.Of.Equals(assertion.Of) && other.Fact is Fact.Throws again && again with { Message = null } == thrown));

    /// <summary>Whether only the message of the exception tells the mutant from the original.</summary>
    public bool NeedsMessage(Candidate candidate, int mutant)
    {
        if (candidate.Observations.Select(observation => observation.Fact).OfType<Fact.Throws>().FirstOrDefault() is not { Message: not null } thrown)
            return false;
        return runner.RunMutant(candidate.Test, mutant, candidate.MutantFuel) is { } mutated
            && mutated.Select(observation => observation.Fact).OfType<Fact.Throws>().Any(other => other with { Message = null } == thrown with { Message = null });
    }
}
