using CodegenLab.Probes;

namespace CodegenLab.Engine.Tests;

/// <summary>Code whose threads come to the same branch at the same time: its probe notes that twice, now and then. Here it does so each time.</summary>
public sealed class ParallelCodeTests
{
    private const string Source = """
        namespace Sample;
        public static class Sums
        {
            public static bool Is(int x, int y)
            {
                var sum = 17 * x + 3 * y;
                var met = sum == 54_444;
                ((Action)AppContext.GetData("another thread")!)();
                return met && x - y == 12 ? true : false;
            }
        }
        """;

    [Test]
    public void A_search_comes_to_its_end()
    {
        AppContext.SetData("another thread", new Action(() => Trace.Touched[Trace.TouchedCount++] = Trace.Touched[0]));
        using var sample = new SearchedSample(Source);

        var found = sample.Search(sample.Job(seed: 1, cpuSeconds: 1));

        Assert.That(found.Tests, Is.Not.Empty);
    }
}
