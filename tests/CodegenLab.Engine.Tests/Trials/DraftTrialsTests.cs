using CodegenLab.Engine.Trials;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Trials;

/// <summary>With real workers and real drafts, good and bad.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class DraftTrialsTests
{
    private const string Subject = """
        namespace Sample;
        public interface IRate { int Of(int total); }
        public sealed class Cart
        {
            private int _total;
            public static int Mode;
            public static int Made;
            public int Total => _total;
            public void Add(int price)
            {
                if (price < 0)
                    throw new ArgumentOutOfRangeException(nameof(price), "A price is not negative.");
                _total += price;
            }
            public string Label() => _total > 100 ? "large" : "small";
            public int With(IRate rate) => _total + rate.Of(_total);
            public static int Next() => ++Made;
            public static string Price(double price) => price.ToString("0.0");
            public static int Spin(int n)
            {
                while (n != 0)
                    n = n > 0 ? n : n + 1;
                return n;
            }
            public async Task<int> LaterAsync()
            {
                await Task.Yield();
                return _total + 1;
            }
        }
        public static class Meter
        {
            private static int _state;
            public static int Through(int n)
            {
                _state += n;
                var result = _state * 2;
                _state -= n;
                return result;
            }
        }
        public static class Door
        {
            public static string Knock(int n)
            {
                if (n < 0)
                    Environment.Exit(1);
                return n > 10 ? "loud" : "soft";
            }
        }
        """;

    /// <summary>All in one batch, as a model drafts them.</summary>
    private const string Mixed = """
        namespace Drafts;
        public class CartTests
        {
            private Cart _cart;
            private static int _fixtures;
            [OneTimeSetUp] public void Before_all() => _fixtures++;
            [SetUp] public void Before() { _cart = new Cart(); _cart.Add(1); }

            [Test] public void Is_set_up() { Assert.That(_cart.Total, Is.EqualTo(1)); Assert.That(_fixtures, Is.GreaterThan(0)); }
            [Test] public async Task Awaits() { await Task.Yield(); Assert.That(await _cart.LaterAsync(), Is.EqualTo(2)); }
            [Test] public void Fakes() => Assert.That(_cart.With(new Tenth()), Is.EqualTo(11));
            [TestCase(1)] [TestCase(2)] public void Has_rows(int n) { _cart.Add(n); Assert.That(_cart.Total, Is.EqualTo(n + 1)); }
            [TestCase(1)] [TestCase(2)] public void Has_a_bad_row(int n) => Assert.That(n, Is.EqualTo(1));
            [Test] public void Writes_its_own_file() => File.WriteAllText(Path.Combine(Path.GetTempPath(), "own"), "text");
            [Test] public void Fails()
            {
                _cart.Add(3);
                Assert.That(_cart.Total, Is.EqualTo(5), "after adding");
            }
            [Test] public void Differs_in_text() => Assert.That(_cart.Label(), Is.EqualTo("smell"));
            [Test] public void Throws()
            {
                Assert.That(_cart.Total, Is.EqualTo(1));
                _cart.Add(-1);
            }
            [Test] public void Spins_the_subject() => Cart.Spin(5);
            [Test] public void Swallows_the_end_of_the_subject() { try { Cart.Spin(5); } catch (Exception) { } }
            [Test] public void Loops() { while (true) { } }
            [Test] public void Exits() => Environment.Exit(3);
            [Test] public void Overflows() => Overflows();
            [Test] public void Throws_on_a_thread() { var thread = new Thread(() => throw new InvalidOperationException("boom")); thread.Start(); thread.Join(); }
            [Test] public void Writes_elsewhere() => File.WriteAllText(Path.Combine(Path.GetTempPath(), "..", "elsewhere"), "text");
            [Test] public void Hides_that_it_writes_elsewhere() { try { Writes_elsewhere(); } catch (UnauthorizedAccessException) { } }
            [Test] public void Connects() => new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp).Dispose();
            [Test] public void Depends_on_the_culture() => Assert.That(Cart.Price(1.5), Is.EqualTo("1.5"));
            [Test] public void Comes_first() => Cart.Mode = 5;
            [Test] public void Needs_the_first() => Assert.That(Cart.Mode, Is.EqualTo(5));
            [Test] public void Counts() => Assert.That(Cart.Next(), Is.EqualTo(1));
            [Test] public void Shouts()
            {
                for (var line = 0; line < 100_000; line++)
                    Console.WriteLine("\u001b[31m" + new string('x', 100));
                Assert.Fail("\u001b[31mred\u200b" + new string('y', 100_000));
            }
            [Test, Ignore("Not today.")] public void Is_ignored() { }
            [Test, Explicit] public void Is_explicit() { }
            [Test] public void Doubts() => Assert.Inconclusive("Perhaps.");
            [Test] public void Lacks_arguments(int n) { }

            private sealed class Tenth : IRate { public int Of(int total) => 10; }
        }
        public class BadlySetUpTests
        {
            [SetUp] public void Before() => throw new FormatException("not ready");
            [Test] public void Never_begins() { }
        }
        public class BadlyEndedTests
        {
            [OneTimeTearDown] public void After() => throw new FormatException("not over");
            [Test] public void Passes_itself() { }
        }
        public class DeadlyToLoadTests
        {
            public static IEnumerable<int> Rows() { Environment.Exit(4); yield return 1; }
            [TestCaseSource(nameof(Rows))] public void Has_a_deadly_source(int n) { }
            [Test] public void Stands_beside_it() { }
        }
        public class Outer
        {
            public class InnerTests
            {
                [Test] public void Stands_inside() => Assert.That(new Cart().Total, Is.Zero);
            }
        }
        """;

    private static readonly DraftSample Sample = new(Subject);
    private static readonly Lazy<Task<Dictionary<string, DraftTrial>>> Tried = new(TryMixedAsync);

    [OneTimeTearDown]
    public static void DeleteSample() => Sample.Dispose();

    [TestCase("CartTests.Is_set_up", TrialStatus.Passed, null)]
    [TestCase("CartTests.Awaits", TrialStatus.Passed, null)]
    [TestCase("CartTests.Fakes", TrialStatus.Passed, null)]
    [TestCase("CartTests.Has_rows", TrialStatus.Passed, null)]
    [TestCase("CartTests.Writes_its_own_file", TrialStatus.Passed, null)]
    [TestCase("Outer.InnerTests.Stands_inside", TrialStatus.Passed, null)]
    [TestCase("CartTests.Has_a_bad_row", TrialStatus.AssertionFailed, "Assert.That(n, Is.EqualTo(1))")]
    [TestCase("CartTests.Fails", TrialStatus.AssertionFailed, "after adding Assert.That(_cart.Total, Is.EqualTo(5))")]
    [TestCase("CartTests.Throws", TrialStatus.Threw, "A price is not negative. (Parameter 'price')")]
    [TestCase("BadlySetUpTests.Never_begins", TrialStatus.Threw, "not ready")]
    [TestCase("BadlyEndedTests.Passes_itself", TrialStatus.Threw, "not over")]
    [TestCase("CartTests.Spins_the_subject", TrialStatus.OutOfFuel, null)]
    [TestCase("CartTests.Swallows_the_end_of_the_subject", TrialStatus.OutOfFuel, null)]
    [TestCase("CartTests.Loops", TrialStatus.TimedOut, "did not end")]
    [TestCase("CartTests.Exits", TrialStatus.Crashed, "ended the process (exit code 3)")]
    [TestCase("CartTests.Overflows", TrialStatus.Crashed, "overflowed the stack")]
    [TestCase("CartTests.Throws_on_a_thread", TrialStatus.Crashed, "threw where nobody can catch it (InvalidOperationException)")]
    [TestCase("DeadlyToLoadTests.Has_a_deadly_source", TrialStatus.Crashed, "ended the process (exit code 4)")]
    [TestCase("DeadlyToLoadTests.Stands_beside_it", TrialStatus.Crashed, "ended the process (exit code 4)")]
    [TestCase("CartTests.Depends_on_the_culture", TrialStatus.NotRepeatable, "Assert.That(Cart.Price(1.5), Is.EqualTo(\"1.5\")) String lengths are both 3. Strings differ at index 1.")]
    [TestCase("CartTests.Comes_first", TrialStatus.Passed, null)]
    [TestCase("CartTests.Needs_the_first", TrialStatus.NotRepeatable, "Assert.That(Cart.Mode, Is.EqualTo(5))")]
    [TestCase("CartTests.Counts", TrialStatus.NotRepeatable, "Assert.That(Cart.Next(), Is.EqualTo(1))")]
    [TestCase("CartTests.Is_ignored", TrialStatus.Ignored, "Not today.")]
    [TestCase("CartTests.Is_explicit", TrialStatus.Ignored, null)]
    [TestCase("CartTests.Doubts", TrialStatus.Ignored, "Perhaps.")]
    [TestCase("CartTests.Lacks_arguments", TrialStatus.NotRunnable, "No arguments were provided")]
    [TestCase("CartTests.Missing", TrialStatus.NotFound, null)]
    [TestCase("MissingTests.Missing", TrialStatus.NotFound, null)]
    public async Task Each_method_gets_its_own_verdict(string method, TrialStatus status, string? message)
    {
        var trial = await TrialOf(method);

        Assert.That(trial.Status, Is.EqualTo(status), $"{trial.Failure}");
        Assert.That(trial.Failure?.Message, Is.EqualTo(message));
    }

    [Test]
    public async Task What_fails_under_the_other_culture_is_told_from_what_needs_an_order()
    {
        var trials = new[] { await TrialOf("CartTests.Depends_on_the_culture"), await TrialOf("CartTests.Needs_the_first"), await TrialOf("CartTests.Counts"), await TrialOf("CartTests.Fails") };

        Assert.That(trials.Select(trial => trial.FailsUnder), Is.EqualTo(new[] { "tr-TR", null, null, null }));
    }

    [TestCase("Writes_elsewhere", nameof(UnauthorizedAccessException))]
    [TestCase("Hides_that_it_writes_elsewhere", nameof(UnauthorizedAccessException))]
    [TestCase("Connects", "SocketException")]
    [Platform("Linux")]
    public async Task What_the_confinement_refuses_is_no_success(string method, string exception)
    {
        var trial = await TrialOf("CartTests." + method);

        Assert.That(trial.Status, Is.EqualTo(TrialStatus.Refused));
        Assert.That(trial.Failure!.ExceptionType, Does.EndWith(exception));
    }

    [Test]
    public async Task A_failed_assertion_tells_what_was_expected_what_came_and_where()
    {
        var fails = (await TrialOf("CartTests.Fails")).Failure!;
        var differs = (await TrialOf("CartTests.Differs_in_text")).Failure!;

        Assert.Multiple(() =>
        {
            Assert.That((fails.Expected, fails.Actual, fails.Line), Is.EqualTo(("5", "4", (int?)LineOf("EqualTo(5), \"after adding\""))));
            Assert.That((differs.Expected, differs.Actual, differs.Line), Is.EqualTo(("\"smell\"", "\"small\"", (int?)LineOf("smell"))));
        });
    }

    [Test]
    public async Task Of_several_assertions_the_first_leads_and_few_follow()
    {
        var failures = (await Sample.TryAsync("""
            [Test] public void Fails_in_many_ways()
            {
                using (Assert.EnterMultipleScope())
                {
                    for (var n = 0; n < 7; n++)
                        Assert.That(n, Is.EqualTo(-n - 1));
                }
            }
            """, "Fails_in_many_ways")).Trials[0].Failure!.All().ToList();

        Assert.That(failures.Select(one => (one.Expected, one.Actual)), Is.EqualTo(new[] { ("-1", "0"), ("-2", "1"), ("-3", "2"), ("-4", "3"), ("-5", "4") }));
        Assert.That(failures.Select(one => one.Line), Is.All.EqualTo(failures[0].Line).And.All.Not.Null);
    }

    [Test]
    public async Task An_exception_leads_the_assertions_that_failed_before_it()
    {
        var trial = (await Sample.TryAsync("""
            [Test] public void Fails_and_throws() => Assert.Multiple(() =>
            {
                Assert.That(new Cart().Total, Is.EqualTo(7));
                new Cart().Add(-1);
            });
            """, "Fails_and_throws")).Trials[0];

        Assert.That(trial.Status, Is.EqualTo(TrialStatus.Threw));
        Assert.That(trial.Failure!.All().Select(one => (one.ExceptionType, one.Expected)), Is.EqualTo(new[] { ("System.ArgumentOutOfRangeException", null), ((string?)null, "7") }));
    }

    [Test]
    public async Task An_exception_tells_its_type_and_the_line_of_the_test_that_led_to_it()
    {
        var failure = (await TrialOf("CartTests.Throws")).Failure!;

        Assert.That((failure.ExceptionType, failure.Line), Is.EqualTo(("System.ArgumentOutOfRangeException", (int?)LineOf("_cart.Add(-1)"))));
    }

    [Test]
    public async Task Ten_megabytes_of_hostile_output_end_as_one_short_line()
    {
        var trial = await TrialOf("CartTests.Shouts");

        Assert.That(trial.Status, Is.EqualTo(TrialStatus.AssertionFailed));
        Assert.That(trial.Failure!.Message, Does.Match(@"^(\\u001b\[31m)?redy{300,399}…$"));
    }

    [Test]
    public async Task Goals_and_kills_are_those_of_the_test_alone()
    {
        var outcome = await Sample.TryAsync("""
            [Test] public void Sees_a_large_cart()
            {
                var cart = new Cart();
                cart.Add(101);
                Assert.That(cart.Label(), Is.EqualTo("large"));
            }
            [Test] public void Sees_the_edge()
            {
                var cart = new Cart();
                cart.Add(100);
                Assert.That(cart.Label(), Is.EqualTo("small"));
            }
            [Test] public void Asserts_nothing() => new Cart().Add(101);
            """, "Sees_a_large_cart", "Sees_the_edge", "Asserts_nothing");

        var (large, edge, silent) = (outcome.Trials[0], outcome.Trials[1], outcome.Trials[2]);
        Assert.That(outcome.Trials.Select(trial => (trial.Method, trial.Status)), Is.EqualTo(new[] { "Sees_a_large_cart", "Sees_the_edge", "Asserts_nothing" }.Select(name => ("Drafts.CartTests." + name, TrialStatus.Passed))));
        Assert.Multiple(() =>
        {
            Assert.That(GoalsOf(large), Is.EquivalentTo(new[] { "price < 0 false", "_total > 100 true" }));
            Assert.That(GoalsOf(edge), Is.EquivalentTo(new[] { "price < 0 false", "_total > 100 false" }));
            Assert.That(large.Lines, Is.Not.Empty);
            Assert.That(outcome.Trials, Is.All.Matches<DraftTrial>(trial => trial!.Kills.All(mutant => trial.Reached.Contains(mutant))));
            Assert.That(KillsOf(edge).Except(KillsOf(large)), Does.Contain("_total > 100 → _total >= 100"));
            Assert.That(KillsOf(large).Except(KillsOf(edge)), Does.Contain("\"large\" → \"\""));
            Assert.That(KillsOf(silent), Is.EqualTo(new[] { "price < 0 → price >= 0" }), "Only what throws is noticed.");
            Assert.That(outcome.Confinement, Is.Not.Empty);
            Assert.That(outcome.Cpu, Is.GreaterThan(TimeSpan.Zero));
        });
    }

    [Test]
    public async Task A_test_that_does_not_pass_kills_nothing()
    {
        var (fails, counts, passes) = (await TrialOf("CartTests.Fails"), await TrialOf("CartTests.Counts"), await TrialOf("CartTests.Has_rows"));

        Assert.That(fails.Kills.Concat(counts.Kills), Is.Empty);
        Assert.That(fails.Goals, Is.Not.Empty);
        Assert.That(passes.Kills, Is.Not.Empty);
    }

    [Test]
    public async Task What_a_mutant_leaves_in_statics_is_not_held_against_the_next_one()
    {
        var outcome = await Sample.TryAsync("[Test] public void Doubles() => Assert.That(Meter.Through(3), Is.EqualTo(6));", "Doubles");

        Assert.That(KillsOf(outcome.Trials[0]), Does.Contain("_state * 2 → _state / 2").And.Contain("_state += n; → _state -= n;"));
        Assert.That(KillsOf(outcome.Trials[0]), Has.None.StartsWith("_state -= n"), "The test sees the result, and nothing of what is left.");
    }

    [Test]
    public async Task A_mutant_that_ends_the_worker_is_killed_and_the_trials_go_on()
    {
        var outcome = await Sample.TryAsync("""
            [Test] public void Knocks() => Assert.That(Door.Knock(5), Is.EqualTo("soft"));
            [Test] public void Bangs() => Assert.That(Door.Knock(50), Is.EqualTo("loud"));
            """, "Knocks", "Bangs");

        Assert.That(outcome.Trials.Select(trial => trial.Status), Is.All.EqualTo(TrialStatus.Passed));
        Assert.That(KillsOf(outcome.Trials[0]), Does.Contain("n < 0 → n >= 0").And.Contain("\"soft\" → \"\""));
        Assert.That(KillsOf(outcome.Trials[1]), Does.Contain("\"loud\" → \"\""));
        Assert.That(KillsOf(outcome.Trials[1]), Does.Not.Contain("n < 0 → n >= 0"), "It costs a worker: once is enough.");
    }

    [Test]
    public async Task A_test_that_waits_for_ever_is_stopped()
    {
        var draft = Sample.Compile(DraftSample.ClassOf("[Test] public async Task Waits() => await new TaskCompletionSource().Task;"));

        var outcome = await Sample.TryAsync(draft, new WorkerSettings { StallTime = TimeSpan.FromSeconds(1) }, "Drafts.CartTests.Waits");

        Assert.That(outcome.Trials.Select(trial => trial.Status), Is.EqualTo(new[] { TrialStatus.TimedOut }));
    }

    private static async Task<DraftTrial> TrialOf(string method) => (await Tried.Value)["Drafts." + method];

    private static async Task<Dictionary<string, DraftTrial>> TryMixedAsync()
    {
        var methods = typeof(DraftTrialsTests).GetMethods()
            .SelectMany(test => test.GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>())
            .Select(row => (string)row.Arguments[0]!)
            .Select(name => name.Contains('.', StringComparison.Ordinal) ? name : "CartTests." + name)
            .Append("CartTests.Differs_in_text")
            .Append("CartTests.Shouts")
            .Select(name => "Drafts." + name);
        var outcome = await Sample.TryClassesAsync(Mixed, [.. methods]);
        return outcome.Trials.ToDictionary(trial => trial.Method);
    }

    private static int LineOf(string text) => Array.FindIndex(Mixed.Split('\n'), line => line.Contains(text, StringComparison.Ordinal)) + 1;

    private static IEnumerable<string> GoalsOf(DraftTrial trial) =>
        trial.Goals.Select(goal => $"{Sample.Subject.Sites[goal / 2].Text} {(goal % 2 == 0 ? "true" : "false")}");

    private static List<string> KillsOf(DraftTrial trial) =>
        [.. trial.Kills.Select(mutant => Sample.Subject.Mutants[mutant]).Select(mutant => $"{mutant.Original} → {mutant.Replacement}")];
}
