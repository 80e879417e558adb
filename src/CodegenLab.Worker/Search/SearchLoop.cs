using System.Collections;
using System.Globalization;
using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// Random tests first, then neighbours of those that came near an open goal. Beside branches it collects one smallest test for each
/// member and kind of outcome, so that a member without branches is tested too.
/// </summary>
internal sealed class SearchLoop(
    Build build,
    Vocabulary vocabulary,
    Archive archive,
    Runner runner,
    Variation variation,
    Carvings carvings,
    ExpressionMaker maker,
    ValuePool pool,
    RandomStream random)
{
    private const int LargestTest = 120;

    /// <summary>Of the neighbours. As a full second goal per branch it slows the first ones down; as a small share it pays (measured on Cronos).</summary>
    private const double NormalEndingShare = .2;

    /// <summary>Of all tests that get an object from another test, in the state that it was brought into there.</summary>
    private const double GraftShare = .1;

    /// <summary>Work that a member may take beyond that of another one before it has to stand back, as a factor and as units: one that waits for what never comes would leave nothing for the others.</summary>
    private const int WorkFactor = 8;

    private const long WorkAllowance = 50_000;

    /// <summary>Of the work so far, for <see cref="NumberSolver"/>: where it has something to solve it needs little, elsewhere it only costs.</summary>
    private const double SolvingShare = .04;

    /// <summary>Half of the budget without news ends the search. Libraries gain little from more than a quarter; in services over interfaces, whose states take several calls, the other quarter found 4 to 7 % of the branches.</summary>
    private const double PlateauShare = .5;

    /// <summary>Refusals of arguments of a member that are told from each other.</summary>
    private const int MostRefusals = 8;

    private const int MostRefusalsOfOthers = 5_000;

    private readonly Dictionary<string, TestCase> _outcomes = [];
    private readonly Dictionary<string, TestCase> _completed = [];
    private readonly Dictionary<int, int> _refusals = [];
    private readonly HashSet<string> _refusalsOfOthers = [];
    private readonly Dictionary<int, int> _tries = [];
    private readonly Dictionary<int, int> _successes = [];
    private readonly Dictionary<int, long> _work = [];
    private readonly Dictionary<string, int> _openGoalsOfMember = CountGoals(build);
    private long _solving;

    /// <summary>What new tests are made for.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = vocabulary.Targets;

    /// <summary>The smallest test for each member and kind of outcome, in the order they were found, and the first ones on lines that no branch leads to: those after a catch, or after a call that may throw.</summary>
    public IEnumerable<TestCase> Outcomes => _outcomes.Values.Concat(_firstOnLines);

    /// <summary>The smallest test for each subject that ends in a call which came to its end.</summary>
    public IEnumerable<TestCase> Completed => _completed.Values;

    /// <summary>How often a subject (catalog id) was called to its end.</summary>
    public int Successes(int member) => _successes.GetValueOrDefault(member);

    /// <summary>How often a test for a subject (catalog id) could be made.</summary>
    public int Tries(int member) => _tries.GetValueOrDefault(member);

    /// <summary>Searches until the work is spent or nothing new comes.</summary>
    /// <param name="work">Work units.</param>
    /// <param name="onProgress">Called about every 100,000 units with the share spent.</param>
    public void Run(long work, Action<double> onProgress)
    {
        if (Targets.Count == 0)
            return;
        var start = runner.Meter.Spent;
        var lastNews = start;
        var nextProgress = start;
        var covered = archive.Covered;
        while (!runner.StopRequested)
        {
            var spent = runner.Meter.Spent - start;
            if (spent >= work || (runner.Meter.Spent - lastNews > work * PlateauShare))
                return;
            if (runner.Meter.Spent >= nextProgress)
            {
                nextProgress = runner.Meter.Spent + 100_000;
                onProgress((double)spent / work);
            }

            // From mostly new tests to mostly neighbours over the first half (MIO's random-to-focused schedule).
            var share = Math.Min(1, 2.0 * spent / work);
            var isNew = !archive.HasOpen || random.Chance(.6 * (1 - share) + .1);
            var test = isNew ? NewTest() : NeighbourOfNear();
            if (test is not null && random.Chance(GraftShare) && variation.Grafted(test, carvings) is { } grafted)
                test = grafted;
            if (test is not null && test.Size < LargestTest)
                Spend(test);
            else
                runner.Meter.BookNoRun();
            if (archive.Covered > covered)
            {
                covered = archive.Covered;
                lastNews = runner.Meter.Spent;
            }
        }
    }

    /// <summary>Tries a test and books its work with what it was made for.</summary>
    private void Spend(TestCase test)
    {
        var before = runner.Meter.Spent;
        Try(test);
        var work = runner.Meter.Spent - before;

        // Where it stopped, if it did: a call on the way that waits for what never comes is to blame.
        var member = test.Statements[Math.Min(runner.Search.Results.Count, test.Statements.Length - 1)].Call.Member;
        _work[member] = WorkOn(member) + work;
        archive.Book(work);
    }

    /// <summary>Runs a test and keeps what is new about it.</summary>
    /// <returns>The test as far as it ran; null when it did not come to an end.</returns>
    public TestCase? Try(TestCase test)
    {
        var end = runner.Run(test);
        if (end == RunEnd.ThrewInside && runner.Search.NestedCulprit is { } culprit)
        {
            // The call inside is what throws: make it the statement.
            test = test with { Statements = test.Statements[..runner.Search.Results.Count].Add(maker.AsStatement(culprit)) };
            end = runner.Run(test);
        }

        if (end is not (RunEnd.Completed or RunEnd.Threw))
        {
            if (runner.Search.Endless >= 0)
                maker.Endless.Add(runner.Search.Endless);
            return null;
        }

        test = Slots.Take(test, runner.Search.Results.Count);
        if (archive.Take(test, end == RunEnd.Threw))
        {
            maker.Recycle(test, pool);
            carvings.Add(test, test.Statements.Length - (end == RunEnd.Threw ? 1 : 0));
            CloseGoals();
        }

        Learn(test);
        NoteLines(test);
        return test;
    }

    private TestCase? NewTest()
    {
        var target = random.Pick(Targets);
        for (var i = 0; i < 2; i++)
        {
            var other = random.Pick(Targets);
            if (IsWorthMore(other.Member, target.Member))
                target = other;
        }

        _tries[target.Member.Id] = Tries(target.Member.Id) + 1;
        return variation.NewTest(target);
    }

    /// <summary>Members that took much less work first, then those that seldom succeed, then those with open goals.</summary>
    private bool IsWorthMore(MemberShape candidate, MemberShape current)
    {
        var (candidateWork, currentWork) = (WorkOn(candidate.Id), WorkOn(current.Id));
        if (candidateWork > WorkFactor * currentWork + WorkAllowance || currentWork > WorkFactor * candidateWork + WorkAllowance)
            return candidateWork < currentWork;
        var (candidateOks, currentOks) = (Successes(candidate.Id), Successes(current.Id));
        if (candidateOks < 10 || currentOks < 10)
            return candidateOks < currentOks || (candidateOks == currentOks && Tries(candidate.Id) < Tries(current.Id));
        var (candidateOpen, currentOpen) = (_openGoalsOfMember.GetValueOrDefault(candidate.DocumentationId), _openGoalsOfMember.GetValueOrDefault(current.DocumentationId));
        return candidateOpen > 0 == currentOpen > 0 ? Tries(candidate.Id) < Tries(current.Id) : candidateOpen > 0;
    }

    /// <summary>Work units of the tests that ended in a call of the member (catalog id).</summary>
    private long WorkOn(int member) => _work.GetValueOrDefault(member);

    /// <summary>Null: the goal that was chosen has just been solved for instead.</summary>
    private TestCase? NeighbourOfNear()
    {
        if (archive.NormalEndings.HasOpen && random.Chance(NormalEndingShare))
        {
            var ending = archive.NormalEndings.Sample();
            return variation.Neighbour(ending.Test, ending.Operands);
        }

        var near = archive.SampleOpen(out var goal);
        if (near.Operands.Kind is not (OperandKind.Integer or OperandKind.Real) || _solving > runner.Meter.Spent * SolvingShare || !archive.IsStuck(goal))
            return variation.Neighbour(near.Test, near.Operands);

        var before = runner.Meter.Spent;
        new NumberSolver(random, test => Try(test) is not null).Solve(near.Test, goal);
        _solving += runner.Meter.Spent - before;
        archive.Book(runner.Meter.Spent - before);
        return null;
    }

    private void Learn(TestCase test)
    {
        var results = runner.Search.Results;
        for (var i = 0; i < results.Count; i++)
        {
            var member = test.Statements[i].Call.Member;
            if (results[i].Exception is null)
                _successes[member] = Successes(member) + 1;
            switch (results[i].Value)
            {
                case string text:
                    pool.Returned(text);
                    break;
                case IReadOnlyList<string?> texts:
                    foreach (var text in texts.Take(3).OfType<string>())
                        pool.Returned(text);
                    break;
            }
        }

        var last = results[^1];
        var shape = vocabulary.Universe.Catalog.Members[test.Statements[^1].Call.Member];
        if (last.Exception is NullReferenceException || shape.Name == nameof(GetHashCode))
            return;
        if (last.Exception is null && shape.IsSubject)
            Keep(_completed, shape.DocumentationId, test);
        Keep(_outcomes, shape.Id + "/" + OutcomeClass(last), test);
        if (last.Exception is ArgumentException { ParamName: not null } refused)
            LearnRefusal(shape.Id, refused, test);
    }

    /// <summary>One test for each argument that the subject itself refuses, and each reason.</summary>
    private void LearnRefusal(int member, ArgumentException refused, TestCase test)
    {
        var key = $"{member}/!{refused.GetType().Name}/{refused.ParamName}/{ReasonOf(refused)}";
        if (!_outcomes.ContainsKey(key))
        {
            // Where it was thrown takes long to find out: once for each.
            if (_refusals.GetValueOrDefault(member) >= MostRefusals || _refusalsOfOthers.Count >= MostRefusalsOfOthers || _refusalsOfOthers.Contains(key))
                return;
            if (!ThrowSite.IsIn(vocabulary.Universe.Assembly, refused))
            {
                _refusalsOfOthers.Add(key);
                return;
            }

            _refusals[member] = _refusals.GetValueOrDefault(member) + 1;
        }

        Keep(_outcomes, key, test);
    }

    private static void Keep(Dictionary<string, TestCase> smallest, string key, TestCase test)
    {
        if (!smallest.TryGetValue(key, out var known) || test.Size < known.Size)
            smallest[key] = test;
    }

    /// <summary>The message without what it quotes of this input.</summary>
    private static string ReasonOf(ArgumentException refused)
    {
        var message = refused.Message.AsSpan();
        if (message.IndexOf(" (Parameter '") is > 0 and var parameter)
            message = message[..parameter];
        var end = message.IndexOfAny(Quotes);
        return end < 0 ? message.ToString() : string.Concat(message[..end], message[(message.LastIndexOfAny(Quotes) + 1)..]);
    }

    private static readonly System.Buffers.SearchValues<char> Quotes = System.Buffers.SearchValues.Create("'\"0123456789");

    private void NoteLines(TestCase test)
    {
        if (runner.Search.Results[^1].Exception is NullReferenceException)
            return;
        var open = _openLines.RemoveAll(line => Trace.LineEpoch[line] == Trace.Epoch);
        if (open > 0)
            _firstOnLines.Add(test);
    }

    private readonly List<int> _openLines = [.. Enumerable.Range(0, build.Lines)];
    private readonly List<TestCase> _firstOnLines = [];

    /// <summary>Coarse on purpose: one test for each kind of result, not for each result.</summary>
    private static string OutcomeClass(StatementResult result) => result switch
    {
        { Exception: { } exception } => "!" + exception.GetType().Name,
        { Value: null } => "null",
        { Value: bool flag } => flag ? "true" : "false",
        { Value: string text } => text.Length == 0 ? "empty" : "text",
        { Value: double real } => double.IsNaN(real) ? "nan" : Math.Sign(real).ToString(CultureInfo.InvariantCulture),
        { Value: float real } => float.IsNaN(real) ? "nan" : Math.Sign(real).ToString(CultureInfo.InvariantCulture),
        { Value: int or long or short or sbyte or decimal } => Math.Sign(Convert.ToDecimal(result.Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        { Value: ICollection items } => items.Count == 0 ? "none" : "some",
        _ => "object",
    };

    private void CloseGoals()
    {
        foreach (var goal in archive.CoveredByLastRun())
        {
            if (_closed.Add(goal))
                _openGoalsOfMember[build.Sites[goal >> 1].Member]--;
        }
    }

    private readonly HashSet<int> _closed = [];

    private static Dictionary<string, int> CountGoals(Build build)
    {
        var counts = new Dictionary<string, int>();
        foreach (var site in build.Sites)
        {
            if (!site.IsSoft)
                counts[site.Member] = counts.GetValueOrDefault(site.Member) + (site.IsArm ? 1 : 2);
        }

        return counts;
    }
}
