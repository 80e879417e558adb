using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Chooses few tests that together cover every goal and line and kill every mutant that all candidates do (greedy set cover, Chvátal 1979), and gives each obligation to one of them.</summary>
internal sealed class SuiteMinimiser(Runner runner, Assessor assessor)
{
    /// <summary>The chosen tests with what each must keep when it is made smaller.</summary>
    /// <param name="settled">Counts no more.</param>
    public List<Chosen> Choose(IReadOnlyList<Candidate> found, Obligations settled)
    {
        var candidates = Speaking(found, settled.Kills);
        var goals = candidates.SelectMany(candidate => candidate.Goals).Where(goal => !settled.Goals.Contains(goal)).ToHashSet();
        var lines = candidates.SelectMany(candidate => candidate.Lines).Where(line => !settled.Lines.Contains(line)).ToHashSet();
        var kills = candidates.SelectMany(candidate => candidate.Kills).Where(mutant => !settled.Kills.Contains(mutant)).ToHashSet();

        // First who covers: then the kill matrix is needed for those and the known killers only.
        var covering = Greedy(candidates, goals, lines, []);
        var pool = covering.Concat(candidates.Where(candidate => candidate.Kills.Count > 0)).Distinct().ToList();
        CompleteKills(pool, kills);
        var order = Greedy(pool, goals, lines, kills);
        order = WithoutRedundant(order, goals, lines, kills);
        return Assign(order, goals, lines, kills);
    }

    /// <summary>Without tests that no assertion is worth writing for: what they cover is covered by another or not at all.</summary>
    private List<Candidate> Speaking(IReadOnlyList<Candidate> found, IReadOnlySet<int> killedMutants)
    {
        var kills = found.SelectMany(candidate => candidate.Kills).Where(mutant => !killedMutants.Contains(mutant)).ToHashSet();
        CompleteKills([.. found.Where(candidate => !candidate.SaysSomething)], kills);
        return [.. found.Where(candidate => candidate.SaysSomething)];
    }

    /// <summary>Every kill of every candidate in the pool, not just the first killer's.</summary>
    private void CompleteKills(List<Candidate> pool, HashSet<int> kills)
    {
        foreach (var candidate in pool)
        {
            foreach (var mutant in candidate.Reached)
            {
                if (runner.StopRequested)
                    return;
                if (kills.Contains(mutant) && !candidate.Kills.Contains(mutant) && assessor.Kills(candidate, mutant))
                    candidate.Kills.Add(mutant);
            }
        }
    }

    private static List<Candidate> Greedy(IReadOnlyList<Candidate> candidates, IEnumerable<int> goals, IEnumerable<int> lines, IEnumerable<int> kills)
    {
        var open = new Obligations([.. goals], [.. lines], [.. kills]);
        var rest = candidates.ToList();
        var chosen = new List<Candidate>();

        // Lazy greedy: gains only fall, so a stale gain is an upper bound.
        var queue = new PriorityQueue<Candidate, (double, int)>();
        for (var i = 0; i < rest.Count; i++)
            queue.Enqueue(rest[i], (-open.Gain(rest[i]), i));
        while (queue.TryDequeue(out var candidate, out var priority))
        {
            var gain = open.Gain(candidate);
            if (gain <= 0)
                continue;
            if (-gain > priority.Item1 + 1e-12 && queue.TryPeek(out _, out var next) && (-gain, priority.Item2).CompareTo(next) > 0)
            {
                queue.Enqueue(candidate, (-gain, priority.Item2));
                continue;
            }

            chosen.Add(candidate);
            open.Meet(candidate);
        }

        return chosen;
    }

    /// <summary>Drops tests, the largest first, that the others make unnecessary.</summary>
    private static List<Candidate> WithoutRedundant(List<Candidate> order, HashSet<int> goals, HashSet<int> lines, HashSet<int> kills)
    {
        var counts = new Dictionary<(char, int), int>();
        foreach (var candidate in order)
        {
            foreach (var obligation in ObligationsOf(candidate, goals, lines, kills))
                counts[obligation] = counts.GetValueOrDefault(obligation) + 1;
        }

        var kept = order.ToHashSet();
        foreach (var candidate in order.OrderByDescending(candidate => candidate.Size))
        {
            var own = ObligationsOf(candidate, goals, lines, kills).ToList();
            if (own.Any(obligation => counts[obligation] == 1))
                continue;
            kept.Remove(candidate);
            foreach (var obligation in own)
                counts[obligation]--;
        }

        return [.. order.Where(kept.Contains)];
    }

    private static IEnumerable<(char, int)> ObligationsOf(Candidate candidate, HashSet<int> goals, HashSet<int> lines, HashSet<int> kills) =>
        candidate.Goals.Where(goals.Contains).Select(goal => ('g', goal))
            .Concat(candidate.Lines.Where(lines.Contains).Select(line => ('l', line)))
            .Concat(candidate.Kills.Where(kills.Contains).Select(mutant => ('k', mutant)));

    /// <summary>Every obligation goes to the smallest test that meets it.</summary>
    private static List<Chosen> Assign(List<Candidate> order, HashSet<int> goals, HashSet<int> lines, HashSet<int> kills)
    {
        var open = new Obligations([.. goals], [.. lines], [.. kills]);
        var chosen = new Dictionary<Candidate, Chosen>();
        foreach (var candidate in order.OrderBy(candidate => candidate.Size))
            chosen.Add(candidate, new Chosen(candidate, open.Take(candidate)));
        return [.. order.Select(candidate => chosen[candidate])];
    }
}

/// <param name="Candidate">The test as it was found.</param>
/// <param name="Must">What it alone has to keep.</param>
internal sealed record Chosen(Candidate Candidate, Obligations Must);

/// <summary>Goals and lines to cover, mutants to kill.</summary>
internal sealed record Obligations(HashSet<int> Goals, HashSet<int> Lines, HashSet<int> Kills)
{
    public bool IsEmpty => Goals.Count + Lines.Count + Kills.Count == 0;

    /// <summary>How much of it a test meets, per size: goals and kills count in full, lines little.</summary>
    public double Gain(Candidate candidate)
    {
        var gain = 0.0;
        foreach (var goal in candidate.Goals)
            gain += Goals.Contains(goal) ? 1 : 0;
        foreach (var mutant in candidate.Kills)
            gain += Kills.Contains(mutant) ? 1 : 0;
        foreach (var line in candidate.Lines)
            gain += Lines.Contains(line) ? .2 : 0;
        return gain / (8 + candidate.Size);
    }

    public void Meet(Candidate candidate)
    {
        Goals.ExceptWith(candidate.Goals);
        Lines.ExceptWith(candidate.Lines);
        Kills.ExceptWith(candidate.Kills);
    }

    /// <summary>Takes out what a test meets.</summary>
    public Obligations Take(Candidate candidate)
    {
        var taken = new Obligations([.. candidate.Goals.Where(Goals.Contains)], [.. candidate.Lines.Where(Lines.Contains)], [.. candidate.Kills.Where(Kills.Contains)]);
        Meet(candidate);
        return taken;
    }
}
