using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Keeps the assertions that earn their place: the outcome of the call under test, what it has written, and what kills the mutants that the test is there for (rarest first).</summary>
internal sealed class AssertionChooser(Assessor assessor, Catalog catalog)
{
    private const int MostWithoutKills = 4;

    private readonly Dictionary<Candidate, IReadOnlySet<int>> _unchanged = [];

    /// <summary>For members that tests are about, by catalog ids, what they change of the objects that they are called on.</summary>
    private readonly HashSet<(int Subject, int Place)> _changes = [];

    /// <summary>Looks at what members change: where one of their tests changes nothing, it says so of that.</summary>
    public void Learn(IEnumerable<Candidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            var unchanged = UnchangedIn(candidate);
            _changes.UnionWith(candidate.Observations.Where((observation, i) => !unchanged.Contains(i) && !observation.Of.Path.IsEmpty).Select(observation => (candidate.Subject, observation.Of.Path[0])));
        }
    }

    private IReadOnlySet<int> UnchangedIn(Candidate candidate)
    {
        if (!_unchanged.TryGetValue(candidate, out var unchanged))
            _unchanged.Add(candidate, unchanged = assessor.Unchanged(candidate));
        return unchanged;
    }

    /// <summary>None when all that can be said is that something is not null: no test is better than that one.</summary>
    /// <param name="candidate">Comes out with the kills that the chosen assertions notice.</param>
    /// <param name="asked">Mutants that the test is there for; what others are there for is theirs to assert.</param>
    public ChosenAssertions Choose(Candidate candidate, IReadOnlySet<int> asked)
    {
        var last = candidate.Test.Statements.Length - 1;
        var chosen = new SortedSet<int>();
        var observations = candidate.Observations;
        var unchanged = UnchangedIn(candidate);

        // The outcome: the exception, the result, what was written, or failing that the state after the last call.
        var act = Flushes.ActOf(catalog, candidate.Test);
        for (var i = 0; i < observations.Count && chosen.Count == 0; i++)
        {
            if (observations[i] is { Of: { Statement: var statement, Out: -1, Path.IsEmpty: true }, Fact: not Fact.IsNotNull } && (statement == last || statement == act))
                chosen.Add(i);
        }

        if (!observations.Any(observation => observation.Fact is Fact.Throws))
            chosen.UnionWith(assessor.Written(candidate, unchanged));

        var differing = assessor.Differing(candidate, candidate.Kills, stopAtFirst: false);
        var killers = candidate.Kills.ToDictionary(mutant => mutant, mutant => differing.GetValueOrDefault(mutant) ?? []);
        foreach (var killing in killers.Where(killer => asked.Contains(killer.Key)).Select(killer => killer.Value).Where(list => list.Count > 0).OrderBy(list => list.Count))
        {
            if (!killing.Any(chosen.Contains))
                chosen.Add(killing.MinBy(i => (observations[i].Fact is Fact.IsNotNull ? 1 : 0, unchanged.Contains(i) ? 1 : 0, observations[i].Of.Path.Length, observations[i].Fact is Fact.SameAs ? 0 : 1, -i)));
        }

        if (chosen.Count == 0)
            AddState(chosen, candidate, unchanged, last);
        // A message is quoted only where something hangs on it: words change more often than behaviour.
        var quotes = candidate.Kills.Where(asked.Contains).Any(mutant => assessor.NeedsMessage(candidate, mutant));
        candidate.Kills.RemoveWhere(mutant => !asked.Contains(mutant) && (!killers[mutant].Any(chosen.Contains) || (!quotes && assessor.NeedsMessage(candidate, mutant))));
        var places = chosen.Select((observation, place) => (observation, place)).ToDictionary(pair => pair.observation, pair => pair.place);
        return new ChosenAssertions(
            [.. chosen.Select(i => observations[i] is { Fact: Fact.Throws { Message: not null } thrown } observation && !quotes ? observation with { Fact = thrown with { Message = null } } : observations[i])],
            killers.Where(pair => candidate.Kills.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value.Where(places.ContainsKey).Select(i => places[i]).ToArray()))
        {
            Unchanged = [.. chosen.Where(unchanged.Contains).Select(i => observations[i].Of)],
        };
    }

    /// <summary>What nearly every object of a type has in common.</summary>
    private static bool SaysLittle(Fact fact) => fact is Fact.IsNull or Fact.EqualTo { Value.Value: null or 0 or 0L or false or "" } or Fact.Elements { Items.Length: 0 };

    /// <summary>A few facts about the latest state, those that say most and plain values first. Of what was so before the call, one will do: it says that nothing was the matter.</summary>
    private void AddState(SortedSet<int> chosen, Candidate candidate, IReadOnlySet<int> unchanged, int last)
    {
        var observations = candidate.Observations;
        var byWorth = Enumerable.Range(0, observations.Count)
            .Where(i => observations[i].Fact is not Fact.IsNotNull)
            .OrderBy(unchanged.Contains)
            .ThenByDescending(i => observations[i].Of.Statement == last)
            .ThenByDescending(i => unchanged.Contains(i) && observations[i].Of.Path is [var place, ..] && _changes.Contains((candidate.Subject, place)))
            .ThenBy(i => SaysLittle(observations[i].Fact))
            .ThenBy(i => observations[i].Of.Path.Length)
            .ThenBy(i => i);
        foreach (var i in byWorth.Take(MostWithoutKills))
        {
            if (chosen.Count > 0 && unchanged.Contains(i))
                return;
            chosen.Add(i);
        }
    }
}

/// <param name="Noticing">For each mutant that the test kills, the indexes of the assertions that fail on it.</param>
internal sealed record ChosenAssertions(List<Observation> Assertions, IReadOnlyDictionary<int, int[]> Noticing)
{
    /// <summary>Places of which something is asserted that was so before the call under test.</summary>
    public IReadOnlyList<Observed> Unchanged { get; init; } = [];
}
