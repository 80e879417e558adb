namespace CodegenLab.Engine.Tests.Search;

/// <summary>What objects do after their Dispose.</summary>
public sealed class DisposedObjectsTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: .1)
{
    private const string Source = """
        namespace Sample;
        public sealed class Pen(System.IO.TextWriter paper) : IDisposable
        {
            private bool _isDisposed;
            private int _closed;

            public int Closed => _closed;

            public int Written { get; private set; }

            public void Write(string text)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                Written += text.Length;
            }

            public IEnumerable<string> Lines(int count)
            {
                if (_isDisposed)
                    throw new ObjectDisposedException(nameof(Pen));
                for (var i = 0; i < count; i++)
                    yield return new string('-', i);
            }

            public void Dispose()
            {
                if (_isDisposed)
                    return;
                _isDisposed = true;
                _closed++;
                paper.Dispose();
            }
        }
        """;

    [Test]
    public void All_branches_are_covered()
    {
        var goals = Found.Tests.SelectMany(test => test.Goals).ToHashSet();
        var open = Sample.Subject.Sites.Where(site => !site.IsSoft && site.Text == "_isDisposed" && !(goals.Contains(site.Id * 2) && goals.Contains((site.Id * 2) + 1))).Select(site => site.Member);

        Assert.That(open, Is.Empty);
    }

    [Test]
    public void Guards_of_the_framework_are_noticed() =>
        Assert.That(Sample.Subject.Mutants.Where(mutant => mutant.Original.Contains("ThrowIf", StringComparison.Ordinal)).Select(mutant => mutant.Id), Is.Not.Empty.And.SubsetOf(Found.Tests.SelectMany(test => test.Kills)));

    [Test]
    public void Nobody_is_suspected() => Assert.That(Found.Suspicions, Is.Empty);

    [Test]
    public void Tests_pass() => Sample.AssertPasses(Found);
}
