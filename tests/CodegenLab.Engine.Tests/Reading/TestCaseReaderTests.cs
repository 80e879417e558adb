namespace CodegenLab.Engine.Tests.Reading;

/// <summary>Tests as models and people write them, over a small subject.</summary>
public sealed class TestCaseReaderTests
{
    private const string Source = """
        namespace Sample;
        public enum Level { Basic, Gold = 5 }
        [Flags] public enum Options { None = 0, Express = 1, Gift = 2 }
        public interface IClock { DateTime Now { get; } }
        public sealed record Money(decimal Amount, string Currency = "EUR")
        {
            public static Money operator +(Money a, Money b) => new(a.Amount + b.Amount, a.Currency);
            public static Money Parse(string text) => TryParse(text, out var money) ? money! : throw new FormatException();
            public static bool TryParse(string? text, out Money? money) { money = text is null ? null : new Money(text.Length); return money is not null; }
        }
        public class Customer { public required string Name { get; init; } public Level Level { get; set; } public List<string> Tags { get; init; } = []; public DateTime? Since { get; set; } }
        public sealed class Cart(Customer owner)
        {
            private readonly List<Money> _items = [];
            public Customer Owner => owner;
            public Options Options { get; set; }
            public int Count => _items.Count;
            public Money Total => _items.Aggregate(new Money(0), (a, b) => a + b);
            public IReadOnlyList<Money> Items => _items;
            public Money this[int index] { get => _items[index]; set => _items[index] = value; }
            public void Add(Money item) { ArgumentNullException.ThrowIfNull(item); _items.Add(item); }
            public int AddAll(IEnumerable<Money> items, int times = 1) { foreach (var item in items) for (var i = 0; i < times; i++) Add(item); return Count; }
            public IEnumerable<string> Lines(Func<Money, bool> filter, params string[] labels) { foreach (var item in _items) if (filter(item)) yield return string.Concat(labels) + item.Amount; }
            public async Task<double> WeighAsync(double each, DateTime day) { await Task.Yield(); return each * Count * day.Day; }
            public void Swap(ref int a, ref int b) => (a, b) = (b, a);
        }
        public static class CartExtensions { public static bool IsEmpty(this Cart cart) => cart.Count == 0; }
        public sealed class Greeter(IClock clock) { public string Greet(string name) => clock.Now.Hour < 12 ? "Morning " + name : "Day " + name; }
        """;

    private static SampleSubject? _subject;

    [OneTimeSetUp]
    public static void Discover() => _subject = new SampleSubject([Source], fakes: true);

    [OneTimeTearDown]
    public static void Delete() => _subject!.Dispose();

    [Test]
    public void Reads_initialisers_assertions_and_properties_in_the_order_they_run() => Expect(
        """
        [Test] public void Test()
        {
            // Arrange
            var customer = new Customer { Name = "Ada", Level = Level.Gold, Tags = ["a", "b"], Since = new DateTime(2024, 2, 29) };
            var cart = new Cart(customer);
            cart.Options = Options.Express | Options.Gift;
            // Act
            cart.Add(new Money(12.5m, "EUR"));
            cart.Add(new(Amount: 3));
            // Assert
            Assert.Multiple(() =>
            {
                Assert.That(cart.Count, Is.EqualTo(2), "both items");
                Assert.That(cart.Total.Amount, Is.EqualTo(15.5m));
                Assert.That(cart.Owner.Tags.Count, Is.GreaterThan(1));
                Assert.That(cart.IsEmpty(), Is.False);
            });
        }
        """,
        """
        0 = Customer(Name='Ada', Level=Gold, Tags=List['a', 'b'], Since=2024-02-29T00:00:00)
        1 = Cart(#0)
        2 = #1.set Options(3)
        3 = #1.Add(Money(12.5m, 'EUR'))
        4 = #1.Add(Money(3m, 'EUR'))
        5 = #1.Count()
        6 = #1.Total().Amount()
        7 = #1.Owner().Tags()
        8 = IsEmpty(#1)
        """);

    [Test]
    public void Gives_a_case_to_each_exception_and_one_to_the_rest() => Expect(
        """
        [Test] public void Test()
        {
            var cart = new Cart(new Customer { Name = "" });
            var thrown = Assert.Throws<ArgumentNullException>(() => cart.Add(null!));
            Assert.That(thrown!.ParamName, Is.EqualTo("item"));
            Assert.That(() => Money.Parse(null!), Throws.TypeOf<FormatException>());
            Assert.That(cart.Count, Is.Zero);
        }
        """,
        """
        0 = Cart(Customer(Name=''))
        1 = #0.Add(null)
        """,
        """
        0 = Cart(Customer(Name=''))
        1 = Parse(null)
        """,
        """
        0 = Cart(Customer(Name=''))
        1 = #0.Count()
        """);

    [Test]
    public void Puts_the_values_of_rows_in_the_place_of_parameters() => Expect(
        """
        [TestCase(5, "EUR", Level.Gold)]
        [TestCase(7, null, Level.Basic)]
        public void Test(decimal amount, string? currency, Level level)
        {
            var money = new Money(amount + 1, currency ?? "USD");
            var owner = new Customer { Name = $"{amount} {currency}", Level = level };
            Assert.That(new Cart(owner).AddAll(new[] { money, money }, times: (int)amount - 3), Is.Positive);
        }
        """,
        """
        0 = Money(6m, 'EUR')
        1 = Customer(Name='5 EUR', Level=Gold)
        2 = Cart(#1).AddAll(Array[#0, #0], 2)
        """,
        """
        0 = Money(8m, 'USD')
        1 = Customer(Name='7 ', Level=Basic)
        2 = Cart(#1).AddAll(Array[#0, #0], 4)
        """);

    [Test]
    public void Works_out_what_the_framework_computes() => Expect(
        """
        private static readonly DateTime Start = DateTime.Parse("2024-02-28");
        [Test] public async Task Test()
        {
            const int days = 2;
            var cart = new Cart(new Customer { Name = new string('x', 3) + string.Join("-", "a", "b") });
            var items = Enumerable.Repeat(new Money(1), 2).ToList();
            items.Add(Money.Parse("12".PadLeft(4, '0')));
            cart.AddAll(items);
            double weight = await cart.WeighAsync(1.5f * 2, Start.AddDays(days)).ConfigureAwait(false);
            Assert.That(weight, Is.EqualTo(9.0).Within(0.001));
        }
        """,
        """
        0 = Cart(Customer(Name='xxxa-b'))
        1 = #0.AddAll(Array[Money(1m, 'EUR'), Money(1m, 'EUR'), Parse('0012')], 1)
        2 = #0.WeighAsync(3d, 2024-03-01T00:00:00)
        """);

    [Test]
    public void Reads_operators_indexers_lambdas_sequences_and_arguments_by_reference() => Expect(
        """
        [Test] public void Test()
        {
            var sum = new Money(1) + new Money(2);
            sum += sum;
            var cart = new Cart(new Customer { Name = "n" });
            cart.Add(sum);
            cart[0] = cart[0] + sum;
            int a = 1, b = 2;
            cart.Swap(ref a, ref b);
            var ok = Money.TryParse("x", out var parsed);
            Func<Money, bool> all = _ => true;
            var lines = cart.Lines(all, "a", "b").ToList();
            var first = cart.Lines(m => false).Take(1).ToList();
            Assert.That(ok && parsed!.Amount > 0 && a == 2, Is.True);
            Assert.That(lines.First(), Does.StartWith("a"));
            CollectionAssert.IsEmpty(first);
        }
        private static class CollectionAssert { public static void IsEmpty<T>(List<T> items) => Assert.That(items, Is.Empty); }
        """,
        """
        0 = op_Addition(Money(1m, 'EUR'), Money(2m, 'EUR'))
        1 = op_Addition(#0, #0)
        2 = Cart(Customer(Name='n'))
        3 = #2.Add(#1)
        4 = #2.set [](0, op_Addition(#2.[](0), #1))
        5 = #2.Swap(1, 2)
        6 = TryParse('x', default)
        7 = #2.Lines(Constant(True), Array['a', 'b']) all
        8 = #2.Lines(Constant(False), Array[]) take 1
        """);

    [Test]
    public void Follows_set_up_fields_and_methods_of_the_class() => Expect(
        """
        private readonly Customer _owner = new() { Name = "o" };
        private Cart _cart = null!;
        private static Money Euros(int amount, string suffix = "R") => new(amount, "EU" + suffix);
        private void Fill(params int[] amounts) { _cart.Add(Euros(amounts.Length)); }
        [SetUp] public void SetUp() { _cart = new Cart(_owner); }
        [Test] public void Test()
        {
            using var nothing = new System.IO.StringReader("");
            Local(2);
            Assert.AreEqual(1, _cart.Count);
            void Local(int n) => _cart.Add(Euros(n + 1));
        }
        private static class Assert { public static void AreEqual(int expected, int actual) => NUnit.Framework.Assert.That(actual, Is.EqualTo(expected)); }
        """,
        """
        0 = Customer(Name='o')
        1 = Cart(#0)
        2 = #1.Add(Money(3m, 'EUR'))
        3 = #1.Count()
        """);

    [Test]
    public void Takes_a_fake_of_the_engine_for_a_stub_that_answers_alike() => Expect(
        """
        private static readonly DateTime Noon = new(2026, 1, 15, 12, 0, 0);
        private sealed class FixedClock(DateTime now) : IClock { public DateTime Now => now; }
        private sealed class CountingClock : IClock
        {
            private readonly DateTime _now;
            public int Reads;
            public CountingClock(int hour) { _now = Noon.Date.AddHours(hour); }
            public DateTime Now { get { Reads++; return _now; } }
        }
        private sealed record RecordedClock(DateTime Now) : IClock;
        private sealed class FakeClock : IClock { public DateTime Now { get; init; } = Noon; }
        [Test] public void Test()
        {
            var counting = new CountingClock(7);
            Assert.That(new Greeter(new FixedClock(Noon)).Greet("a"), Is.EqualTo("Day a"));
            Assert.That(new Greeter(counting).Greet("b"), Is.EqualTo("Morning b"));
            Assert.That(counting.Reads, Is.EqualTo(1));
            Assert.That(new Greeter(new RecordedClock(Noon.AddDays(1))).Greet("c"), Is.EqualTo("Day c"));
            Assert.That(new Greeter(new FakeClock { Now = Noon.AddDays(2) }).Greet("d"), Is.EqualTo("Day d"));
        }
        """,
        """
        0 = FakeClock(Now=2026-01-15T07:00:00)
        1 = Greeter(FakeClock(Now=2026-01-15T12:00:00)).Greet('a')
        2 = Greeter(#0).Greet('b')
        3 = Greeter(FakeClock(Now=2026-01-16T12:00:00)).Greet('c')
        4 = Greeter(FakeClock(Now=2026-01-17T12:00:00)).Greet('d')
        """);

    [Test]
    public void Unrolls_loops_over_constants_and_takes_the_way_that_constants_choose() => Expect(
        """
        private static Cart Filled(int count, bool empty = false)
        {
            var cart = new Cart(new Customer { Name = "n" });
            if (empty)
                return cart;
            for (var i = 1; i <= count; i++)
                cart.Add(new Money(i));
            return cart;
        }
        [Test] public void Test()
        {
            foreach (var text in new[] { "1", "2" })
                Assert.That(Money.Parse(text), Is.Not.Null);
            Assert.That(Filled(2).Count, Is.EqualTo(2));
        }
        """,
        """
        0 = Parse('1')
        1 = Parse('2')
        2 = Cart(Customer(Name='n'))
        3 = #2.Add(Money(1m, 'EUR'))
        4 = #2.Add(Money(2m, 'EUR'))
        5 = #2.Count()
        """);

    [TestCase("foreach (var letter in Money.Parse(\"\").Currency) Money.Parse(\"\" + letter);", "a loop")]
    [TestCase("if (Money.Parse(\"\").Amount > 0) Assert.Fail();", "an if")]
    [TestCase("Money.Parse(Guid.NewGuid().ToString());", "Guid")]
    [TestCase("new Greeter(new RealClock()).Greet(\"\");", "RealClock is more than a fake")]
    [TestCase("new Cart(new Customer { Name = \"\" }).Lines(money => money.Amount > 1 && money.Amount < 5).ToList();", "computes")]
    [TestCase("Assert.That(1 + 1, Is.EqualTo(2));", "nothing of the subject")]
    [TestCase("var parsed = Money.TryParse(\"x\", out var money); money!.ToString(); new Cart(new Customer { Name = money.Currency });", "comes out of TryParse")]
    public void Says_why_it_cannot_read(string statements, string reason)
    {
        var read = Drafts($$"""
            private sealed class RealClock : IClock { public DateTime Now => DateTime.UtcNow; }
            [Test] public void Test() { {{statements}} }
            """).Read("Test");

        Assert.That(read.Cases, Is.Empty);
        Assert.That(read.Unreadable, Does.Contain(reason));
    }

    [Test]
    public void Reads_nearly_all_that_a_model_drafts_for_the_shop()
    {
        using var shop = new SampleSubject([.. ReadBackTests.ShopSources(), ReadBackTests.ImplicitUsings], fakes: true);
        var drafts = new DraftedTests(shop.Catalog, shop.Compilation, ShopDrafts.Members, ShopDrafts.Usings);

        var all = drafts.ReadAll();
        var unreadable = drafts.Unreadable();

        TestContext.Out.WriteLine($"{all.Count - unreadable.Count} of {all.Count} readable\n{string.Join('\n', unreadable)}");
        Assert.That(unreadable, Has.Count.LessThan(all.Count / 5));
    }

    private static DraftedTests Drafts(string members) => new(_subject!.Catalog, _subject.Compilation, members);

    private static void Expect(string members, params string[] cases)
    {
        var read = Drafts(members).Read("Test");

        Assert.That(read.Unreadable, Is.Null);
        Assert.That(read.Cases.Select(test => CallText.Of(_subject!.Catalog, test)), Is.EqualTo(cases));
    }
}
