namespace CodegenLab.Engine.Tests.Oracles;

/// <summary>What tests of members without a result say about the object they are called on.</summary>
public sealed class StateTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: 2)
{
    private const string Source = """
        namespace Sample;
        public sealed class Counter(string label)
        {
            private long _seen;
            public string Label { get; } = label;
            public int Count { get; private set; }
            public bool IsOpen { get; private set; }
            public void Add(int by) { if (by > 0) Count += by; }
            public void Open() => IsOpen = true;
            public void Watch(int value) { if (value > 100) _seen += value; }
        }
        public sealed class Settings
        {
            public int A { get; set; } public int B { get; set; } public int C { get; set; } public int D { get; set; } public int E { get; set; } public int F { get; set; }
            public int G { get; set; } public int H { get; set; } public int I { get; set; } public int J { get; set; } public int K { get; set; } public string Quote { get; set; } = "";
        }
        public sealed class QuoteAttribute(string quote) { public void ApplyTo(Settings settings) => settings.Quote = quote; }
        public static class Times { public static TimeSpan Weeks(int number) => TimeSpan.FromDays(7 * number); }
        """;

    [Test]
    public void Is_what_the_call_has_changed() => Assert.That(PathsOf("Open"), Is.EqualTo(new[] { "IsOpen" }));

    [Test]
    public void Is_what_the_call_has_changed_of_what_it_was_given_though_that_has_many_members() => Assert.That(PathsOf("ApplyTo"), Is.Not.Empty.And.All.EqualTo("Quote"));

    [Test]
    public void Comes_of_inputs_that_something_comes_of() => Assert.That(Text, Does.Contain("Times.Weeks(2)").And.Not.Contain("TimeSpan.Zero"));

    [Test]
    public void Is_what_the_member_changes_elsewhere() => Assert.That(PathsOf("Add"), Is.Not.Empty.And.All.EqualTo("Count"));

    [Test]
    public void Is_one_fact_where_nothing_has_changed() =>
        Assert.That(Found.Tests.Where(test => Found.Catalog.Members[test.Subject].Name == "Watch").Select(test => test.Observations.Length), Is.Not.Empty.And.All.EqualTo(1));

    [TestCase("Open_SetsIsOpen")]
    [TestCase("Add_SetsCount")]
    [TestCase("Watch_LeavesIsOpenUnchanged")]
    public void Is_told_from_what_was_so_before_by_the_name(string name) => Assert.That(Text, Does.Contain($" {name}("));

    [Test]
    public void Tests_pass() => Sample.AssertPasses(Found);

    private IEnumerable<string> PathsOf(string method) =>
        Found.Tests.Where(test => Found.Catalog.Members[test.Subject].Name == method).SelectMany(test => test.Observations).Select(observation => Found.Catalog.Members[observation.Of.Path[0]].Name);
}
