using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests;

/// <summary>Code that answers before it has done all of its work: what the rest of it changes is no property of a test.</summary>
public sealed class UnawaitedWorkTests
{
    private const string Source = """
        namespace Sample;
        public sealed class Post
        {
            private System.Threading.Timer? _later;
            public int Accepted { get; private set; }
            public int Sent { get; private set; }
            public async Task<bool> AcceptAsync(string letter)
            {
                if (letter.Length == 0)
                    return false;
                Accepted++;
                _later = new System.Threading.Timer(_ => Sent++, null, dueTime: 1, period: System.Threading.Timeout.Infinite);
                await Task.Yield();
                return true;
            }
        }
        """;

    [Test]
    public void What_goes_on_afterwards_is_not_seen()
    {
        using var sample = new SearchedSample(Source);
        var found = sample.Search(sample.Job(seed: 1, cpuSeconds: .1));

        var seen = sample.Replay(found, shuffle: 5)[Array.FindIndex(found.Tests, test => test.Observations.Any(observation => observation.Fact is Fact.EqualTo { Value.Value: true }))]!;

        var names = seen.Where(observation => observation.Of.Path.Length > 0).Select(observation => found.Catalog.Members[observation.Of.Path[^1]].Name).ToList();
        Assert.That(names, Has.Some.EqualTo("Accepted").And.None.EqualTo("Sent"));
    }
}
