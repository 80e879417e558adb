using System.Collections.Immutable;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Selection;

/// <summary>
/// Says how early the order would have found what failed in earlier runs: APFD, 1 − (sum of the places of the failing tests) / (tests × failing) + 1 / (2 × tests).
/// Each failing test counts as a fault. The order is made from the results before the run it is judged by; of what tests reach only the newest is remembered, and used.
/// </summary>
/// <param name="known">From <see cref="SuiteHistory.Tests"/>.</param>
public sealed class OrderJudge(ImmutableArray<KnownTest> known)
{
    /// <summary>From fewer runs a mean says nothing.</summary>
    public const int LeastRuns = 3;

    public OrderQuality Judge()
    {
        var qualities = new List<(double Ours, double AsTheyStand)>();
        foreach (var run in known.SelectMany(test => test.Results).Select(result => result.Run).Distinct().Order())
        {
            var tests = known.Where(test => test.Results.Any(result => result.Run == run)).ToList();
            var failed = tests.Where(test => test.Results.First(result => result.Run == run).Status == SuiteTestStatus.Failed).Select(test => test.Name).ToHashSet();
            if (failed.Count == 0 || tests.Count < 2 || !tests.Exists(test => test.Results.Any(result => result.Run < run)))
                continue;
            var before = tests.Select(test => new Candidate(test.Name, Before(test, run), false)).ToList();
            qualities.Add((Apfd(TestPrioritizer.Order(before, ImmutableHashSet<CodePiece>.Empty).Select(ranked => ranked.Candidate.Name), failed), Apfd(tests.Select(test => test.Name), failed)));
        }

        return qualities.Count < LeastRuns ? new OrderQuality(qualities.Count, null, null) : new OrderQuality(qualities.Count, qualities.Average(one => one.Ours), qualities.Average(one => one.AsTheyStand));
    }

    /// <summary>From 0 to 1; higher is earlier.</summary>
    internal static double Apfd(IEnumerable<TestName> order, IReadOnlySet<TestName> failed)
    {
        var (places, count) = (0L, 0);
        foreach (var test in order)
        {
            count++;
            places += failed.Contains(test) ? count : 0;
        }

        return 1 - ((double)places / ((long)count * failed.Count)) + (1.0 / (2 * count));
    }

    private static KnownTest? Before(KnownTest test, int run)
    {
        var results = test.Results.Where(result => result.Run < run).ToImmutableArray();
        return results.IsEmpty ? null : test with { Results = results };
    }
}
