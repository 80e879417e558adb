using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CodegenLab.Testing.Tests.Oracles;

public sealed class OracleTests
{
    [Test]
    public void An_invariant_holds_or_is_told() => Assert.Multiple(() =>
    {
        Assert.That(3, Oracle.Invariant<int>(value => value > 0));
        Assert.That(Failure(() => Assert.That(-3, Oracle.Invariant<int>(value => value > 0))), Does.Contain("this holds: value => value > 0").And.Contain("-3"));
        Assert.That(Failure(() => Assert.That(-3, Oracle.Invariant<int>(value => value > 0, "it is positive"))), Does.Contain("this holds: it is positive"));
        Assert.That(Failure(() => Assert.That("a", Oracle.Invariant<string>(text => text[1] == 'b'))), Does.Contain("for which it throws IndexOutOfRangeException"));
        Assert.That(Failure(() => Assert.That("a", Oracle.Invariant<int>(value => value > 0))), Does.Contain("\"a\""));
        Assert.That(new[] { 1, 2 }, Has.All.Matches(Oracle.Invariant<int>(value => value > 0)));
    });

    [Test]
    public void Results_for_changed_inputs_hang_together_or_the_input_is_told() => Assert.Multiple(() =>
    {
        Assert.That((Func<double, double>)Math.Sin, Oracle.Metamorphic<double, double>([0.1, 1, 2], angle => Math.PI - angle));
        Assert.That((Func<int[], int>)(items => items.Sum()), Oracle.Metamorphic<int[], int>([[1, 2], []], items => [.. items, 5], (before, after) => after == before + 5));
        Assert.That(
            Failure(() => Assert.That((Func<int, int>)(value => value * value + value), Oracle.Metamorphic<int, int>([0, 3], value => -value))),
            Does.Contain("the same result when the input is changed: value => -value").And.Contain("12 for 3, and 6 for -3"));
        Assert.That(Failure(() => Assert.That((Func<int, int>)(value => value), Oracle.Metamorphic<int, int>([], value => -value))), Does.Contain("no input to try"));
        Assert.That(Failure(() => Assert.That(3, Oracle.Metamorphic<int, int>([1], value => -value))), Does.Contain("no function from Int32 to Int32"));
        Assert.That((Func<double, double[]>)(value => [value, 1000 * value]), Oracle.Metamorphic<double, double[]>([1], value => value + 0.05).Within(0.1));
    });

    [TestCase(1.5, "a")]
    public void A_regression_is_kept_beside_the_test(double number, string text)
    {
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, $"OracleTests.{nameof(A_regression_is_kept_beside_the_test)}_number=1.5_text=a.verified.txt");

        Assert.That(new object[] { number, text, "b\r\nc" }, Oracle.Regression("written by hand"));
        Assert.That(File.Exists(file));
    }

    [Test]
    public void Numbers_of_a_regression_may_lie_a_little_apart() => Assert.That("mean 12.3449, n 3, id a1", Oracle.Regression("written by hand").Within(0.001));

    [Test]
    public void Another_value_is_received_and_told_with_the_origin()
    {
        var stem = Path.Combine(Path.GetDirectoryName(ThisFile())!, $"OracleTests.{nameof(Another_value_is_received_and_told_with_the_origin)}");
        try
        {
            Assert.That(
                Failure(() => Assert.That("n 3, id a2", Oracle.Regression("written by hand").Within(0.001))),
                Does.Contain("(written by hand)").And.Contain("Kept:\nn 3, id a1\n").And.Contain("n 3, id a2"));
            Assert.That(File.ReadAllText(stem + ".received.txt"), Is.EqualTo("n 3, id a2"));
        }
        finally
        {
            File.Delete(stem + ".received.txt");
            File.Delete(stem + ".received.provenance.json");
        }
    }

    [Test]
    public void What_made_a_value_is_kept_once_it_is_accepted()
    {
        var stem = Path.Combine(Path.GetDirectoryName(ThisFile())!, $"OracleTests.{nameof(What_made_a_value_is_kept_once_it_is_accepted)}");
        string[] files = [stem + ".verified.txt", stem + ".received.txt", stem + ".provenance.json", stem + ".received.provenance.json"];
        try
        {
            Failure(() => Assert.That("n 3", Oracle.Regression("counted by \"hand\"")));
            Assert.That(File.Exists(stem + ".provenance.json"), Is.False);

            File.Move(stem + ".received.txt", stem + ".verified.txt");
            Assert.That("n 3", Oracle.Regression("counted by \"hand\""));
            var provenance = File.ReadAllText(stem + ".provenance.json");
            var said = JsonDocument.Parse(provenance).RootElement;
            Assert.That(said.EnumerateObject().Select(one => one.Name), Is.EqualTo(new[] { "value", "origin", "test", "code", "tool" }));
            Assert.That(said.GetProperty("value").GetString(), Is.EqualTo("sha256:aa194a4ca20688ed866b9658f012b8caa16b8b96763a823eaf07055365162211"));
            Assert.That(said.GetProperty("origin").GetString(), Is.EqualTo("counted by \"hand\""));
            Assert.That(said.GetProperty("test").GetString(), Is.EqualTo($"{typeof(OracleTests).FullName}.{nameof(What_made_a_value_is_kept_once_it_is_accepted)}"));
            Assert.That(said.GetProperty("code").EnumerateArray().Select(one => one.GetString()).Last(), Does.StartWith("CodegenLab.Testing.Tests "));
            Assert.That(said.GetProperty("tool").GetString(), Does.Match(@"^CodegenLab\.Testing \d+\.\d+"));
            Assert.That(provenance, Does.EndWith("}\n").And.Not.Contain("\r"));

            Failure(() => Assert.That("n 4", Oracle.Regression("another")));
            Assert.That("n 3", Oracle.Regression("another"));
            Assert.That(File.ReadAllText(stem + ".provenance.json"), Is.EqualTo(provenance));
            Assert.That(files.Where(File.Exists), Is.EquivalentTo(new[] { files[0], files[2] }));
        }
        finally
        {
            foreach (var file in files)
                File.Delete(file);
        }
    }

    [Test]
    public void A_regression_says_where_its_value_is_from() => Assert.That(() => Oracle.Regression(" "), Throws.ArgumentException);

    [Test]
    public void A_median_run_is_short_enough_or_the_runs_are_told()
    {
        var clock = new SteppingClock(10, 90, 10, 10, 90);
        var slow = new SteppingClock(90, 10, 90, 90, 10);
        var runs = 0;

        Assert.Multiple(() =>
        {
            Assert.That(() => { runs++; }, Oracle.Performance(TimeSpan.FromMilliseconds(50), clock: clock));
            Assert.That(runs, Is.EqualTo(6));
            Assert.That(
                Failure(() => Assert.That(() => runs, Oracle.Performance(TimeSpan.FromMilliseconds(50), clock: slow))),
                Does.Contain("a median of 5 runs within 50 ms").And.Contain("runs of 10 ms, 90 ms, 90 ms, 90 ms"));
            Assert.That(async () => await Task.Yield(), Oracle.Performance(clock: new SteppingClock(1, 1, 1, 1, 1)));
            Assert.That(Failure(() => Assert.That(3, Oracle.Performance())), Does.Contain("no code to run"));
            Assert.That(() => Oracle.Performance(TimeSpan.Zero), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test, CancelAfter(60_000)]
    public void Code_that_never_ends_is_told_and_left_behind()
    {
        using var never = new ManualResetEventSlim();
        var (runs, patience) = (0, TimeSpan.FromMilliseconds(100));

        Assert.Multiple(() =>
        {
            Assert.That(Failure(() => Assert.That(() => never.Wait(), Oracle.Performance(patience: patience))), Does.Contain("a run without an end after 100 ms"));
            Assert.That(Failure(() => Assert.That(async () => await new TaskCompletionSource().Task, Oracle.Performance(warmUps: 0, patience: patience))), Does.Contain("a run without an end after 100 ms"));
            Assert.That(Failure(() => Assert.That(() => { if (++runs == 3) never.Wait(); }, Oracle.Performance(patience: patience))), Does.Contain("a run without an end after 100 ms"));
            Assert.That(() => Oracle.Performance(patience: TimeSpan.Zero), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
        never.Set();
    }

    [Test]
    public void What_measured_code_throws_is_thrown() =>
        Assert.That(() => Assert.That(() => throw new NotSupportedException("no"), Oracle.Performance()), Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("no"));

    private static string Failure(Action assertion)
    {
        using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
        {
            var thrown = Assert.Throws<AssertionException>(assertion);
            return thrown!.Message;
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    /// <summary>Each run takes as many milliseconds as it is told.</summary>
    private sealed class SteppingClock(params int[] milliseconds) : TimeProvider
    {
        private int _reads;
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _reads++ % 2 == 0 ? _now : _now += milliseconds[_reads / 2 - 1];
    }
}
