namespace CodegenLab.Engine.Tests;

/// <summary>Code that blocks its caller for longer than a unit test would wait.</summary>
public sealed class SleepingCodeTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: 7)
{
    private const string Source = """
        namespace Sample;
        public static class Retry
        {
            public static int Until(Func<int, bool> succeeds, int attempts, TimeSpan pause)
            {
                if (attempts < 1)
                    throw new ArgumentOutOfRangeException(nameof(attempts));
                for (var attempt = 1; attempt <= attempts; attempt++)
                {
                    if (succeeds(attempt))
                        return attempt;
                    if (pause > TimeSpan.Zero)
                        System.Threading.Thread.Sleep(30_000);
                }

                return -1;
            }

            public static int Wait(int signals)
            {
                using var gate = new System.Threading.ManualResetEventSlim();
                if (signals > 0)
                    gate.Set();
                gate.Wait();
                return signals;
            }

            public static bool Never(string name)
            {
                Task.Delay(60_000).GetAwaiter().GetResult();
                return name.Length > 3;
            }
        }
        """;

    [Test]
    public void What_does_not_sleep_is_tested() => Assert.Multiple(() =>
    {
        Assert.That(Text, Does.Contain("Throws.TypeOf<ArgumentOutOfRangeException>()"));
        Assert.That(Text, Does.Contain("Is.EqualTo(-1)").And.Contain("Retry.Wait("));
    });

    [Test]
    public void What_always_sleeps_has_no_test_but_a_reason() => Assert.Multiple(() =>
    {
        Assert.That(Text, Does.Not.Contain("Retry.Never("));
        Assert.That(Found.Untested.Single(untested => untested.Member.Contains("Never", StringComparison.Ordinal)).Detail, Is.EqualTo("a call did not end"));
    });

    [Test]
    public void A_search_that_a_clock_had_a_say_in_says_so() => Assert.That(Found.Reproducible, Is.False);

    [Test]
    public void A_member_that_sleeps_takes_nothing_from_its_neighbours()
    {
        using var sample = new SearchedSample("""
            namespace Sample;
            public static class Waits { public static void For() => System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite); }
            public static class Signs { public static string Of(int number) => number < 0 ? "minus" : number > 0 ? "plus" : "zero"; }
            """);

        var (_, text) = sample.Written(cpuSeconds: .1);

        Assert.That(text, Does.Contain("\"minus\"").And.Contain("\"plus\"").And.Contain("\"zero\""));
    }

    [Test]
    public void What_is_written_builds_and_passes() => Sample.AssertPasses(Found);
}
