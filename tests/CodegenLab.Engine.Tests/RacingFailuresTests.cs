namespace CodegenLab.Engine.Tests;

/// <summary>Tasks that fail side by side: which of the failures a caller gets to see is chance.</summary>
public sealed class RacingFailuresTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: 1)
{
    private const string Source = """
        namespace Sample;
        public static class Races
        {
            public static async Task<int> First(int start)
            {
                var gate = new TaskCompletionSource();
                var one = Fail(gate.Task, new FormatException("one"));
                var other = Fail(gate.Task, new NotSupportedException("other"));
                gate.SetResult();
                return start + await await Task.WhenAny(one, other);
            }
            public static async Task<int> Alone(int start)
            {
                await Task.Yield();
                return start > 3 ? throw new FormatException("alone") : start;
            }
            private static async Task<int> Fail(Task gate, Exception failure) { await gate; throw failure; }
        }
        """;

    [Test]
    public void Are_not_stated() => Assert.That(Kept("First"), Is.Empty, Text);

    [Test]
    public void A_failure_alone_is() => Assert.That(Kept("Alone"), Has.Count.AtLeast(2), Text);

    private List<string> Kept(string member) =>
        [.. Sample.SuiteOf(Found).Tests.Where(test => Found.Catalog.Members[test.Subject].Name == member).Select(test => test.Case.ToString())];
}
