using System.Globalization;

namespace CodegenLab.Probes.Tests;

public sealed class ProbeTests
{
    private const int Site = 3;

    [SetUp]
    public void BeginRun()
    {
        Trace.Allocate(sites: 8, lines: 8, members: 8, mutants: 8, switches: 4);
        Trace.Begin(fuel: 1000);
    }

    [TestCase(1, 10, true, 0, 9)]
    [TestCase(10, 10, false, 1, 0)]
    [TestCase(15, 10, false, 6, 0)]
    public void Less_says_how_far_the_other_outcome_was(long left, long right, bool outcome, double toTrue, double toFalse)
    {
        Assert.That(Probe.Less(Site, left, right), Is.EqualTo(outcome));

        Assert.Multiple(() =>
        {
            Assert.That(Trace.TrueDistance[Site], Is.EqualTo(toTrue));
            Assert.That(Trace.FalseDistance[Site], Is.EqualTo(toFalse));
            Assert.That((Trace.Operands[Site].LeftInteger, Trace.Operands[Site].RightInteger), Is.EqualTo((left, right)));
        });
    }

    [Test]
    public void The_nearest_of_several_arrivals_counts()
    {
        Probe.Equal(Site, 50L, 10L);
        Probe.Equal(Site, 13L, 10L);
        Probe.Equal(Site, 90L, 10L);

        Assert.Multiple(() =>
        {
            Assert.That(Trace.TrueDistance[Site], Is.EqualTo(3));
            Assert.That(Trace.Operands[Site].LeftInteger, Is.EqualTo(13));
            Assert.That(Trace.Touched[..Trace.TouchedCount], Is.EqualTo(new[] { Site }));
        });
    }

    [Test]
    public void A_new_run_forgets_the_last_one()
    {
        Probe.Equal(Site, 10L, 10L);
        Trace.Begin(fuel: 1000);
        Probe.Equal(Site, 12L, 10L);

        Assert.That((Trace.TrueDistance[Site], Trace.TouchedCount), Is.EqualTo((2d, 1)));
    }

    [Test]
    public void Numbers_compare_as_the_language_compares_them()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Probe.Less(Site, double.NaN, 1), Is.False);
            Assert.That(Probe.NotEqual(Site, double.NaN, double.NaN), Is.True);
            Assert.That(Probe.GreaterOrEqual(Site, double.NaN, 1), Is.False);
            Assert.That(Probe.Equal(Site, 0.1m + 0.2m, 0.3m), Is.True);
            Assert.That(Probe.Less(Site, 79228162514264337593543950334m, 79228162514264337593543950335m), Is.True);
            Assert.That(Probe.Greater(Site, ulong.MaxValue, (ulong)long.MaxValue), Is.True);
            Assert.That(Probe.Less(Site, long.MinValue, long.MaxValue), Is.True);
        });
    }

    [TestCase(null, null)]
    [TestCase(null, 5L)]
    [TestCase(5L, null)]
    [TestCase(5L, 5L)]
    [TestCase(4L, 5L)]
    public void Lifted_comparisons_know_about_null(long? left, long? right) => Assert.Multiple(() =>
    {
        Assert.That(Probe.Less(Site, left, right), Is.EqualTo(left < right));
        Assert.That(Probe.LessOrEqual(Site, left, right), Is.EqualTo(left <= right));
        Assert.That(Probe.Greater(Site, left, right), Is.EqualTo(left > right));
        Assert.That(Probe.GreaterOrEqual(Site, left, right), Is.EqualTo(left >= right));
        Assert.That(Probe.Equal(Site, left, right), Is.EqualTo(left == right));
        Assert.That(Probe.NotEqual(Site, left, right), Is.EqualTo(left != right));
    });

    [TestCase("abc", "b")]
    [TestCase("abc", "")]
    [TestCase("", "abc")]
    [TestCase("ABC", "c")]
    [TestCase("straße", "STRASSE")]
    public void Texts_compare_as_string_compares_them(string text, string other)
    {
        using var culture = new CultureScope("de-DE");

        Assert.Multiple(() =>
        {
            Assert.That(Probe.StartsWith(Site, text, other), Is.EqualTo(text.StartsWith(other, StringComparison.CurrentCulture)));
            Assert.That(Probe.EndsWith(Site, text, other), Is.EqualTo(text.EndsWith(other, StringComparison.CurrentCulture)));
            Assert.That(Probe.Contains(Site, text, other), Is.EqualTo(text.Contains(other, StringComparison.Ordinal)));
            foreach (var comparison in Enum.GetValues<StringComparison>())
            {
                Assert.That(Probe.StartsWith(Site, text, other, comparison), Is.EqualTo(text.StartsWith(other, comparison)));
                Assert.That(Probe.EndsWith(Site, text, other, comparison), Is.EqualTo(text.EndsWith(other, comparison)));
                Assert.That(Probe.Contains(Site, text, other, comparison), Is.EqualTo(text.Contains(other, comparison)));
                Assert.That(Probe.EqualTo(Site, text, other, comparison), Is.EqualTo(text.Equals(other, comparison)));
                Assert.That(Probe.Equal(Site, text, other, comparison), Is.EqualTo(string.Equals(text, other, comparison)));
            }

            Assert.That(Probe.StartsWith(Site, text, 'a'), Is.EqualTo(text.StartsWith('a')));
            Assert.That(Probe.EndsWith(Site, text, 'C'), Is.EqualTo(text.EndsWith('C')));
            Assert.That(Probe.Contains(Site, text, 'b'), Is.EqualTo(text.Contains('b')));
        });
    }

    [Test]
    public void Null_texts_throw_what_string_throws() => Assert.Multiple(() =>
    {
        Assert.That(() => Probe.StartsWith(Site, null!, "a"), Throws.InstanceOf<NullReferenceException>());
        Assert.That(() => Probe.StartsWith(Site, null!, 'a'), Throws.InstanceOf<NullReferenceException>());
        Assert.That(() => Probe.EqualTo(Site, null!, "a"), Throws.InstanceOf<NullReferenceException>());
        Assert.That(() => Probe.Contains(Site, "a", null!, StringComparison.Ordinal), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("value"));
        Assert.That(() => Probe.StartsWith(Site, "a", null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("value"));
        Assert.That(() => Probe.EndsWith(Site, "a", "a", (StringComparison)77), Throws.ArgumentException);
    });

    [Test]
    public void A_text_that_is_nearly_right_is_nearer()
    {
        double To(string text)
        {
            Trace.Begin(fuel: 1000);
            Probe.Equal(Site, text, "hello");
            return Trace.TrueDistance[Site];
        }

        Assert.That(new[] { To("hello"), To("hellp"), To("hellz"), To("hell"), To("he"), To("xyz") }, Is.Ordered.Ascending.And.Unique.And.ItemAt(0).Zero);
    }

    [Test]
    public void A_call_is_as_near_as_the_last_comparison_inside_it()
    {
        var mark = Probe.Mark();
        Probe.Equal(5, 14L, 10L);
        Probe.Call(Site, mark, outcome: false);

        Assert.Multiple(() =>
        {
            Assert.That(Trace.TrueDistance[Site], Is.InRange(0.01, 0.99));
            Assert.That(Trace.Operands[Site].RightInteger, Is.EqualTo(10));
        });
    }

    [Test]
    public void A_pattern_is_false_unless_it_was_seen_to_match()
    {
        object first = 1, second = "text";

        var one = Probe.Before(Site, first) is string a && Probe.After(Site) && a.Length > 0;
        Assert.That((one, Trace.TrueDistance[Site], Trace.FalseDistance[Site]), Is.EqualTo((false, 1d, 0d)));

        Trace.Begin(fuel: 1000);
        var two = Probe.Before(Site, second) is string b && Probe.After(Site) && b.Length > 0;
        Assert.That((two, Trace.TrueDistance[Site], Trace.FalseDistance[Site]), Is.EqualTo((true, 0d, 1d)));
    }

    [Test]
    public void A_switch_says_how_far_every_arm_was()
    {
        Trace.Switches[0] = new SwitchArms { Sites = [4, 5], Integers = [[10, 20], [100]], Texts = [[], []] };

        Assert.That(Probe.Switch(0, 18L), Is.EqualTo(18));

        Assert.Multiple(() =>
        {
            Assert.That(Trace.TrueDistance[4], Is.EqualTo(2).Within(0.01));
            Assert.That(Trace.TrueDistance[5], Is.EqualTo(82).Within(0.01));
            Assert.That(Trace.Operands[4].RightInteger, Is.EqualTo(20));
        });
    }

    [Test]
    public void Fuel_that_is_out_stays_out()
    {
        Trace.Begin(fuel: 2);
        Probe.Turn();
        Probe.Turn();

        Assert.Multiple(() =>
        {
            Assert.That(Probe.Turn, Throws.InstanceOf<FuelException>());
            Assert.That(Probe.Turn, Throws.InstanceOf<FuelException>());
            Assert.That(() => Probe.Enter(0), Throws.InstanceOf<FuelException>());
            Assert.That(() => Probe.Line(0), Throws.InstanceOf<FuelException>());
            Assert.That(() => Probe.Branch(Site, true), Throws.InstanceOf<FuelException>());
            Assert.That(Trace.OutOfFuel, Is.True);
        });
    }

    [Test]
    public void Deep_recursion_runs_out_before_the_stack_does()
    {
        static int Down(int depth)
        {
            Probe.Guard();
            return Down(depth + 1) + 1;
        }

        Trace.Begin(long.MaxValue);

        Assert.That(() => Down(0), Throws.InstanceOf<FuelException>());
    }

    [Test]
    public void Big_arrays_cost_fuel()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Probe.Length(64), Is.EqualTo(64));
            Assert.That(Trace.Fuel, Is.EqualTo(999));
            Assert.That(Probe.Length(-1), Is.EqualTo(-1));
            Assert.That(() => Probe.StackLength(-1), Throws.InstanceOf<FuelException>());
        });

        Trace.Begin(long.MaxValue);
        Assert.That(() => Probe.Length(int.MaxValue), Throws.InstanceOf<FuelException>());
    }

    [Test]
    public void Ids_beyond_what_was_allocated_find_room()
    {
        Probe.Branch(5000, true);
        Probe.Line(5001);
        Probe.Enter(5002);
        Probe.Active(5003);

        Assert.Multiple(() =>
        {
            Assert.That(Trace.TrueDistance[5000], Is.Zero);
            Assert.That(Trace.LineEpoch[5001], Is.EqualTo(Trace.Epoch));
            Assert.That(Trace.MemberEpoch[5002], Is.EqualTo(Trace.Epoch));
            Assert.That(Trace.MutantEpoch[5003], Is.EqualTo(Trace.Epoch));
        });
    }

    private sealed class CultureScope : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentCulture;

        public CultureScope(string name) => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);

        public void Dispose() => CultureInfo.CurrentCulture = _before;
    }
}
