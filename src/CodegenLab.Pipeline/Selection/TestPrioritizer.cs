using System.Collections.Immutable;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Worker.Execution;

namespace CodegenLab.Pipeline.Selection;

/// <summary>A test that can be put in order.</summary>
/// <param name="Known">Null: the history does not know it.</param>
/// <param name="DependsOnChange">Its project uses one in which something was changed.</param>
public sealed record Candidate(TestName Name, KnownTest? Known, bool DependsOnChange);

/// <summary>A test in its place.</summary>
/// <param name="Expected">What it is expected to take, both runs.</param>
public sealed record RankedTest(Candidate Candidate, TimeSpan Expected);

/// <summary>Puts tests in the order in which they are likely to show most per second.</summary>
/// <remarks>
/// Additional greedy of Rothermel, Untch, Chu and Harrold, "Prioritizing test cases for regression testing" (2001): next comes the test that adds most to what those before it reach, and when none adds
/// anything, reaching begins anew. What it adds is counted per second, as in the cost-cognizant form of Elbaum, Malishevsky and Rothermel (2001). An outcome of a branch or a line weighs
/// 1, more in members that decide much and in changed ones. Past failures weigh as by Kim and Porter, "A history-based test prioritization technique" (2002): smoothed exponentially, so that recent ones count most.
/// </remarks>
public sealed class TestPrioritizer
{
    /// <summary>A changed member is where a new fault is: it weighs as much as four others. A choice, not measured.</summary>
    private const double ChangedWeight = 4;

    /// <summary>What a doubling of the decisions in a member adds to its weight.</summary>
    private const double ComplexityWeight = 0.25;

    /// <summary>Share of the newest result in the smoothed history, Kim and Porter's α. Theirs is a parameter; at a half, the last two runs outweigh all others.</summary>
    private const double Smoothing = 0.5;

    /// <summary>A test that has failed each time counts as five that never did.</summary>
    private const double FailureWeight = 4;

    /// <summary>A test of a project that uses a changed one counts twice.</summary>
    private const double DependencyWeight = 2;

    /// <summary>What running a test takes besides the test: without it those that take nothing would all come first.</summary>
    private static readonly TimeSpan Overhead = TimeSpan.FromMilliseconds(1);

    /// <summary>Where nothing at all is known.</summary>
    private static readonly TimeSpan Guess = TimeSpan.FromMilliseconds(20);

    /// <param name="candidates">In any order: those of the same worth stay in it.</param>
    /// <param name="changed">Pieces of the code that were changed.</param>
    /// <returns>All of them, the best first. Tests that the history does not know come before all others: what they show is not known from anything else.</returns>
    public static ImmutableArray<RankedTest> Order(IReadOnlyList<Candidate> candidates, IReadOnlySet<CodePiece> changed)
    {
        var expected = ExpectedTimes(candidates);
        var ranked = ImmutableArray.CreateBuilder<RankedTest>(candidates.Count);
        var left = new List<(int Number, Reach Reach)>();
        var reached = new ReachedCode(candidates, changed);
        for (var number = 0; number < candidates.Count; number++)
        {
            if (candidates[number].Known?.Coverage is null)
                ranked.Add(new RankedTest(candidates[number], expected[number]));
            else
                left.Add((number, reached.Of(number)));
        }

        while (left.Count > 0)
        {
            var covered = new HashSet<int>();
            // What a test adds only ever becomes less: a bound that is still the highest after it is counted anew is the best.
            var queue = new PriorityQueue<(int Number, Reach Reach, int Round), (double, int)>(left.Select(one => ((one.Number, one.Reach, 0), Priority(one.Number, one.Reach.All))));
            left.Clear();
            var round = 1;
            while (queue.TryDequeue(out var next, out _))
            {
                var gain = next.Reach.Adds(covered);
                if (next.Round < round && queue.Count > 0)
                {
                    var priority = Priority(next.Number, gain);
                    if (queue.TryPeek(out _, out var other) && priority.CompareTo(other) > 0)
                    {
                        queue.Enqueue((next.Number, next.Reach, round), priority);
                        continue;
                    }
                }

                if (gain <= 0 && next.Reach.All > 0)
                {
                    left.Add((next.Number, next.Reach));
                    continue;
                }

                ranked.Add(new RankedTest(candidates[next.Number], expected[next.Number]));
                covered.UnionWith(next.Reach.Items);
                round++;
            }

            left.Sort((one, other) => one.Number.CompareTo(other.Number));
        }

        return ranked.ToImmutable();

        (double, int) Priority(int number, double gain)
        {
            var candidate = candidates[number];
            var worth = gain * (1 + (FailureWeight * FailureHistory(candidate.Known!))) * (candidate.DependsOnChange ? DependencyWeight : 1);
            return (-worth / (expected[number] + Overhead).TotalSeconds, number);
        }
    }

    /// <summary>From 0, never failed, to 1.</summary>
    internal static double FailureHistory(KnownTest test)
    {
        var smoothed = 0.0;
        foreach (var result in test.Results.Reverse())
            smoothed = (Smoothing * (result.Status is SuiteTestStatus.Failed or SuiteTestStatus.Flaky ? 1 : 0)) + ((1 - Smoothing) * smoothed);
        return smoothed;
    }

    /// <summary>Twice what each took, for it is run twice: the middle of the last five; of one that is not known that of its class, else of all.</summary>
    private static TimeSpan[] ExpectedTimes(IReadOnlyList<Candidate> candidates)
    {
        var known = candidates.Select(candidate => candidate.Known is { Results.IsEmpty: false } test ? Middle([.. test.Results.Take(5).Select(result => result.Duration)]) : (TimeSpan?)null).ToList();
        var ofAll = known.OfType<TimeSpan>().ToList() is { Count: > 0 } all ? Middle(all) : Guess;
        var ofClass = candidates.Zip(known).Where(one => one.Second is not null).GroupBy(one => (one.First.Name.Project, one.First.Name.Class)).ToDictionary(group => group.Key, group => Middle([.. group.Select(one => one.Second!.Value)]));
        return [.. candidates.Zip(known, (candidate, own) => 2 * (own ?? (ofClass.TryGetValue((candidate.Name.Project, candidate.Name.Class), out var time) ? time : ofAll)))];
    }

    private static TimeSpan Middle(List<TimeSpan> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    /// <summary>What a test reaches: numbers of lines and outcomes.</summary>
    private sealed record Reach(int[] Items, double[] Weights, double All)
    {
        public double Adds(HashSet<int> covered)
        {
            var sum = 0.0;
            for (var at = 0; at < Items.Length; at++)
                sum += covered.Contains(Items[at]) ? 0 : Weights[at];
            return sum;
        }
    }

    /// <summary>Numbers lines and outcomes over all tests, and weighs them by their members.</summary>
    private sealed class ReachedCode
    {
        private readonly IReadOnlyList<Candidate> _candidates;
        private readonly Dictionary<(string Member, int Place, bool IsGoal), int> _numbers = [];
        private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);

        public ReachedCode(IReadOnlyList<Candidate> candidates, IReadOnlySet<CodePiece> changed)
        {
            _candidates = candidates;
            var names = changed.Where(piece => piece.Kind == PieceKind.Member).Select(piece => piece.Name).ToHashSet(StringComparer.Ordinal);
            var types = changed.Where(piece => piece.Kind == PieceKind.Type).Select(piece => piece.Name).ToHashSet(StringComparer.Ordinal);
            var decisions = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
            foreach (var hit in candidates.Select(candidate => candidate.Known?.Coverage).OfType<TestCoverage>().SelectMany(coverage => coverage.Hits))
            {
                if (!decisions.TryGetValue(hit.Member, out var sites))
                    decisions.Add(hit.Member, sites = []);
                sites.UnionWith(hit.Goals.Select(goal => goal / 2));
            }

            foreach (var (member, sites) in decisions)
            {
                var isChanged = names.Contains(member) || (DocumentationId.TypeOf(member) is { } type && types.Contains(type));
                _weights[member] = (1 + (ComplexityWeight * Math.Log2(1 + sites.Count))) * (isChanged ? ChangedWeight : 1);
            }
        }

        public Reach Of(int candidate)
        {
            var items = new List<int>();
            var weights = new List<double>();
            foreach (var hit in _candidates[candidate].Known!.Coverage!.Hits)
            {
                foreach (var (place, isGoal) in hit.Lines.Select(line => (line, false)).Concat(hit.Goals.Select(goal => (goal, true))))
                {
                    if (!_numbers.TryGetValue((hit.Member, place, isGoal), out var number))
                        _numbers.Add((hit.Member, place, isGoal), number = _numbers.Count);
                    items.Add(number);
                    weights.Add(_weights[hit.Member]);
                }
            }

            return new Reach([.. items], [.. weights], weights.Sum());
        }
    }
}
