using System.Collections.Immutable;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Gives what drafts do to the engine to search on from: their values may be what it lacked.</summary>
internal sealed class Seeding(DraftingSubject subject, Gains gains)
{
    /// <summary>Tests that the engine was given, each once with the number that it has there.</summary>
    private readonly List<(Draft Draft, string Test)> _seeds = [];

    /// <summary>Branch outcomes that the engine covers since.</summary>
    public int GrownBranches { get; private set; }

    /// <summary>Mutants that the engine's tests kill since.</summary>
    public int GrownMutants { get; private set; }

    /// <summary>What the tests of a draft do, numbered so that what comes of them is known as theirs.</summary>
    public IEnumerable<TestCase> SeedsOf(Draft draft, JudgedClass judged)
    {
        foreach (var (test, cases) in judged.Cases.Where(test => !test.Value.IsEmpty).OrderBy(test => test.Key, StringComparer.Ordinal))
        {
            _seeds.Add((draft, test));
            foreach (var one in cases)
                yield return one with { Origin = _seeds.Count - 1 };
        }
    }

    /// <summary>Has the engine search on.</summary>
    /// <returns>It found something.</returns>
    public async Task<bool> GrowAsync(List<TestCase> seeds, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (seeds.Count == 0)
            return false;
        progress.Report($"searching on from {Amounts.Of(seeds.Count, "draft")}");
        var (goals, kills) = (gains.Goals.Count, gains.Kills.Count);
        gains.Suite = await subject.Grow(gains.Suite, seeds, cancellationToken);
        var (moreGoals, moreKills) = (gains.Goals.Count - goals, gains.Kills.Count - kills);
        (GrownBranches, GrownMutants) = (GrownBranches + moreGoals, GrownMutants + moreKills);
        return moreGoals + moreKills > 0;
    }

    /// <summary>How many of the engine's tests came of an answer.</summary>
    /// <param name="superfluous">Indexes of tests that do not count.</param>
    public Dictionary<Answer, int> GrownOf(IReadOnlySet<int> superfluous) => gains.Suite.Tests
        .Where((test, index) => test.Case.Origin >= 0 && !superfluous.Contains(index))
        .GroupBy(test => _seeds[test.Case.Origin].Draft.Answer)
        .ToDictionary(tests => tests.Key, tests => tests.Count());

    /// <summary>All of them, as reports have them.</summary>
    /// <param name="sharing">How many tests an answer brought, drafted and grown.</param>
    public ImmutableArray<Seed> Told(Func<Answer, int> sharing) => [.. _seeds.Select(seed => new Seed(seed.Test, seed.Draft.Answer.Model, seed.Draft.Answer.Cost / Math.Max(1, sharing(seed.Draft.Answer))))];
}
