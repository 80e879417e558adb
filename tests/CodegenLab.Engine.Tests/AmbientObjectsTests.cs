namespace CodegenLab.Engine.Tests;

/// <summary>Code that asks an object for all else, which a static property holds and anyone may replace.</summary>
public sealed class AmbientObjectsTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: .5)
{
    private const string Source = """
        namespace Sample;
        public interface IMaker
        {
            object? Make(string name);
        }
        public static class Makers
        {
            private static IMaker _current = new Plain();
            public static IMaker Current
            {
                get => _current;
                set => _current = value ?? throw new ArgumentNullException(nameof(value));
            }
            public static int Default { get; private set; } = 3;
            public static void Use(int count)
            {
                if (count is > 0 and < 10)
                    Default = count;
            }
            private sealed class Plain : IMaker
            {
                public object? Make(string name) => name.Length == 0 ? null : name == "one" ? 1 : name + "!";
            }
        }
        public sealed class Shop
        {
            public string Sell(string name) => Makers.Current.Make(name) switch
            {
                string text => "sold " + text,
                int number when number == 1 => "the last one",
                null => "nothing",
                _ => "what is this",
            };
            public bool IsMany(int count) => count > Makers.Default;
        }
        """;

    [Test]
    public void What_one_test_puts_there_is_gone_for_the_next()
    {
        Assert.That(Text, Does.Contain("\"the last one\"").And.Contain("\"nothing\"").And.Match("sold .+!"));
    }

    [Test]
    public void What_a_method_sets_for_all_is_gone_for_the_next()
    {
        Assert.That(Text, Does.Match(@"IsMany\((3|4)\)"));
    }

    [Test]
    public void No_test_leaves_its_own_object_there()
    {
        Assert.That(Text, Does.Not.Contain("Makers.Current = new"));
    }
}
