using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.TestCases;

[TestFixture]
public class TestCaseNotationTests
{
    private static readonly object?[] ExtremeValues =
    [
        null, true, false,
        "", "plain", "it's a \\ back'slash", "line\r\n\tbreak\0", "Grüße, мир, 世界 😀", "\ud800", "\udc00tail", "half \ud83d", "\u007f\uffff;|,)]",
        'a', '\'', '\\', '\0', '\ud800', '\uffff',
        sbyte.MinValue, (sbyte)-1, sbyte.MaxValue, byte.MinValue, byte.MaxValue,
        short.MinValue, (short)-1, short.MaxValue, ushort.MinValue, ushort.MaxValue,
        int.MinValue, -1, 0, int.MaxValue, uint.MinValue, uint.MaxValue,
        long.MinValue, -1L, 0L, long.MaxValue, ulong.MinValue, ulong.MaxValue, 1UL << 63,
        0f, -0f, 1.5f, float.MinValue, float.MaxValue, float.Epsilon, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
        0.0, -0.0, 0.1, double.MinValue, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        0m, -0.0m, 1.10m, -1.1m, decimal.MinValue, decimal.MaxValue, 0.0000000000000000000000000001m,
        DateTime.MinValue, DateTime.MaxValue, new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc), new DateTime(2024, 10, 27, 2, 30, 0, DateTimeKind.Local),
        DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-3.5)), new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(14)),
        TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.FromTicks(-1),
        DateOnly.MinValue, DateOnly.MaxValue, TimeOnly.MinValue, TimeOnly.MaxValue,
        Guid.Empty, Guid.AllBitsSet, new Guid("00112233-4455-6677-8899-aabbccddeeff"),
    ];

    [TestCaseSource(nameof(ExtremeValues))]
    public void Every_kind_of_literal_comes_back_bit_for_bit(object? value)
    {
        var text = TestCaseNotation.Write(new Literal(3, value));

        var read = (Literal)TestCaseNotation.ParseExpression(text);

        Assert.Multiple(() =>
        {
            Assert.That(read.Type, Is.EqualTo(3));
            Assert.That(Bits(read.Value), Is.EqualTo(Bits(value)));
            Assert.That(text, Does.Match("^[ -~]+$"), "one line of ASCII");
        });
    }

    [Test]
    public void Any_test_case_comes_back([Range(1, 20)] int seed)
    {
        var random = new RandomTestCases(seed);
        for (var i = 0; i < 100; i++)
        {
            var test = random.Next();
            var text = TestCaseNotation.Write(test);
            var read = TestCaseNotation.Parse(text);

            Assert.That(AreSame(read, test), text);
            Assert.That(TestCaseNotation.Write(read), Is.EqualTo(text));
        }
    }

    [Test]
    public void Bytes_and_text_are_the_same()
    {
        var random = new RandomTestCases(seed: 11);
        var room = new byte[1 << 20];
        for (var i = 0; i < 200; i++)
        {
            var test = random.Next();
            var length = TestCaseNotation.Write(test, room);
            Assert.That(Encoding.ASCII.GetString(room, 0, length), Is.EqualTo(test.ToString()));
        }
    }

    [Test]
    public void Too_little_room_is_told_and_nothing_is_written_past_its_end()
    {
        var test = new TestCase([new Statement(new Invocation(1, 2, new Literal(3, Guid.AllBitsSet), [new Literal(4, "text'"), new Literal(5, -1.5m)], [new Initialiser(6, new Literal(7, long.MinValue))]), Statement.All)]);
        var needed = test.ToString().Length;
        for (var size = 0; size < needed; size++)
        {
            var room = new byte[needed + 8];
            Assert.That(TestCaseNotation.Write(test, room.AsSpan(0, size)), Is.EqualTo(-1));
            Assert.That(room.Skip(size), Is.All.Zero);
        }
    }

    [Test]
    public void The_culture_has_no_say()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus";
        try
        {
            CultureInfo.CurrentCulture = odd;
            var text = TestCaseNotation.Write(new Literal(-1, -5));
            Assert.That(text, Is.EqualTo("l-1:i--5"));
            Assert.That(TestCaseNotation.ParseExpression(text), Is.EqualTo(new Literal(-1, -5)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Reads_like_this()
    {
        var test = new TestCase(
        [
            new Statement(new Invocation(1, 10, null, [new Literal(2, "it's")], [new Initialiser(11, new Literal(3, 7))])),
            new Statement(new Invocation(4, 12, new Reference(1, 0), [new Collection(5, 3, [new Literal(3, 1), new DefaultValue(3)]), new Lambda(6, LambdaBody.Constant, new Literal(3, 2)), new TypeOf(7, 3)], []), Statement.All),
            new Statement(new Invocation(-1, 13, new KnownValue(8, "System.TimeZoneInfo.Utc"), [], [])),
            new Statement(new Invocation(-1, 14, null, [new Lambda(6, LambdaBody.Computed), new Lambda(6, LambdaBody.Computed, new Literal(3, 5)) { Computation = new(1, 7, LambdaOperator.Greater) }], [])),
        ]);

        Assert.That(test.ToString(), Is.EqualTo(@"c1:10(|l2:s'it\'s'|11=l3:i-7);c4:12(r1:0|a5:3[l3:i-1,d3:],f6:1(l3:i-2),t7:3|)!-1;c-1:13(k8:'System.TimeZoneInfo.Utc'||);c-1:14(|f6:2(),f6:2($1_7_7_-1$l3:i-5)|);"));
    }

    [TestCase("")]
    [TestCase("x1:")]
    [TestCase("l1:")]
    [TestCase("l1:i-")]
    [TestCase("l1:i-99999999999")]
    [TestCase("l1:s'open")]
    [TestCase("l1:s'\\u12'")]
    [TestCase("l1:n;rest")]
    [TestCase("c1:2(|")]
    [TestCase("l99999999999:n")]
    [TestCase("l1:b+256")]
    [TestCase("l1:b--129")]
    [TestCase("l1:c65536")]
    [TestCase("l1:n ")]
    public void What_was_not_written_by_it_is_refused(string text) =>
        Assert.That(() => TestCaseNotation.ParseExpression(text), Throws.TypeOf<FormatException>());

    [Test]
    public void A_statement_is_a_call() =>
        Assert.That(() => TestCaseNotation.Parse("l1:n;"), Throws.TypeOf<FormatException>());

    private static object? Bits(object? value) => value switch
    {
        float v => (typeof(float), BitConverter.SingleToInt32Bits(v)),
        double v => (typeof(double), BitConverter.DoubleToInt64Bits(v)),
        decimal v => (typeof(decimal), string.Join(' ', decimal.GetBits(v))),
        DateTime v => (typeof(DateTime), v.Ticks, v.Kind),
        DateTimeOffset v => (typeof(DateTimeOffset), v.Ticks, v.Offset),
        null => null,
        _ => (value.GetType(), value),
    };

    private static bool AreSame(TestCase a, TestCase b) =>
        a.Statements.Length == b.Statements.Length && a.Statements.Zip(b.Statements).All(pair => pair.First.Take == pair.Second.Take && AreSame(pair.First.Call, pair.Second.Call));

    private static bool AreSame(Expression? a, Expression? b) => (a, b) switch
    {
        (null, null) => true,
        (Literal x, Literal y) => x.Type == y.Type && Equals(Bits(x.Value), Bits(y.Value)),
        (Collection x, Collection y) => x.Type == y.Type && x.Element == y.Element && AreSame(x.Items, y.Items),
        (Lambda x, Lambda y) => x.Type == y.Type && x.Body == y.Body && x.Computation == y.Computation && AreSame(x.Value, y.Value),
        (Invocation x, Invocation y) => x.Type == y.Type && x.Member == y.Member && AreSame(x.Receiver, y.Receiver) && AreSame(x.Arguments, y.Arguments)
            && x.Initialisers.Select(one => one.Member).SequenceEqual(y.Initialisers.Select(one => one.Member))
            && AreSame([.. x.Initialisers.Select(one => one.Value)], [.. y.Initialisers.Select(one => one.Value)]),
        _ => Equals(a, b),
    };

    private static bool AreSame(ImmutableArray<Expression> a, ImmutableArray<Expression> b) =>
        a.Length == b.Length && a.Zip(b).All(pair => AreSame(pair.First, pair.Second));

    /// <summary>All shapes that the model allows, not only those that make sense.</summary>
    private sealed class RandomTestCases(int seed)
    {
        private readonly Random _random = new(seed);

        public TestCase Next() => new([.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => new Statement(Call(3), _random.Next(-1, 4)))]);

        private Invocation Call(int depth) => new(
            Id(), Id(), _random.Next(2) == 0 ? null : Any(depth - 1), Several(depth - 1),
            [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new Initialiser(Id(), Any(depth - 1)))]);

        private ImmutableArray<Expression> Several(int depth) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Any(depth))];

        private Expression Any(int depth) => _random.Next(depth <= 0 ? 5 : 8) switch
        {
            0 => new KnownValue(Id(), Text()),
            1 => new DefaultValue(Id()),
            2 => new TypeOf(Id(), Id()),
            3 => new Reference(Id(), _random.Next(10)),
            4 => new Literal(Id(), Value()),
            5 => new Collection(Id(), Id(), Several(depth - 1)),
            6 => new Lambda(Id(), (LambdaBody)_random.Next(4), _random.Next(2) == 0 ? null : Any(depth - 1)) { Computation = new(_random.Next(3), _random.Next(-1, 9), (LambdaOperator)_random.Next(8), _random.Next(-1, 3)) },
            _ => Call(depth),
        };

        private object? Value() => _random.Next(3) switch
        {
            0 => ExtremeValues[_random.Next(ExtremeValues.Length)],
            1 => Text(),
            _ => BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue)),
        };

        private string Text() => new([.. Enumerable.Range(0, _random.Next(12)).Select(_ => (char)_random.Next(_random.Next(2) == 0 ? 128 : 65536))]);

        private int Id() => _random.Next(-1, 2000);
    }
}
