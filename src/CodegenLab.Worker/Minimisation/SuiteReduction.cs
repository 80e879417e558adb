using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Minimisation;

/// <summary>From many candidates to a suite that covers and kills as much: choose, make smaller, choose assertions, order.</summary>
internal sealed class SuiteReduction(Runner runner, Assessor assessor, Vocabulary vocabulary, Build search)
{
    private const long MinimiseWorkPerTest = 60_000;

    /// <param name="candidates">May come out with more kills noted.</param>
    /// <param name="settled">Counts no more.</param>
    /// <param name="onProgress">Called for every test with the share done.</param>
    public FoundTest[] Reduce(IReadOnlyList<Candidate> candidates, Obligations settled, Action<double> onProgress)
    {
        var chosen = new SuiteMinimiser(runner, assessor).Choose(candidates, settled);
        var minimiser = new TestMinimiser(runner, assessor, vocabulary, MinimiseWorkPerTest);
        var assertions = new AssertionChooser(assessor);
        var smallest = new List<Candidate>();
        foreach (var test in chosen)
        {
            Add(smallest, minimiser.Minimise(test));
            onProgress((double)smallest.Count / chosen.Count);
        }

        var suite = smallest.Select(test => (Candidate: test, Chosen: assertions.Choose(test))).Where(test => test.Chosen.Assertions.Count > 0).ToList();
        return new SuiteOrder(vocabulary.Universe.Catalog, search).Arrange(suite);
    }

    /// <summary>Two that were made smaller may have become one.</summary>
    private static void Add(List<Candidate> tests, Candidate test)
    {
        var text = test.Test.ToString();
        if (tests.Find(other => other.Test.ToString() == text) is { } same)
            same.Kills.UnionWith(test.Kills);
        else
            tests.Add(test);
    }
}
