using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests;

/// <summary>Code that answers before it has done all of its work: what the rest of it changes is no property of a test.</summary>
public sealed class UnawaitedWorkTests
{
    private const string Source = """
        namespace Sample;
        public sealed class Post
        {
            public int Accepted { get; private set; }
            public int Sent { get; private set; }
            public async Task<bool> AcceptAsync(string letter)
            {
                if (letter.Length == 0)
                    return false;
                Accepted++;
                _ = Task.Run(() => { System.Threading.Thread.SpinWait(60_000); Sent++; });
                await Task.Yield();
                return true;
            }
        }
        """;

    [Test]
    public void What_goes_on_afterwards_is_not_asserted()
    {
        using var sample = new SearchedSample(Source);
        var found = sample.Search(sample.Job(seed: 1, cpuSeconds: .1));

        var suite = sample.SuiteOf(found);

        foreach (var test in suite.Tests)
            TestContext.Out.WriteLine($"{test.Case}: {string.Join(", ", test.Observations.Select(observation => $"{string.Join('.', observation.Of.Path.Select(member => suite.Catalog.Members[member].Name))} {observation.Fact}"))}");
        var accepting = suite.Tests.Where(test => test.Observations.Any(observation => observation.Fact is Fact.EqualTo { Value.Value: true })).SelectMany(test => test.Observations).ToList();
        Assert.That(accepting, Is.Not.Empty);
        Assert.That(accepting.Where(observation => observation.Of.Path.Length > 0).Select(observation => suite.Catalog.Members[observation.Of.Path[^1]].Name), Has.None.EqualTo("Sent"));
    }
}
