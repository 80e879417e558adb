using CodegenLab.Worker.Minimisation;

namespace CodegenLab.Worker.Tests.Minimisation;

public sealed class LiteralSimplifierTests
{
    private static readonly object[] Values =
    [
        "", "a", "Grüße, 世界 😀", "\ud800", "some longer text that has to be cut down", new string('x', 300), "\t\0",
        'a', 'é', '\0', true, false,
        sbyte.MinValue, byte.MaxValue, short.MinValue, ushort.MaxValue, int.MinValue, int.MaxValue, -1, 0, uint.MaxValue, long.MinValue, long.MaxValue, ulong.MaxValue,
        0.0, 123.456, double.MinValue, double.MaxValue, double.Epsilon, double.NaN, double.NegativeInfinity, 1.5f, float.MinValue, float.NaN,
        decimal.MinValue, decimal.MaxValue, 1.2345m,
        DateTime.MinValue, DateTime.MaxValue, new DateTime(2021, 7, 13, 5, 6, 7, 8, DateTimeKind.Utc),
        DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2021, 7, 13, 5, 6, 7, TimeSpan.FromHours(-3.5)),
        new DateTimeOffset(1, 1, 1, 3, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(9999, 12, 31, 20, 59, 0, TimeSpan.FromHours(-3)),
        TimeSpan.MinValue, TimeSpan.MaxValue, new TimeSpan(3, 4, 5, 6, 7), TimeSpan.Zero,
        Guid.Empty, Guid.AllBitsSet, DateOnly.MaxValue, TimeOnly.MaxValue, new TimeOnly(12, 0),
    ];

    [Test]
    public void Of_an_id_only_the_bytes_stay_that_matter()
    {
        var simpler = LiteralSimplifier.Simpler(new Guid("00000001-0000-0000-0000-00000000aa07"), typeof(Guid)).Cast<Guid>();

        Assert.That(simpler, Is.EquivalentTo(new[] { Guid.Empty, new Guid("00000000-0000-0000-0000-00000000aa07"), new Guid("00000001-0000-0000-0000-000000000007"), new Guid("00000001-0000-0000-0000-00000000aa00") }));
    }

    [TestCaseSource(nameof(Values))]
    public void Taking_the_largest_step_ends_soon(object value)
    {
        var current = value;
        for (var steps = 0; LiteralSimplifier.Simpler(current, current.GetType()).FirstOrDefault() is { } simpler; steps++)
        {
            Assert.That(simpler, Is.TypeOf(value.GetType()));
            current = simpler;
            Assert.That(steps, Is.LessThan(20));
        }
    }

    [TestCaseSource(nameof(Values))]
    public void Taking_the_smallest_step_never_comes_by_the_same_value_again(object value)
    {
        var seen = new HashSet<object> { value };
        for (var current = value; seen.Count < 300 && LiteralSimplifier.Simpler(current, current.GetType()).LastOrDefault() is { } simpler; current = simpler)
            Assert.That(seen.Add(simpler), Is.True);
    }

    [TestCaseSource(nameof(Values))]
    public void What_is_simpler_never_leads_back(object value)
    {
        foreach (var simpler in LiteralSimplifier.Simpler(value, value.GetType()).Take(30))
            Assert.That(LiteralSimplifier.Simpler(simpler, value.GetType()), Has.None.EqualTo(value));
    }

    [TestCase("", typeof(string))]
    [TestCase('a', typeof(char))]
    [TestCase(0, typeof(int))]
    [TestCase(false, typeof(bool))]
    [TestCase(0L, typeof(DayOfWeek))]
    public void The_simplest_value_has_none_below_it(object value, Type type) =>
        Assert.That(LiteralSimplifier.Simpler(value, type), Is.Empty);

    [Test]
    public void An_enum_becomes_a_constant_that_has_a_name() =>
        Assert.Multiple(() =>
        {
            Assert.That(LiteralSimplifier.Simpler(404L, typeof(System.Net.HttpStatusCode)), Is.EqualTo(new object[] { 100L }));
            Assert.That(LiteralSimplifier.Simpler(7L, typeof(System.Net.HttpStatusCode)), Is.EqualTo(new object[] { 100L, 101L, 102L }));
            Assert.That(LiteralSimplifier.Simpler(100L, typeof(System.Net.HttpStatusCode)), Is.Empty);
        });

    [Test]
    public void An_enum_becomes_its_default() =>
        Assert.That(LiteralSimplifier.Simpler(5L, typeof(DayOfWeek)), Is.EqualTo(new object[] { 0L }));

    [Test]
    public void A_date_keeps_its_kind()
    {
        var simpler = LiteralSimplifier.Simpler(new DateTime(2021, 7, 13, 5, 6, 7, DateTimeKind.Utc), typeof(DateTime)).Cast<DateTime>();

        Assert.That(simpler.Select(date => date.Kind), Is.All.EqualTo(DateTimeKind.Utc));
    }
}
