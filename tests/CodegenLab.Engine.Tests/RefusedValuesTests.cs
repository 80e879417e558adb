namespace CodegenLab.Engine.Tests;

/// <summary>Guard clauses whose condition stands in the framework: no branch of the code under test tells of them.</summary>
public sealed class RefusedValuesTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: .5)
{
    private const string Source = """
        namespace Sample;
        public sealed record Line(string Article, int Count);
        public sealed class Basket
        {
            private readonly List<Line> _lines = [];
            private readonly string _owner;
            public Basket(string owner)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(owner);
                _owner = owner;
            }
            public string Owner => _owner;
            public void Add(Line line, IReadOnlyDictionary<string, decimal> prices)
            {
                ArgumentNullException.ThrowIfNull(line);
                ArgumentNullException.ThrowIfNull(prices);
                _lines.Add(line);
            }
            public int Take(int from, int count)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(from);
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
                return from + count;
            }
            public static string Join(IEnumerable<string> words, string separator)
            {
                Guard.NotNull(words);
                return string.Join(separator, words);
            }
            public static int Longest(IEnumerable<string> words) => words.Max(word => word.Length);
        }
        internal static class Guard
        {
            public static void NotNull(object value, [System.Runtime.CompilerServices.CallerArgumentExpression("value")] string name = "")
            {
                if (value is null)
                    throw new ArgumentNullException(name);
            }
        }
        """;

    [Test]
    public void Every_guard_is_noticed_when_it_is_gone()
    {
        var killed = Found.Tests.SelectMany(test => test.Kills).ToHashSet();
        var guards = Sample.Subject.Mutants.Where(mutant => mutant.Original.Contains("ThrowIf", StringComparison.Ordinal) || mutant.Original.Contains("Guard.NotNull", StringComparison.Ordinal)).ToList();

        Assert.That(guards, Has.Count.EqualTo(7));
        Assert.That(guards.Where(mutant => !killed.Contains(mutant.Id)).Select(mutant => mutant.Original), Is.Empty);
    }

    [Test]
    public void What_a_library_refuses_further_down_is_no_guard() => Assert.That(Text, Does.Not.Contain("Longest(null"));

    [Test]
    public void Tests_pass() => Sample.AssertPasses(Found);
}
