using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>
/// Chooses few tests that together cover every goal and line and kill every mutant that all candidates do (greedy set cover, Chvátal 1979), and gives each obligation to one of them, to one about its own type where there is one.
/// </summary>
internal sealed class SuiteMinimiser(Runner runner, Assessor assessor, Homes homes)
{
    /// <summary>Tests that a mutant is tried on besides its killer: among so many are some that a suite needs anyway.</summary>
    private const int MostTries = 40;

    /// <summary>The chosen tests with what each must keep when it is made smaller.</summary>
    /// <param name="settled">Counts no more.</param>
    public List<Chosen> Choose(IReadOnlyList<Candidate> found, Obligations settled)
    {
        var candidates = Speaking(found, settled.Kills);
        var goals = candidates.SelectMany(candidate => candidate.Goals).Where(goal => !settled.Goals.Contains(goal)).ToHashSet();
        var lines = candidates.SelectMany(candidate => candidate.Lines).Where(line => !settled.Lines.Contains(line)).ToHashSet();
        var kills = candidates.SelectMany(candidate => candidate.Kills).Where(mutant => !settled.Kills.Contains(mutant)).ToHashSet();

        // First who covers: then the kill matrix is needed for those and the known killers only.
        var covering = Greedy(Share.Of(candidates, new Obligations(goals, lines, []), homes));
        var pool = covering.Select(share => share.Candidate).Concat(candidates.Where(candidate => candidate.Kills.Count > 0)).Distinct().ToList();
        CompleteKills(pool, kills);
        return Assign(WithoutRedundant(Greedy(Share.Of(pool, new Obligations(goals, lines, kills), homes))));
    }

    /// <summary>Without tests that no assertion is worth writing for: what they cover is covered by another or not at all.</summary>
    private List<Candidate> Speaking(IReadOnlyList<Candidate> found, IReadOnlySet<int> killedMutants)
    {
        var kills = found.SelectMany(candidate => candidate.Kills).Where(mutant => !killedMutants.Contains(mutant)).ToHashSet();
        CompleteKills([.. found.Where(candidate => !candidate.SaysSomething)], kills);
        foreach (var candidate in found.Where(candidate => candidate.Kills.Count == 0))
            candidate.IsIdle = ShowsNothingNew(candidate);
        return [.. found.Where(candidate => candidate.SaysSomething)];
    }

    /// <summary>All that there is to assert was so before the call that the test ends with.</summary>
    private bool ShowsNothingNew(Candidate candidate)
    {
        var last = candidate.Test.Statements.Length - 1;
        if (runner.StopRequested || candidate.Observations.Any(observation => observation.Of.Statement == last && observation.Fact is not Fact.IsNotNull))
            return false;
        var unchanged = assessor.Unchanged(candidate);
        return Enumerable.Range(0, candidate.Observations.Count).All(i => candidate.Observations[i].Fact is Fact.IsNotNull || unchanged.Contains(i));
    }

    /// <summary>The kills of the candidates in the pool, not just the first killer's.</summary>
    private void CompleteKills(List<Candidate> pool, HashSet<int> kills)
    {
        var left = kills.ToDictionary(mutant => mutant, _ => MostTries);
        foreach (var candidate in pool)
        {
            if (runner.StopRequested)
                return;
            List<int> mutants = [.. candidate.Reached.Where(mutant => left.GetValueOrDefault(mutant) > 0 && !candidate.Kills.Contains(mutant))];
            mutants.ForEach(mutant => left[mutant]--);
            candidate.Kills.UnionWith(assessor.Differing(candidate, mutants, stopAtFirst: true).Keys);
        }
    }

    private static List<Share> Greedy(List<Share> shares)
    {
        var open = Obligations.Of(shares);
        var chosen = new List<Share>();

        // Lazy greedy: gains only fall, so a stale gain is an upper bound.
        var queue = new PriorityQueue<Share, (double, int)>();
        for (var i = 0; i < shares.Count; i++)
            queue.Enqueue(shares[i], (-open.Gain(shares[i]), i));
        while (queue.TryDequeue(out var share, out var priority))
        {
            var gain = open.Gain(share);
            if (gain <= 0)
                continue;
            if (-gain > priority.Item1 + 1e-12 && queue.TryPeek(out _, out var next) && (-gain, priority.Item2).CompareTo(next) > 0)
            {
                queue.Enqueue(share, (-gain, priority.Item2));
                continue;
            }

            chosen.Add(share);
            open.Take(share);
        }

        return chosen;
    }

    /// <summary>Drops tests, the largest first, that the others make unnecessary.</summary>
    private static List<Share> WithoutRedundant(List<Share> order)
    {
        var redundant = Redundancy.Of(order, order.OrderByDescending(share => share.Candidate.Size), ObligationsOf);
        return [.. order.Where(share => !redundant.Contains(share))];
    }

    private static IEnumerable<(char, int)> ObligationsOf(Share share) =>
        share.Goals.Select(goal => ('g', goal)).Concat(share.Lines.Select(line => ('l', line))).Concat(share.Kills.Select(mutant => ('k', mutant)));

    /// <summary>Every obligation goes to the smallest test that may stand for it.</summary>
    private static List<Chosen> Assign(List<Share> order)
    {
        var open = Obligations.Of(order);
        var chosen = new Dictionary<Share, Chosen>();
        foreach (var share in order.OrderBy(share => share.Candidate.Size))
            chosen.Add(share, new Chosen(share.Candidate, open.Take(share)));
        return [.. order.Select(share => chosen[share])];
    }
}

/// <param name="Candidate">The test as it was found.</param>
/// <param name="Must">What it alone has to keep.</param>
internal sealed record Chosen(Candidate Candidate, Obligations Must);

/// <summary>Goals and lines to cover, mutants to kill.</summary>
internal sealed record Obligations(HashSet<int> Goals, HashSet<int> Lines, HashSet<int> Kills)
{
    public bool IsEmpty => Goals.Count + Lines.Count + Kills.Count == 0;

    public static Obligations Of(IReadOnlyCollection<Share> shares) =>
        new([.. shares.SelectMany(share => share.Goals)], [.. shares.SelectMany(share => share.Lines)], [.. shares.SelectMany(share => share.Kills)]);

    /// <summary>How much of it a test meets, per size: goals and kills count in full, lines little.</summary>
    public double Gain(Share share) =>
        (share.Goals.Count(Goals.Contains) + share.Kills.Count(Kills.Contains) + .2 * share.Lines.Count(Lines.Contains)) / (8 + share.Candidate.Size);

    /// <summary>Takes out what a test meets.</summary>
    public Obligations Take(Share share)
    {
        var taken = new Obligations([.. share.Goals.Where(Goals.Contains)], [.. share.Lines.Where(Lines.Contains)], [.. share.Kills.Where(Kills.Contains)]);
        Goals.ExceptWith(share.Goals);
        Lines.ExceptWith(share.Lines);
        Kills.ExceptWith(share.Kills);
        return taken;
    }
}
