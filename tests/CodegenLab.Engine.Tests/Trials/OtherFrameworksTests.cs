using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Trials;

/// <summary>Drafts for xUnit and MSTest, with real workers: what NUnit would tell, told by exceptions.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class OtherFrameworksTests
{
    private const string Subject = """
        namespace Sample;
        public sealed class Cart
        {
            private int _total;
            public static int Made;
            public int Total => _total;
            public void Add(int price)
            {
                if (price < 0)
                    throw new ArgumentOutOfRangeException(nameof(price), "A price is not negative.");
                _total += price;
            }
            public string Label() => _total > 100 ? "large" : "small";
            public static int Next() => ++Made;
            public static string Price(double price) => price.ToString("0.0");
            public static int Spin(int n)
            {
                while (n != 0)
                    n = n > 0 ? n : n + 1;
                return n;
            }
        }
        """;

    private const string ForXUnit = """
        namespace Drafts;
        public sealed class Bank { public int Money => 7; }
        public class CartTests : IClassFixture<Bank>, IDisposable
        {
            private static int _disposed;
            private readonly Cart _cart = new();
            private readonly Bank _bank;
            public CartTests(Bank bank) { _bank = bank; _cart.Add(1); }
            public void Dispose() => _disposed++;
            public static TheoryData<int, string> Labels => new() { { 100, "large" }, { 0, "small" } };

            [Fact] public void Is_set_up() { Assert.Equal(1, _cart.Total); Assert.Equal(7, _bank.Money); }
            [Fact] public async Task Awaits() { await Task.Yield(); Assert.Equal(1, _cart.Total); }
            [Theory] [InlineData(1)] [InlineData(2)] public void Has_rows(int n) { _cart.Add(n); Assert.Equal(n + 1, _cart.Total); }
            [Theory] [MemberData(nameof(Labels))] public void Has_a_source(int n, string label) { _cart.Add(n); Assert.Equal(label, _cart.Label()); }
            [Theory] [InlineData(1)] [InlineData(2)] public void Has_a_bad_row(int n) => Assert.Equal(1, n);
            [Theory] public void Lacks_rows(int n) { }
            [Theory] [InlineData(1, 2)] public void Has_too_many_values(int n) { }
            [Fact] public void Expects_an_exception() => Assert.Throws<ArgumentOutOfRangeException>("price", () => _cart.Add(-1));
            [Fact] public void Expects_another_exception() => Assert.Throws<FormatException>(() => _cart.Add(-1));
            [Fact] public void Expects_an_exception_that_does_not_come() => Assert.Throws<FormatException>(() => _cart.Add(1));
            [Fact] public void Fails() => Assert.Equal(5, _cart.Total);
            [Fact] public void Differs_in_text() => Assert.Equal("smell", _cart.Label());
            [Fact] public void Is_not_true() => Assert.True(_cart.Total == 2, "two");
            [Fact] public void Throws() => _cart.Add(-1);
            [Fact] public void Spins_the_subject() => Cart.Spin(5);
            [Fact] public void Exits() => Environment.Exit(3);
            [Fact] public void Depends_on_the_culture() => Assert.Equal("1.5", Cart.Price(1.5));
            [Fact] public void Counts() => Assert.Equal(1, Cart.Next());
            [Fact(Skip = "Not today.")] public void Is_skipped() { }
        }
        public class BadlySetUpTests
        {
            public BadlySetUpTests() => throw new FormatException("not ready");
            [Fact] public void Never_begins() { }
        }
        public class DeadlyToLoadTests
        {
            public static IEnumerable<object[]> Rows() { Environment.Exit(4); yield return new object[] { 1 }; }
            [Theory] [MemberData(nameof(Rows))] public void Has_a_deadly_source(int n) { }
        }
        """;

    private const string ForMSTest = """
        namespace Drafts;
        [TestClass]
        public class CartTests
        {
            private static int _opened;
            private Cart _cart;
            public TestContext TestContext { get; set; }
            public static IEnumerable<object[]> Labels => new[] { new object[] { 100, "large" }, new object[] { 0, "small" } };
            [ClassInitialize] public static void Open(TestContext context) => _opened = 7;
            [TestInitialize] public void Before() { _cart = new Cart(); _cart.Add(1); }

            [TestMethod] public void Is_set_up() { TestContext.WriteLine("looking"); Assert.AreEqual(1, _cart.Total); Assert.AreEqual(7, _opened); }
            [TestMethod] public async Task Awaits() { await Task.Yield(); Assert.AreEqual(1, _cart.Total); }
            [TestMethod] [DataRow(1)] [DataRow(2)] public void Has_rows(int n) { _cart.Add(n); Assert.AreEqual(n + 1, _cart.Total); }
            [TestMethod] [DynamicData(nameof(Labels))] public void Has_a_source(int n, string label) { _cart.Add(n); Assert.AreEqual(label, _cart.Label()); }
            [TestMethod] [DataRow(1)] [DataRow(2)] public void Has_a_bad_row(int n) => Assert.AreEqual(1, n);
            [TestMethod] public void Lacks_rows(int n) { }
            [TestMethod] [DataRow(1, 2)] public void Has_too_many_values(int n) { }
            [TestMethod] [DataRow(1.5)] public void Has_no_decimal(decimal n) { }
            [TestMethod] public void Expects_an_exception() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _cart.Add(-1));
            [TestMethod] public void Expects_another_exception() => Assert.ThrowsExactly<FormatException>(() => _cart.Add(-1));
            [TestMethod] public void Expects_an_exception_that_does_not_come() => Assert.ThrowsExactly<FormatException>(() => _cart.Add(1));
            [TestMethod] public void Fails() => Assert.AreEqual(5, _cart.Total);
            [TestMethod] public void Differs_in_text() => Assert.AreEqual("smell", _cart.Label());
            [TestMethod] public void Is_not_true() => Assert.IsTrue(_cart.Total == 2, "two");
            [TestMethod] public void Throws() => _cart.Add(-1);
            [TestMethod] public void Spins_the_subject() => Cart.Spin(5);
            [TestMethod] public void Exits() => Environment.Exit(3);
            [TestMethod] public void Depends_on_the_culture() => Assert.AreEqual("1.5", Cart.Price(1.5));
            [TestMethod] public void Counts() => Assert.AreEqual(1, Cart.Next());
            [TestMethod] [Ignore("Not today.")] public void Is_skipped() { }
        }
        [TestClass]
        public class BadlySetUpTests
        {
            [TestInitialize] public void Before() => throw new FormatException("not ready");
            [TestMethod] public void Never_begins() { }
        }
        [TestClass]
        public class DeadlyToLoadTests
        {
            public static IEnumerable<object[]> Rows() { Environment.Exit(4); yield return new object[] { 1 }; }
            [TestMethod] [DynamicData(nameof(Rows))] public void Has_a_deadly_source(int n) { }
        }
        """;

    /// <summary>By method, as every framework has it: the status, what was expected, what came.</summary>
    private static readonly Dictionary<string, (TrialStatus Status, string? Expected, string? Actual)> Ends = new()
    {
        ["CartTests.Is_set_up"] = (TrialStatus.Passed, null, null),
        ["CartTests.Awaits"] = (TrialStatus.Passed, null, null),
        ["CartTests.Has_rows"] = (TrialStatus.Passed, null, null),
        ["CartTests.Has_a_source"] = (TrialStatus.Passed, null, null),
        ["CartTests.Expects_an_exception"] = (TrialStatus.Passed, null, null),
        ["CartTests.Has_a_bad_row"] = (TrialStatus.AssertionFailed, "1", "2"),
        ["CartTests.Fails"] = (TrialStatus.AssertionFailed, "5", "1"),
        ["CartTests.Differs_in_text"] = (TrialStatus.AssertionFailed, "\"smell\"", "\"small\""),
        ["CartTests.Is_not_true"] = (TrialStatus.AssertionFailed, null, null),
        ["CartTests.Throws"] = (TrialStatus.Threw, null, null),
        ["CartTests.Spins_the_subject"] = (TrialStatus.OutOfFuel, null, null),
        ["CartTests.Exits"] = (TrialStatus.Crashed, null, null),
        ["CartTests.Depends_on_the_culture"] = (TrialStatus.NotRepeatable, "\"1.5\"", "\"1,5\""),
        ["CartTests.Counts"] = (TrialStatus.NotRepeatable, "1", "2"),
        ["CartTests.Is_skipped"] = (TrialStatus.Ignored, null, null),
        ["CartTests.Lacks_rows"] = (TrialStatus.NotRunnable, null, null),
        ["CartTests.Has_too_many_values"] = (TrialStatus.NotRunnable, null, null),
        ["CartTests.Missing"] = (TrialStatus.NotFound, null, null),
        ["BadlySetUpTests.Never_begins"] = (TrialStatus.Threw, null, null),
        ["DeadlyToLoadTests.Has_a_deadly_source"] = (TrialStatus.Crashed, null, null),
    };

    [TestCase("xUnit 2")]
    [TestCase("xUnit 3")]
    [TestCase("MSTest")]
    public async Task Each_method_gets_its_own_verdict_with_facts(string framework)
    {
        var draft = framework == "MSTest" ? ForMSTest : ForXUnit;
        using var sample = new DraftSample(Subject, framework switch { "xUnit 2" => DraftLibraries.XUnit2, "xUnit 3" => DraftLibraries.XUnit3, _ => DraftLibraries.MSTest });

        var outcome = await sample.TryClassesAsync(draft, [.. Ends.Keys.Select(name => "Drafts." + name)]);

        var trials = outcome.Trials.ToDictionary(trial => trial.Method["Drafts.".Length..]);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (method, end) in Ends)
                Assert.That((trials[method].Status, trials[method].Failure?.Expected, trials[method].Failure?.Actual), Is.EqualTo(end), $"{method}: {trials[method].Failure}");
            foreach (var (method, code) in new[] { ("CartTests.Fails", "(5, _cart"), ("CartTests.Is_not_true", "== 2"), ("CartTests.Throws", "void Throws()") })
                Assert.That(trials[method].Failure!.Line, Is.EqualTo(Array.FindIndex(draft.Split('\n'), line => line.Contains(code, StringComparison.Ordinal)) + 1), method);
            Assert.That(trials["CartTests.Throws"].Failure!.ExceptionType, Is.EqualTo("System.ArgumentOutOfRangeException"));
            Assert.That(trials["CartTests.Is_not_true"].Failure!.Message, Does.Contain("two"));
            Assert.That(trials["CartTests.Is_skipped"].Failure!.Message, Is.EqualTo("Not today."));
            Assert.That(trials["BadlySetUpTests.Never_begins"].Failure!.Message, Does.Contain("not ready"));
            Assert.That(trials["CartTests.Depends_on_the_culture"].FailsUnder, Is.EqualTo("tr-TR"));
            Assert.That(trials["CartTests.Has_a_source"].Goals, Has.Length.EqualTo(3));
            Assert.That(trials["CartTests.Has_a_source"].Kills.Select(mutant => sample.Subject.Mutants[mutant].Replacement), Does.Contain("_total >= 100").Or.Contain("_total <= 100"));
            Assert.That(trials["CartTests.Fails"].Kills, Is.Empty);
        }
    }

    [Test]
    public async Task A_row_that_MSTest_would_not_convert_does_not_run()
    {
        using var sample = new DraftSample(Subject, DraftLibraries.MSTest);

        var outcome = await sample.TryClassesAsync(ForMSTest, "Drafts.CartTests.Has_no_decimal", "Drafts.CartTests.Has_rows");

        Assert.That(outcome.Trials.Select(trial => (trial.Status, trial.Failure?.Message)), Is.EqualTo(new[] { (TrialStatus.NotRunnable, "Double 1.5 of a row does not fit Decimal n."), (TrialStatus.Passed, null) }));
    }

    /// <summary>An exception that does not come, or is another one, is an expectation that is not met, and no accident.</summary>
    [TestCase("xUnit 2")]
    [TestCase("xUnit 3")]
    [TestCase("MSTest")]
    public async Task An_exception_that_does_not_come_fails_an_assertion(string framework)
    {
        var draft = framework == "MSTest" ? ForMSTest : ForXUnit;
        using var sample = new DraftSample(Subject, framework switch { "xUnit 2" => DraftLibraries.XUnit2, "xUnit 3" => DraftLibraries.XUnit3, _ => DraftLibraries.MSTest });

        var outcome = await sample.TryClassesAsync(draft, "Drafts.CartTests.Expects_another_exception", "Drafts.CartTests.Expects_an_exception_that_does_not_come");

        Assert.That(outcome.Trials.Select(trial => trial.Status), Is.All.EqualTo(TrialStatus.AssertionFailed));
        Assert.That(outcome.Trials.Select(trial => $"{trial.Failure!.Expected} {trial.Failure.Message}"), Is.All.Contains("FormatException"));
    }
}
