using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>From many candidates to a suite that covers and kills as much: choose, make smaller, choose assertions, order.</summary>
internal sealed class SuiteReduction(Runner runner, Assessor assessor, Vocabulary vocabulary, Build search, Build mutants)
{
    private const long MinimiseWorkPerTest = 100_000;

    /// <param name="candidates">May come out with more kills noted.</param>
    /// <param name="settled">Counts no more.</param>
    /// <param name="onProgress">Called for every test with the share done.</param>
    public FoundTest[] Reduce(IReadOnlyList<Candidate> candidates, Obligations settled, Action<double> onProgress) =>
        new SuiteOrder(vocabulary.Universe.Catalog, search).Arrange(Choose(candidates, settled, onProgress));

    /// <summary>The tests with their assertions, in no order.</summary>
    public IReadOnlyList<(Candidate Candidate, ChosenAssertions Chosen)> Choose(IReadOnlyList<Candidate> candidates, Obligations settled, Action<double> onProgress)
    {
        var chosen = new SuiteMinimiser(runner, assessor, new Homes(vocabulary.Universe.Catalog, search, mutants)).Choose(candidates, settled);

        // Tests that nobody has made smaller are no tests to read, however long it took to choose them.
        runner.Meter.BeginPhase();
        var minimiser = new TestMinimiser(runner, assessor, vocabulary, MinimiseWorkPerTest);
        var assertions = new AssertionChooser(assessor, vocabulary.Universe.Catalog);
        var smallest = new List<(Candidate Candidate, HashSet<int> Kills)>();
        var musts = new Dictionary<Candidate, Obligations>();
        var byText = new Dictionary<string, (Candidate Candidate, HashSet<int> Kills)>(StringComparer.Ordinal);
        foreach (var one in chosen)
        {
            var test = (Candidate: minimiser.Minimise(one), one.Must.Kills);

            // Two that were made smaller may have become one.
            if (byText.TryAdd(test.Candidate.Test.ToString(), test))
            {
                smallest.Add(test);
                musts.Add(test.Candidate, one.Must);
            }
            else
            {
                var twin = byText[test.Candidate.Test.ToString()];
                twin.Candidate.Kills.UnionWith(test.Candidate.Kills);
                twin.Kills.UnionWith(test.Kills);
                musts[twin.Candidate].Goals.UnionWith(one.Must.Goals);
                musts[twin.Candidate].Lines.UnionWith(one.Must.Lines);
            }

            onProgress((double)smallest.Count / chosen.Count);
        }

        DropFaults(smallest, musts);
        assertions.Learn(smallest.Select(test => test.Candidate));
        return [.. smallest.Select(test => (test.Candidate, Chosen: assertions.Choose(test.Candidate, test.Kills))).Where(test => test.Chosen.Assertions.Count > 0)];
    }

    /// <summary>Drops tests that end in an exception where others of the member, smaller by now, cover and notice the same: what nothing else notices is the only reason to write such a test.</summary>
    private void DropFaults(List<(Candidate Candidate, HashSet<int> Kills)> tests, Dictionary<Candidate, Obligations> musts)
    {
        foreach (var test in tests.Where(test => test.Candidate.Observations.Any(observation => observation.Fact is Fact.Throws)).OrderByDescending(test => test.Candidate.Size).ToList())
        {
            var others = tests.Where(other => other.Candidate != test.Candidate && other.Candidate.Subject == test.Candidate.Subject).ToList();
            var must = musts[test.Candidate];
            if (runner.StopRequested || !must.Goals.All(goal => others.Exists(other => other.Candidate.Goals.Contains(goal))) || !must.Lines.All(line => others.Exists(other => other.Candidate.Lines.Contains(line))))
                continue;
            var killers = test.Kills.ToDictionary(mutant => mutant, mutant => others.Find(other => assessor.Reaches(other.Candidate, mutant) && assessor.Kills(other.Candidate, mutant)));
            if (killers.Values.Any(killer => killer.Candidate is null))
                continue;
            foreach (var (mutant, killer) in killers)
            {
                killer.Kills.Add(mutant);
                killer.Candidate.Kills.Add(mutant);
            }

            tests.Remove(test);
        }
    }
}
