namespace CodegenLab.Engine.Tests.Oracles;

/// <summary>Tests leave alone what all of them share.</summary>
public sealed class SharedStateTests
{
    [Test]
    public void No_test_sets_what_the_tests_after_it_see()
    {
        using var sample = new SearchedSample("""
            namespace Sample;
            public interface IResolver { string Resolve(string name); }
            public static class Resolvers
            {
                private static IResolver? current;

                public static IResolver? Current
                {
                    get => current;
                    set => current = value ?? throw new InvalidOperationException("A resolver cannot be null.");
                }
            }
            """);

        var (found, text) = sample.Written(cpuSeconds: .5);

        Assert.That(text, Does.Contain("Resolvers.Current = null").And.Not.Match(@"Resolvers\.Current = (new|fake|resolver)"));
        sample.AssertPasses(found);
    }
}
