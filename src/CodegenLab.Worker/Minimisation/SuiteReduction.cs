using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;

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
        var minimiser = new TestMinimiser(runner, assessor, vocabulary, MinimiseWorkPerTest);
        var assertions = new AssertionChooser(assessor);
        var smallest = new List<(Candidate Candidate, HashSet<int> Kills)>();
        var byText = new Dictionary<string, (Candidate Candidate, HashSet<int> Kills)>(StringComparer.Ordinal);
        foreach (var one in chosen)
        {
            var test = (Candidate: minimiser.Minimise(one), one.Must.Kills);

            // Two that were made smaller may have become one.
            if (byText.TryAdd(test.Candidate.Test.ToString(), test))
            {
                smallest.Add(test);
            }
            else
            {
                var twin = byText[test.Candidate.Test.ToString()];
                twin.Candidate.Kills.UnionWith(test.Candidate.Kills);
                twin.Kills.UnionWith(test.Kills);
            }

            onProgress((double)smallest.Count / chosen.Count);
        }

        return [.. smallest.Select(test => (test.Candidate, Chosen: assertions.Choose(test.Candidate, test.Kills))).Where(test => test.Chosen.Assertions.Count > 0)];
    }
}
