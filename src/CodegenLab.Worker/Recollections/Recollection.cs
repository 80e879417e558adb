using CodegenLab.Worker.Minimisation;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Recollections;

/// <summary>
/// Tries an earlier suite on the code as it is. Tests that are about no changed member stay as they are if all that they assert is seen again, with those of their kills that they make again.
/// What is left to search for is what the changed members have, and what the suite has lost.
/// </summary>
/// <param name="translation">From the vocabulary of the earlier suite.</param>
internal sealed class Recollection(SearchJob job, EarlierSuite earlier, Translation translation, Assessor assessor)
{
    /// <summary>Of the budget, whatever little there is to search for: a member is not learnt in less.</summary>
    private const double LeastShare = .05;

    private readonly HashSet<string> _changed = [.. earlier.Changed];
    private readonly HashSet<int> _changedLines = [.. earlier.ChangedLines];
    private readonly List<(int Place, Candidate Candidate, Observation[] Assertions)> _held = [];
    private readonly List<Recalled> _kept = [];
    private readonly List<TestCase> _seeds = [];
    private readonly HashSet<string> _aims = [.. earlier.Changed, .. earlier.Around];

    private HashSet<int> _goals = [];
    private HashSet<int> _lines = [];
    private HashSet<int> _kills = [];

    /// <summary>Tests to start from: all of the earlier suite that can still be said, and what showed something beside it.</summary>
    public IReadOnlyList<TestCase> Seeds => _seeds;

    /// <summary>What counts no more: it is kept, or nobody asks for it.</summary>
    public Obligations Settled { get; private set; } = new([], [], []);

    /// <summary>What a search for the rest may spend of the budget, 0–1; 0: there is nothing to search for.</summary>
    public double Share { get; private set; }

    /// <summary>Documentation ids of members to make new tests for.</summary>
    public IReadOnlySet<string> Aims => _aims;

    /// <summary>Mutants that what is kept reaches.</summary>
    public IEnumerable<int> Reached => _kept.SelectMany(test => test.Candidate.Reached);

    /// <summary>How many tests are kept with the assertions that they had.</summary>
    public int Unaltered => _kept.Count(test => !test.IsJoined);

    /// <summary>Sites that nothing is asked of guide the search and are no goals of it.</summary>
    public Build Narrowed => job.Search with
    {
        Sites = [.. job.Search.Sites.Select((site, id) => _goals.Contains(id * 2) || _goals.Contains((id * 2) + 1) ? site : site with { IsSoft = true })],
    };

    /// <summary>Before anything is searched.</summary>
    public void Run()
    {
        for (var i = 0; i < earlier.Tests.Length; i++)
            Try(i, earlier.Tests[i]);
        assessor.Initialisation.Give([.. _held.Select(held => held.Candidate)]);
        Confirm();
        ConfirmAfterInitialising();
        _seeds.AddRange(earlier.Reachers.Concat(earlier.Suspicions.Select(suspicion => suspicion.Case)).Select(translation.Of).OfType<TestCase>());
        FindWhatIsLost();
        foreach (var test in _kept)
            test.TakeKills(test.Candidate.Reached.Where(_kills.Contains), assessor);
        Settle();
    }

    /// <summary>The suite: what is kept, and what was found; of the same test both assert something.</summary>
    /// <param name="places">Where those kept stood.</param>
    public IReadOnlyList<(Candidate Candidate, ChosenAssertions Chosen)> With(IReadOnlyList<(Candidate Candidate, ChosenAssertions Chosen)> found, out IReadOnlyDictionary<Candidate, int> places)
    {
        var known = _kept.ToDictionary(test => test.Candidate.Test.ToString(), StringComparer.Ordinal);
        var others = new List<(Candidate Candidate, ChosenAssertions Chosen)>();
        foreach (var test in found)
        {
            if (known.TryGetValue(test.Candidate.Test.ToString(), out var same))
                same.Join(test.Chosen);
            else
                others.Add(test);
        }

        DropNeedless(others.Select(test => test.Candidate));
        places = _kept.ToDictionary(test => test.Candidate, test => test.Place);
        return [.. _kept.Select(test => (test.Candidate, test.Chosen)), .. others];
    }

    /// <summary>Members without a test: what an earlier search, which had more time for those that have not changed, said of them.</summary>
    public IEnumerable<Untested> Explain(IEnumerable<Untested> untested)
    {
        var said = earlier.Untested.Where(one => !_changed.Contains(one.Member)).DistinctBy(one => one.Member).ToDictionary(one => one.Member, StringComparer.Ordinal);
        return untested.Select(one => said.GetValueOrDefault(one.Member, one));
    }

    /// <summary>With suspicions of the earlier run that were not found again, where another process can tell whether they still hold.</summary>
    public IEnumerable<FoundSuspicion> With(IReadOnlyCollection<FoundSuspicion> found)
    {
        var known = found.Select(suspicion => (suspicion.Rule, suspicion.Subject)).ToHashSet();
        var kept = earlier.Suspicions.Where(suspicion => suspicion.Seen.Length > 0 && !_changed.Contains(earlier.Catalog.Members[suspicion.Subject].DocumentationId)).Select(translation.Of).OfType<FoundSuspicion>();
        return found.Concat(kept.Where(suspicion => !known.Contains((suspicion.Rule, suspicion.Subject)))).OrderBy(suspicion => suspicion.Rule).ThenBy(suspicion => suspicion.Subject);
    }

    private void Try(int place, FoundTest test)
    {
        var subject = earlier.Catalog.Members[test.Subject].DocumentationId;
        if (translation.Of(test.Case) is not { } translated)
            return;
        _seeds.Add(translated);
        if (_changed.Contains(subject))
            return;
        if (translation.Of(test.Observations) is not { } assertions || assessor.Assess(translated) is not { } candidate || !assertions.All(assertion => Assessor.Holds(assertion, candidate.Observations)))
        {
            _aims.Add(subject);
            return;
        }

        _held.Add((place, candidate, assertions));
    }

    /// <summary>What a test covers now, and which of its kills it still makes.</summary>
    private void Confirm()
    {
        var goals = Covered(test => test.Goals, seen => seen.Goals, goal => _changed.Contains(job.Search.Sites[goal >> 1].Member));
        var lines = Covered(test => test.Lines, seen => seen.Lines, _changedLines.Contains);
        for (var i = 0; i < _held.Count; i++)
        {
            var (place, seen, assertions) = _held[i];
            var candidate = new Candidate(seen.Test, seen.Subject, assertions, goals[i], lines[i], seen.Reached, seen.MutantFuel);
            var kept = new Recalled(candidate, assertions, translation.Of(earlier.Tests[place].Unchanged) ?? [], place, EntersChanged(seen));
            kept.TakeKills(earlier.Tests[place].Kills.Where(mutant => seen.Reached.Contains(mutant) && !job.KilledMutants.Contains(mutant)), assessor);
            _kept.Add(kept);
        }
    }

    /// <summary>Kills that a test makes without running into the mutant: its types do, while they are initialised.</summary>
    private void ConfirmAfterInitialising()
    {
        foreach (var mutant in assessor.Initialisation.Mutants.Except(_kept.SelectMany(test => test.Candidate.Kills)).Except(job.KilledMutants))
        {
            assessor.Initialisation.Renew(mutant, isRenewed: true);
            var killers = _kept.Where(test => earlier.Tests[test.Place].Kills.Contains(mutant)).ToList();
            killers.ForEach(killer => killer.TakeKills([mutant], assessor));
            if (!killers.Exists(killer => killer.Candidate.Kills.Contains(mutant)))
                assessor.Initialisation.Renew(mutant, isRenewed: false);
        }
    }

    /// <summary>
    /// Goals or lines, by test: those of changed members that it was seen to cover; of others those that it covered before, if that was seen too. What types initialise is seen of the test alone
    /// that comes first in its process, and not of others that would do it as well: those that run nothing changed keep it as long as it was seen of any.
    /// </summary>
    private List<List<int>> Covered(Func<FoundTest, IReadOnlyList<int>> then, Func<Candidate, IReadOnlyList<int>> now, Func<int, bool> isChanged)
    {
        var seen = _held.SelectMany(held => now(held.Candidate)).ToHashSet();
        var covered = _held.Select(held => then(earlier.Tests[held.Place]).Where(EntersChanged(held.Candidate) ? now(held.Candidate).Contains : seen.Contains).Union(now(held.Candidate).Where(isChanged)).ToList()).ToList();
        var orphans = earlier.Tests.SelectMany(then).Except(covered.SelectMany(all => all)).ToHashSet();
        foreach (var (held, own) in _held.Zip(covered))
            own.AddRange(now(held.Candidate).Where(orphans.Remove));
        return covered;
    }

    private bool EntersChanged(Candidate seen) => seen.Lines.Any(_changedLines.Contains) || seen.Goals.Any(goal => _changed.Contains(job.Search.Sites[goal >> 1].Member));

    /// <summary>Asked for is what changed members have and what the suite had and has no more.</summary>
    private void FindWhatIsLost()
    {
        _goals = [.. earlier.CoveredGoals, .. earlier.Tests.SelectMany(test => test.Goals)];
        _goals.ExceptWith(_kept.SelectMany(test => test.Candidate.Goals));
        _goals.ExceptWith(job.CoveredGoals);
        _lines = [.. earlier.Tests.SelectMany(test => test.Lines)];
        _lines.ExceptWith(_kept.SelectMany(test => test.Candidate.Lines));
        _kills = [.. earlier.Tests.SelectMany(test => test.Kills)];
        _kills.ExceptWith(_kept.SelectMany(test => test.Candidate.Kills));
        _kills.ExceptWith(job.KilledMutants);
        foreach (var test in earlier.Tests.Where(test => test.Goals.Any(_goals.Contains) || test.Lines.Any(_lines.Contains) || test.Kills.Any(_kills.Contains)))
            _aims.Add(earlier.Catalog.Members[test.Subject].DocumentationId);

        _goals.UnionWith(Goals().Where(goal => _changed.Contains(job.Search.Sites[goal >> 1].Member)));
        _lines.UnionWith(_changedLines);
        _kills.UnionWith(Enumerable.Range(0, job.Mutants.Mutants.Length).Where(mutant => _changed.Contains(job.Mutants.Mutants[mutant].Member)));
        _kills.ExceptWith(job.KilledMutants);
    }

    private void Settle()
    {
        Settled = new Obligations(
            [.. Goals().Where(goal => !_goals.Contains(goal)), .. job.CoveredGoals, .. _kept.SelectMany(test => test.Candidate.Goals)],
            [.. Enumerable.Range(0, job.Search.Lines).Where(line => !_lines.Contains(line)), .. job.OtherLines, .. _kept.SelectMany(test => test.Candidate.Lines)],
            [.. Enumerable.Range(0, job.Mutants.Mutants.Length).Where(mutant => !_kills.Contains(mutant)), .. _kept.SelectMany(test => test.Candidate.Kills)]);
        var isAsked = _goals.Except(Settled.Goals).Any() || _lines.Except(Settled.Lines).Any() || _kills.Except(Settled.Kills).Any();
        Share = isAsked ? Math.Min(1, LeastShare + ((double)(_goals.Count + _kills.Count) / Math.Max(1, Goals().Count() + job.Mutants.Mutants.Length))) : 0;
    }

    private IEnumerable<int> Goals() =>
        Enumerable.Range(0, job.Search.Sites.Length * 2).Where(goal => !job.Search.Sites[goal >> 1].IsSoft && ((goal & 1) == 0 || !job.Search.Sites[goal >> 1].IsArm));

    /// <summary>Of the tests that run changed code, those may go for which the change has left nothing to do. The largest first.</summary>
    private void DropNeedless(IEnumerable<Candidate> others)
    {
        var dispensable = _kept.Where(test => test.EntersChanged).OrderByDescending(test => test.Candidate.Size).ThenByDescending(test => test.Place).Select(test => test.Candidate);
        var needless = Redundancy.Of(_kept.Select(test => test.Candidate).Concat(others), dispensable, ObligationsOf);
        _kept.RemoveAll(test => needless.Contains(test.Candidate));
    }

    private IEnumerable<(char, int)> ObligationsOf(Candidate candidate) =>
        candidate.Goals.Where(goal => !job.CoveredGoals.Contains(goal)).Select(goal => ('g', goal))
            .Concat(candidate.Lines.Where(line => !job.OtherLines.Contains(line)).Select(line => ('l', line)))
            .Concat(candidate.Kills.Select(mutant => ('k', mutant)));
}
