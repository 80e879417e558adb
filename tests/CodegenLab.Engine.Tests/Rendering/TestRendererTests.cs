using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Shop;
using static CodegenLab.Engine.Tests.Rendering.RenderedTests;
using static CodegenLab.Engine.Tests.Rendering.TestCatalog;

namespace CodegenLab.Engine.Tests.Rendering;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TestRendererTests
{
    private readonly TestCatalog _c = new();

    private Expression Eur(decimal amount) => _c.Call(_c.Constructor<Money>(typeof(decimal), typeof(string)), _c.Value(amount), _c.Text("EUR"));

    private Invocation NewOrder(string number = "A-1") => _c.With(_c.Call(_c.Constructor<Order>()), (_c.Setter<Order>("Number"), _c.Text(number)));

    [Test]
    public Task Renders_a_fixture_for_people_to_review()
    {
        var fixture = Render(_c, MoneyTests(), sites: MoneySites()).Single();
        AssertPasses(fixture);
        return Verify(fixture.Source, extension: "cs");
    }

    [Test]
    public Task Renders_for_xunit() => Verify(Render(_c, MoneyTests(), Options with { Framework = TestFramework.XUnit, FrameworkVersion = 2 }, MoneySites()).Single().Source, extension: "cs");

    [Test]
    public Task Renders_for_mstest() => Verify(Render(_c, MoneyTests(), Options with { Framework = TestFramework.MSTest, FrameworkVersion = 3 }, MoneySites()).Single().Source, extension: "cs");

    [Test]
    public Task Renders_block_namespaces_and_old_nunit()
    {
        var options = Options with { FileScopedNamespaces = false, FrameworkVersion = 3, FrameworkMinorVersion = 14, LanguageVersion = 900 };
        var fixture = Render(_c, MoneyTests(), options, MoneySites()).Single();
        AssertBuilds(fixture, options);
        return Verify(fixture.Source, extension: "cs");
    }

    [Test]
    public void Says_where_each_test_stands()
    {
        var fixture = Render(_c, MoneyTests(), sites: MoneySites()).Single();
        var lines = fixture.Source.Split('\n');

        foreach (var test in fixture.Tests)
        {
            Assert.That(lines[test.FirstLine - 1], Does.StartWith("    [Test"), test.Name);
            Assert.That(lines[test.LastLine - 1], Is.EqualTo("    }"), test.Name);
            Assert.That(string.Join('\n', lines[(test.FirstLine - 1)..test.LastLine]), Does.Contain($" {test.Name}("));
        }

        Assert.That(fixture.Tests.SelectMany(test => test.Found).Order(), Is.EqualTo(Enumerable.Range(0, MoneyTests().Count)));
    }

    [Test]
    public void Renders_the_same_bytes_for_the_same_tests() =>
        Assert.That(Render(_c, MoneyTests(), sites: MoneySites()).Single().Source, Is.EqualTo(Render(_c, MoneyTests(), sites: MoneySites()).Single().Source));

    [Test]
    public void Keeps_tests_apart_whose_rows_failed()
    {
        var length = _c.Method(typeof(Texts), "Length", typeof(string));
        FoundTest Of(string? text, int expected) => Found(length, [Do(_c.Call(length, _c.Text(text)))], Result(0, new Fact.EqualTo(_c.Value(expected))));
        FoundTest[] tests = [Of("ab", 2), Of(null, -1), Of("", 0)];

        var merged = Render(_c, tests).Single();
        var apart = Render(_c, tests, Options with { Unmerged = new HashSet<int> { 1 } }).Single();

        AssertPasses(merged);
        AssertPasses(apart);
        Assert.That(merged.Tests.Single().Found, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(merged.Source, Does.Contain("""
                [TestCase("ab", 2)]
                [TestCase(null, -1)]
                [TestCase("", 0)]
                public void Length_ReturnsExpectedResult(string? text, int expected)
            """));
        Assert.That(apart.Tests.Select(test => test.Found.Length), Is.EqualTo(new[] { 2, 1 }));
    }

    [TestCase(TestFramework.NUnit, 5, 0, "Assert.That(result, Is.EqualTo(0.16666666666666666).Within(1e-13));")]
    [TestCase(TestFramework.XUnit, 2, 9, "Assert.Equal(0.16666666666666666, result, 1e-13);")]
    [TestCase(TestFramework.XUnit, 2, 4, "Assert.Equal(0.16666666666666666, result);")]
    [TestCase(TestFramework.MSTest, 3, 0, "Assert.AreEqual(0.16666666666666666, result, 1e-13);")]
    public void A_rounded_number_is_expected_within_a_tolerance(TestFramework framework, int version, int minor, string assertion) =>
        Assert.That(Render(_c, [Half(1.0 / 3)], Options with { Framework = framework, FrameworkVersion = version, FrameworkMinorVersion = minor }).Single().Source, Does.Contain(assertion));

    [Test]
    public void Rows_share_the_widest_tolerance_that_one_of_them_needs()
    {
        var fixture = Render(_c, [Half(1.0 / 3), Half(200.0 / 3), Half(3)]).Single();

        AssertPasses(fixture);
        Assert.That(fixture.Source, Does.Contain("Assert.That(result, Is.EqualTo(expected).Within(1e-11));"));
    }

    [Test]
    public void A_number_of_a_few_digits_is_expected_as_it_is() =>
        Assert.That(Render(_c, [Half(0.2), Half(1e15), Half(-12.25)]).Single().Source, Does.Contain("Is.EqualTo(expected));"));

    private FoundTest Half(double value)
    {
        var half = _c.Method(typeof(Texts), "Half", typeof(double));
        return Found(half, [Do(_c.Call(half, _c.Value(value)))], Result(0, new Fact.EqualTo(_c.Value(Texts.Half(value)))));
    }

    [Test]
    public void Tells_tests_of_one_name_apart()
    {
        var cut = _c.Method(typeof(Texts), "Cut", typeof(string), typeof(int));
        var length = _c.Method(typeof(Texts), "Length", typeof(string));
        var half = _c.Method(typeof(Texts), "Half", typeof(double));
        FoundTest Cut(string text, int at) => Found(cut, [Do(_c.Call(cut, _c.Text(text), _c.Value(at)))], Result(0, new Fact.IsNotNull()));
        Site foreign = new(0, "M:Shop.Money.Parse(System.String)", "Money.cs", default(LinePositionSpan), "amount < 0", false, false);

        string[] Names(params FoundTest[] tests) => [.. Render(_c, tests, Options with { Unmerged = Enumerable.Range(0, tests.Length).ToHashSet() }, [foreign]).Single().Tests.Select(test => test.Name)];

        Assert.That(Names(Cut("abc", 1), Cut("abc", 2)), Is.EqualTo(new[] { "Cut_WhenLengthIs1_ReturnsExpectedResult", "Cut_WhenLengthIs2_ReturnsExpectedResult" }));
        Assert.That(Names(Cut("abc", 1), Cut("abc", 1)), Is.EqualTo(new[] { "Cut_ReturnsExpectedResult", "Cut_ReturnsExpectedResult_2" }));
        Assert.That(
            Names(Cut("abc", 1), Cut("abc", 1), Cut("abc", 2)),
            Is.EqualTo(new[] { "Cut_ReturnsExpectedResult", "Cut_ReturnsExpectedResult_2", "Cut_WhenLengthIs2_ReturnsExpectedResult" }),
            "what tells one of them from the others is said, even where it does not tell those from each other");
        Assert.That(
            Names(Cut("abc", 1), Cut("abc", 2), Cut("abcd", 1)),
            Is.EqualTo(new[] { "Cut_WhenTextIsAbcAndLengthIs1_ReturnsExpectedResult", "Cut_WhenTextIsAbcAndLengthIs2_ReturnsExpectedResult", "Cut_WhenTextIsAbcd_ReturnsExpectedResult" }),
            "two arguments where one does not do");
        FoundTest LengthOf(int at) => Found(length, [Do(_c.Call(length, _c.Call(cut, _c.Text("abc"), _c.Value(at))))], Result(0, new Fact.IsNotNull()));
        Assert.That(
            Names(LengthOf(1), LengthOf(2)),
            Is.EqualTo(new[] { "Length_WhenLengthIs1_ReturnsExpectedResult", "Length_WhenLengthIs2_ReturnsExpectedResult" }),
            "what an argument is made of");
        Assert.That(
            Names(Found(length, [Do(_c.Call(length, _c.Text("a")))], Result(0, new Fact.EqualTo(_c.Value(1)))) with { Witness = 0 }),
            Is.EqualTo(new[] { "Length_Returns1" }),
            "the condition is one of another type");
        Assert.That(
            Names(Found(half, [Do(_c.Call(half, _c.Value(-1.0)))], Result(0, new Fact.EqualTo(_c.Value(-0.5))))),
            Is.EqualTo(new[] { "Half_ReturnsNegative0Point5" }));
    }

    [Test]
    public void Overloads_of_as_many_parameters_are_told_apart_by_their_types()
    {
        FoundTest Shown<T>(T value)
            where T : notnull
        {
            var show = _c.Method(typeof(Texts), "Show", typeof(T));
            return Found(show, [Do(_c.Call(show, _c.Value(value)))], Result(0, new Fact.IsNotNull()));
        }

        string[] Names(params FoundTest[] tests) => [.. Render(_c, tests, Options with { Unmerged = Enumerable.Range(0, tests.Length).ToHashSet() }).Single().Tests.Select(test => test.Name)];

        Assert.That(Names(Shown(1), Shown("a")), Is.EqualTo(new[] { "ShowForInt32_ReturnsExpectedResult", "ShowForString_ReturnsExpectedResult" }));
        Assert.That(
            Names(Shown(1), Shown(2), Shown("a")),
            Is.EqualTo(new[] { "ShowForInt32_WhenValueIs1_ReturnsExpectedResult", "ShowForInt32_WhenValueIs2_ReturnsExpectedResult", "ShowForString_ReturnsExpectedResult" }));
    }

    [Test]
    public void Delegates_that_overloads_give_are_told_apart_by_them()
    {
        var invoke = _c.Invoke<Func<int>>();
        FoundTest Counted<T>(T value)
            where T : notnull
        {
            var counter = _c.Method(typeof(Texts), "Counter", typeof(T));
            return Found(invoke, [Do(_c.Call(counter, _c.Value(value))), Do(_c.On(_c.Ref(0, _c.Type<Func<int>>()), invoke))], Result(1, new Fact.IsNotNull()));
        }

        Assert.That(
            Render(_c, [Counted(1), Counted("a")], Options with { Unmerged = new HashSet<int> { 0, 1 } }).Single().Tests.Select(test => test.Name),
            Is.EqualTo(new[] { "CounterForInt32Invoke_ReturnsExpectedResult", "CounterForStringInvoke_ReturnsExpectedResult" }));
    }

    [Test]
    public void The_cause_of_an_exception_is_the_parameter_that_it_blames()
    {
        var cut = _c.Method(typeof(Texts), "Cut", typeof(string), typeof(int));
        var isHuge = _c.Method(typeof(Texts), "IsHuge", typeof(System.Numerics.BigInteger));
        Site About(string member, string condition) => new(0, $"M:{typeof(Texts).FullName}.{member}", "Texts.cs", default(LinePositionSpan), condition, false, false);
        string NameOf(FoundTest test, Site site) => Render(_c, [test with { Witness = 0 }], sites: [site]).Single().Tests.Single().Name;
        FoundTest Refused(string text, int length, string blamed) => Found(cut, [Do(_c.Call(cut, _c.Text(text), _c.Value(length)))], _c.Throws<ArgumentException>(0, blamed));
        var number = _c.Call(_c.Constructor<System.Numerics.BigInteger>(typeof(int)), _c.Value(-1));

        Assert.Multiple(() =>
        {
            Assert.That(NameOf(Refused("abc", -1, "length"), About("Cut(System.String,System.Int32)", "text.Length == 3")), Is.EqualTo("Cut_WhenLengthIsMinus1_ThrowsArgumentException"));
            Assert.That(NameOf(Refused("a text to cut", 1, "text"), About("Cut(System.String,System.Int32)", "length == 1")), Is.EqualTo("Cut_ThrowsArgumentException"), "no words for the text");
            Assert.That(NameOf(Refused("a text to cut", 1, "text"), About("Cut(System.String,System.Int32)", "trimmed.Length == 13")), Is.EqualTo("Cut_WhenTrimmedLengthIs13_ThrowsArgumentException"), "what comes of the text");
            Assert.That(NameOf(Refused("abc", 1, "part"), About("Cut(System.String,System.Int32)", "length == 1")), Is.EqualTo("Cut_ThrowsArgumentException"), "something else is blamed");
            Assert.That(
                NameOf(Found(isHuge, [Do(_c.Call(isHuge, number))], _c.Throws<ArgumentOutOfRangeException>(0, "number")), About("IsHuge(System.Numerics.BigInteger)", "other is null")),
                Is.EqualTo("IsHuge_WhenNumberIsMinus1_ThrowsArgumentOutOfRangeException"));
        });
    }

    [Test]
    public void A_call_of_a_delegate_is_named_after_what_gave_the_delegate()
    {
        var adder = _c.Method(typeof(Texts), "Adder", typeof(int));
        var invoke = _c.Invoke<Func<int, int>>();
        var test = Found(invoke, [Do(_c.Call(adder, _c.Value(2))), Do(_c.On(_c.Ref(0, _c.Type<Func<int, int>>()), invoke, _c.Value(3)))], Result(1, new Fact.EqualTo(_c.Value(5))));

        Assert.That(Render(_c, [test]).Single().Tests.Single().Name, Is.EqualTo("AdderInvoke_Returns5"));
    }

    [Test]
    public void Exceptions_that_blame_parts_of_an_argument_are_told_apart_by_them()
    {
        var cut = _c.Method(typeof(Texts), "Cut", typeof(string), typeof(int));
        FoundTest Refused(string blamed) => Found(cut, [Do(_c.Call(cut, _c.Text("abc"), _c.Value(1)))], _c.Throws<ArgumentException>(0, blamed));

        var names = Render(_c, [Refused("Name"), Refused("Price")]).Single().Tests.Select(test => test.Name);

        Assert.That(names, Is.EqualTo(new[] { "Cut_ThrowsArgumentExceptionForName", "Cut_ThrowsArgumentExceptionForPrice" }));
    }

    [Test]
    public void No_name_says_that_an_argument_is_null_which_is_not()
    {
        var length = _c.Method(typeof(Texts), "Length", typeof(string));
        Site asked = new(0, "M:" + typeof(Texts).FullName + ".Length(System.String)", "Texts.cs", default(LinePositionSpan), "text is null", false, false);
        string NameOf(string? text) =>
            Render(_c, [Found(length, [Do(_c.Call(length, _c.Text(text)))], Result(0, new Fact.IsNotNull())) with { Witness = 0 }], sites: [asked]).Single().Tests.Single().Name;

        Assert.That(NameOf(null), Is.EqualTo("Length_WhenTextIsNull_ReturnsExpectedResult"));
        Assert.That(NameOf("a"), Is.EqualTo("Length_ReturnsExpectedResult"), "The method asks of something else by then.");
    }

    [Test]
    public void Picks_the_overload_that_was_called()
    {
        _c.Overloads(typeof(Texts));
        string Show<T>(Expression argument, string expected)
        {
            var show = _c.Method(typeof(Texts), "Show", typeof(T));
            var test = Found(show, [Do(_c.Call(show, argument))], Result(0, new Fact.EqualTo(_c.Text(expected))));
            AssertPasses(Render(_c, [test]).Single());
            return Body(_c, test).Split('\n')[0];
        }

        Assert.That(Show<int>(_c.Value(5), "int 5"), Is.EqualTo("var result = Texts.Show(5);"));
        Assert.That(Show<long>(_c.Value(5L), "long 5"), Is.EqualTo("var result = Texts.Show(5L);"));
        Assert.That(Show<byte>(_c.Value((byte)5), "byte 5"), Is.EqualTo("var result = Texts.Show((byte)5);"));
        Assert.That(Show<string>(_c.Text(null), "string "), Is.EqualTo("var result = Texts.Show((string?)null);"));
        Assert.That(Show<object>(_c.Value<object>("a"), "object a"), Is.EqualTo("var result = Texts.Show((object)\"a\");"));
        Assert.That(Show<object>(_c.Value<object>(null), "object "), Is.EqualTo("var result = Texts.Show((object?)null);"));
        Assert.That(Show<int[]>(_c.Items<int[], int>(_c.Value(1), _c.Value(2)), "array 2"), Is.EqualTo("var result = Texts.Show(new[] { 1, 2 });"));
    }

    [Test]
    public void Calls_extensions_as_extensions_unless_the_receiver_is_null()
    {
        var cut = _c.Method(typeof(Texts), "Cut", typeof(string), typeof(int));
        var repeat = _c.Method(typeof(Texts), "Repeat", typeof(string), typeof(int));

        Assert.That(Body(_c, Found(cut, [Do(_c.Call(cut, _c.Text("abc"), _c.Value(2)))], Result(0, new Fact.EqualTo(_c.Text("ab"))))), Does.Contain("var result = \"abc\".Cut(2);"));
        Assert.That(
            Body(_c, Found(cut, [Do(_c.Call(cut, _c.Text(null), _c.Value(2)))], _c.Throws<ArgumentNullException>(0, "text"))),
            Is.EqualTo("""
            Assert.That(
                () => Texts.Cut(null!, 2),
                Throws.ArgumentNullException.With.Property(nameof(ArgumentException.ParamName)).EqualTo("text"));
            """));
        Assert.That(Body(_c, Found(repeat, [Do(_c.Call(repeat, _c.Text("ab"), _c.Value(2)))], Result(0, new Fact.EqualTo(_c.Text("abab"))))), Does.Contain("Texts.Repeat(\"ab\", 2)"), "Enumerable has a method of that name");
    }

    [Test]
    public void A_number_that_is_the_receiver_shows_its_type()
    {
        var large = _c.Method(typeof(Texts), "IsLarge", typeof(long));
        var test = Found(large, [Do(_c.Call(large, _c.Value(1L)))], Result(0, new Fact.EqualTo(_c.Value(false))));

        AssertPasses(Render(_c, [test]).Single());
        Assert.That(Body(_c, test), Does.Contain("1L.IsLarge()"));
    }

    [Test]
    public void A_number_of_any_size_is_written_as_a_number()
    {
        var huge = _c.Method(typeof(Texts), "IsHuge", typeof(System.Numerics.BigInteger));
        var make = _c.Constructor<System.Numerics.BigInteger>(typeof(double));
        var test = Found(huge, [Do(_c.Call(huge, _c.Call(make, _c.Value(5.0))))], Result(0, new Fact.EqualTo(_c.Value(false))));

        AssertPasses(Render(_c, [test]).Single());
        Assert.That(Body(_c, test), Does.Contain("Texts.IsHuge(5)"));
    }

    [Test]
    public void No_span_is_a_variable_of_a_lambda()
    {
        _c.Overloads(typeof(Texts));
        var weight = _c.Method(typeof(Texts), "Weight", typeof(ReadOnlySpan<int>));
        var numbers = _c.Items(typeof(ReadOnlySpan<int>), typeof(int), [.. Enumerable.Range(0, 30).Select(number => _c.Value(1_000_000 + number))]);
        var test = Found(weight, [Do(_c.Call(weight, numbers))], _c.Throws<ArgumentException>(0, null));

        AssertPasses(Render(_c, [test]).Single());
        Assert.That(Body(_c, test), Does.Contain("Texts.Weight((ReadOnlySpan<int>)numbers)"));
    }

    [Test]
    public void Before_CSharp_13_a_delegate_says_which_overload_waits()
    {
        var fail = _c.Method(typeof(Texts), "Fail");
        var test = Found(fail, [Do(_c.Call(fail))], _c.Throws<InvalidOperationException>(0, null));

        Assert.That(Render(_c, [test], Options with { FrameworkVersion = 4, LanguageVersion = 900 }).Single().Source, Does.Contain("new AsyncTestDelegate(async () => await Texts.Fail())"));
        Assert.That(Body(_c, test), Does.Contain("Assert.ThatAsync(async () => await Texts.Fail(), "));
    }

    [Test]
    public void Says_which_extension_is_meant_when_the_receiver_is_null()
    {
        _c.Overloads(typeof(Texts));
        var total = _c.Method(typeof(Texts), "Total", typeof(string[]));
        var test = Found(total, [Do(_c.Call(total, _c.Value<string[]>((object?)null)))], _c.Throws<ArgumentNullException>(0, "source"));

        AssertPasses(Render(_c, [test]).Single());
        Assert.That(Body(_c, test), Does.Contain("Texts.Total((string[])null!)"));
    }

    [Test]
    public void Declares_what_a_throwing_call_needs_after_what_it_is_made_of()
    {
        var length = _c.Method(typeof(Texts), "Length", typeof(string));
        var repeat = _c.Method(typeof(Texts), "Repeat", typeof(string), typeof(int));
        var cut = _c.Method(typeof(Texts), "Cut", typeof(string), typeof(int));
        var repeated = _c.Call(repeat, _c.Text(new string('a', 150)), _c.Ref(0, _c.Type<int>()));
        var test = Found(length, [Do(_c.Call(length, _c.Text("abc"))), Do(_c.Call(cut, repeated, _c.Value(-1)))], _c.Throws<ArgumentOutOfRangeException>(1, "length"));

        AssertPasses(Render(_c, [test]).Single());
    }

    [Test]
    public void Takes_from_lazy_sequences_what_was_taken()
    {
        var numbers = _c.Method(typeof(Texts), "Numbers", typeof(int));
        var element = _c.Type<int>();
        var test = Found(numbers, [Do(_c.Call(numbers, _c.Value(3)), take: 2)], Result(0, new Fact.Elements(element, [_c.Value(3), _c.Value(4)])));
        var throwing = Found(numbers, [Do(_c.Call(numbers, _c.Value(-1)), take: Statement.All)], _c.Throws<ArgumentOutOfRangeException>(0, "start"));

        AssertPasses(Render(_c, [test, throwing]).Single());
        Assert.That(Body(_c, test), Is.EqualTo("""
            var result = Texts.Numbers(3).Take(2).ToList();

            Assert.That(result, Is.EqualTo(new[] { 3, 4 }));
            """));
        Assert.That(Body(_c, throwing), Does.StartWith("Assert.That(\n    () => Texts.Numbers(-1).ToList(),\n    Throws.TypeOf<ArgumentOutOfRangeException>()"));
    }

    [Test]
    public void Collects_asynchronous_sequences([Values(Statement.All, 1)] int take)
    {
        var words = _c.Method(typeof(Texts), "Words", typeof(string));
        var expected = new[] { _c.Text("a"), _c.Text("b") }.Take(take == Statement.All ? 2 : take).ToImmutableArray();
        var test = Found(words, [Do(_c.Call(words, _c.Text("a b")), take)], Result(0, new Fact.Elements(_c.Type<string>(), expected)));

        AssertPasses(Render(_c, [test]).Single());
        Assert.That(Body(_c, test), Does.StartWith("""
            var result = new List<string>();
            await foreach (var item in Texts.Words("a b"))
            """));
    }

    [Test]
    public void Awaits_what_was_awaited()
    {
        var count = _c.Method<Order>("CountAsync", typeof(int));
        var close = _c.Method<Order>("CloseAsync");
        var order = _c.Type<Order>();
        FoundTest[] tests =
        [
            Found(count, [Do(NewOrder()), Do(_c.On(_c.Ref(0, order), count, _c.Value(1)))], Result(1, new Fact.EqualTo(_c.Value(0)))),
            Found(count, [Do(_c.On(NewOrder(), count, _c.Value(-1)))], _c.Throws<ArgumentOutOfRangeException>(0, "delay")),
            Found(close, [Do(NewOrder()), Do(_c.On(_c.Ref(0, order), close))], _c.Throws<InvalidOperationException>(1, message: "Nothing to close.")),
        ];

        AssertPasses(Render(_c, tests).Single());
        Assert.That(Body(_c, tests[0]), Does.Contain("var result = await order.CountAsync(1);"));
        Assert.That(Body(_c, tests[2]), Is.EqualTo("""
            var order = new Order { Number = "A-1" };

            await Assert.ThatAsync(
                async () => await order.CloseAsync(),
                Throws.InvalidOperationException.With.Message.EqualTo("Nothing to close."));
            """));
    }

    [Test]
    public void Declares_out_and_ref_variables()
    {
        var parse = _c.Method<Money>("TryParse", typeof(string), typeof(Money).MakeByRefType());
        var swap = _c.Method(typeof(Texts), "Swap", typeof(int).MakeByRefType(), typeof(int).MakeByRefType());
        var amount = _c.Getter<Money>("Amount");
        var nobody = new DefaultValue(_c.Type<Money>());
        FoundTest[] tests =
        [
            Found(parse, [Do(_c.Call(parse, _c.Text("2 EUR"), nobody))], Result(0, new Fact.EqualTo(_c.Value(true))), Out(0, 1, new Fact.EqualTo(_c.Value(2m)), amount)),
            Found(parse, [Do(_c.Call(parse, _c.Text(null), nobody))], Result(0, new Fact.EqualTo(_c.Value(false)))),
            Found(swap, [Do(_c.Call(swap, _c.Value(1), _c.Value(2)))], Out(0, 0, new Fact.EqualTo(_c.Value(2))), Out(0, 1, new Fact.EqualTo(_c.Value(1)))),
        ];

        foreach (var fixture in Render(_c, tests))
            AssertPasses(fixture);
        Assert.That(Body(_c, tests[0]), Does.StartWith("var result = Money.TryParse(\"2 EUR\", out var money);"));
        Assert.That(Body(_c, tests[1]), Does.StartWith("var result = Money.TryParse(null, out _);"));
        Assert.That(Body(_c, tests[2]), Does.StartWith("""
            var left = 1;
            var right = 2;

            Texts.Swap(ref left, ref right);
            """));
    }

    [Test]
    public void Evaluates_the_constant_of_a_lambda_once()
    {
        var apply = _c.Generic(typeof(Texts), "Apply", typeof(int), typeof(Money));
        var convert = new Lambda(_c.Type<Func<int, Money>>(), LambdaBody.Constant, Eur(3m));
        var test = Found(apply, [Do(_c.Call(apply, _c.Value(1), convert))], Result(0, new Fact.EqualTo(_c.Value(3m)), _c.Getter<Money>("Amount")));

        AssertPasses(Render(_c, [test]).Single());
        Assert.That(Body(_c, test), Does.StartWith("""
            var money = new Money(3m, "EUR");

            var result = Texts.Apply<int, Money>(1, _ => money);
            """));
    }

    [Test]
    public void Says_in_one_method_that_a_member_refuses_nulls()
    {
        var joined = _c.Method(typeof(Texts), "Joined", typeof(string[]), typeof(string[]));
        var some = _c.Items<string[], string>(_c.Text("a"));
        FoundTest[] tests =
        [
            Found(joined, [Do(_c.Call(joined, new Literal(_c.Type<string[]>(), null), some))], _c.Throws<ArgumentNullException>(0, "first")),
            Found(joined, [Do(_c.Call(joined, some, some))], Result(0, new Fact.EqualTo(_c.Text("a a")))),
            Found(joined, [Do(_c.Call(joined, some, new Literal(_c.Type<string[]>(), null)))], _c.Throws<ArgumentNullException>(0, "second")),
        ];

        var fixture = Render(_c, tests).Single();

        AssertPasses(fixture);
        Assert.That(fixture.Tests.Select(test => (test.Name, string.Join(' ', test.Found))), Is.EqualTo(new[] { ("Joined_WhenAnArgumentIsNull_ThrowsArgumentNullException", "0 2"), ("Joined_ReturnsAA", "1") }));
        Assert.That(fixture.Tests.Select(test => test.Cases.Count()), Is.All.EqualTo(1));
        Assert.That(fixture.Source, Does.Contain("Texts.Joined(null!, [\"a\"])").And.Contain("Texts.Joined([\"a\"], null!)"));
    }

    [Test]
    public void Writes_lambdas_of_every_kind()
    {
        var pick = _c.Generic(typeof(Texts), "Pick", typeof(string));
        var same = _c.Generic(typeof(Texts), "Apply", typeof(int), typeof(int));
        var condition = _c.Type<Func<string, bool>>();
        var items = _c.Items<IEnumerable<string>, string>(_c.Text("a"), _c.Text("b"));
        FoundTest[] tests =
        [
            Found(pick, [Do(_c.Call(pick, items, new Lambda(condition, LambdaBody.Constant, _c.Value(true))))], Result(0, new Fact.EqualTo(_c.Text("a")))),
            Found(pick, [Do(_c.Call(pick, items, new Lambda(condition, LambdaBody.Throw)))], _c.Throws<InvalidOperationException>(0)),
            Found(same, [Do(_c.Call(same, _c.Value(4), new Lambda(_c.Type<Func<int, int>>(), LambdaBody.Computed)))], Result(0, new Fact.EqualTo(_c.Value(4)))),
            Found(same, [Do(_c.Call(same, _c.Value(4), new Lambda(_c.Type<Func<int, int>>(), LambdaBody.Computed, _c.Value(2)) { Computation = new(0, Operator: LambdaOperator.Multiply) }))], Result(0, new Fact.EqualTo(_c.Value(8)))),
        ];

        AssertPasses(Render(_c, tests).Single());
        Assert.That(Body(_c, tests[0]), Does.Contain("Texts.Pick(new[] { \"a\", \"b\" }, _ => true)"));
        Assert.That(Body(_c, tests[1]), Does.Contain("_ => throw new InvalidOperationException(\"boom\")"));
        Assert.That(Body(_c, tests[2]), Does.Contain("Texts.Apply<int, int>(4, x => x)"));
    }

    [Test]
    public void Writes_operators_conversions_and_indexers()
    {
        var add = _c.Method<Money>("op_Addition", typeof(Money), typeof(Money));
        var negate = _c.Method<Money>("op_UnaryNegation", typeof(Money));
        var increment = _c.Method<Money>("op_Increment", typeof(Money));
        var equal = _c.Method<Money>("op_Equality", typeof(Money), typeof(Money));
        var toDecimal = _c.Method<Money>("op_Implicit", typeof(Money));
        var fromInt = _c.Method<Money>("op_Explicit", typeof(int));
        var get = _c.Getter<Order>("Item");
        var set = _c.Setter<Order>("Item");
        var addLines = _c.Method<Order>("Add", typeof(string[]));
        var amount = _c.Getter<Money>("Amount");
        var money = _c.Type<Money>();
        var order = _c.Type<Order>();
        var lines = _c.Items<string[], string>(_c.Text("a"), _c.Text("b"));
        FoundTest[] tests =
        [
            Found(add, [Do(_c.Call(add, Eur(1m), _c.Call(add, Eur(2m), Eur(3m))))], Result(0, new Fact.EqualTo(_c.Value(6m)), amount)),
            Found(negate, [Do(_c.Call(negate, Eur(0m)))], Result(0, new Fact.EqualTo(_c.Value(0m)), amount)),
            Found(increment, [Do(_c.Call(increment, Eur(1m)))], Result(0, new Fact.EqualTo(_c.Value(2m)), amount)),
            Found(equal, [Do((Invocation)Eur(1m)), Do(_c.Call(equal, _c.Ref(0, money), _c.Ref(0, money)))], Result(1, new Fact.EqualTo(_c.Value(true)))),
            Found(toDecimal, [Do(_c.Call(toDecimal, Eur(1.5m)))], Result(0, new Fact.EqualTo(_c.Value(1.5m)))),
            Found(fromInt, [Do(_c.Call(fromInt, _c.Value(-1)))], _c.Throws<ArgumentOutOfRangeException>(0, "amount")),
            Found(get, [Do(NewOrder()), Do(_c.On(_c.Ref(0, order), addLines, lines)), Do(_c.On(_c.Ref(0, order), set, _c.Value(1), _c.Text("c"))), Do(_c.On(_c.Ref(0, order), get, _c.Value(1)))], Result(3, new Fact.EqualTo(_c.Text("c")))),
        ];

        foreach (var fixture in Render(_c, tests))
            AssertPasses(fixture);
        Assert.That(Body(_c, tests[0]), Does.StartWith("var result = new Money(1m, \"EUR\") + (new Money(2m, \"EUR\") + new Money(3m, \"EUR\"));"));
        Assert.That(Body(_c, tests[1]), Does.StartWith("var result = -new Money(0m, \"EUR\");"));
        Assert.That(Body(_c, tests[3]), Does.Contain("var result = money == sameMoney;"));
        Assert.That(Body(_c, tests[4]), Does.StartWith("var result = (decimal)new Money(1.5m, \"EUR\");"));
        Assert.That(Body(_c, tests[5]), Does.StartWith("Assert.That(\n    () => (Money)(-1),\n"));
        Assert.That(Body(_c, tests[6]), Is.EqualTo("""
            var order = new Order { Number = "A-1" };
            order.Add("a", "b");
            order[1] = "c";

            var result = order[1];

            Assert.That(result, Is.EqualTo("c"));
            """));
    }

    [Test]
    public void Passes_and_returns_spans_as_arrays_and_text()
    {
        var trimmed = _c.Method(typeof(Texts), "Trimmed", typeof(ReadOnlySpan<char>));
        var doubled = _c.Method(typeof(Texts), "Doubled", typeof(Span<int>));
        FoundTest[] tests =
        [
            Found(trimmed, [Do(_c.Call(trimmed, new Literal(_c.Type(typeof(ReadOnlySpan<char>)), " a ")))], Result(0, new Fact.EqualTo(_c.Text("a")))),
            Found(doubled, [Do(_c.Call(doubled, _c.Items(typeof(Span<int>), typeof(int), _c.Value(1), _c.Value(2))))], Result(0, new Fact.Elements(_c.Type<int>(), [_c.Value(2), _c.Value(4)]))),
            Found(doubled, [Do(_c.Call(doubled, new DefaultValue(_c.Type(typeof(Span<int>)))))], Result(0, new Fact.Elements(_c.Type<int>(), []))),
            Found(doubled, [Do(_c.Call(doubled, _c.Items(typeof(Span<int>), typeof(int), [.. Enumerable.Repeat(_c.Value(0), 7)])))], Result(0, new Fact.Count(7, Length: true))),
        ];

        AssertPasses(Render(_c, tests).Single());
        Assert.That(Body(_c, tests[0]), Does.StartWith("var result = Texts.Trimmed(\" a \").ToString();"));
        Assert.That(Body(_c, tests[1]), Does.StartWith("var result = Texts.Doubled([1, 2]).ToArray();"));
        Assert.That(Body(_c, tests[1], Options with { LanguageVersion = 1100 }), Does.StartWith("var result = Texts.Doubled(new[] { 1, 2 }).ToArray();"));
        Assert.That(Body(_c, tests[2]), Does.StartWith("var result = Texts.Doubled(default).ToArray();"));
        Assert.That(Body(_c, tests[3]), Does.StartWith("var result = Texts.Doubled(new int[7]).ToArray();"));
    }

    [Test]
    public void Writes_constants_as_people_do()
    {
        var next = _c.Method(typeof(Texts), "Next", typeof(Days));
        var half = _c.Method(typeof(Texts), "Half", typeof(double));
        var age = _c.Method(typeof(Texts), "Age", typeof(DateTime), typeof(TimeSpan));
        string Call(int member, params Expression[] arguments) => Body(_c, Found(member, [Do(_c.Call(member, arguments))], Result(0, new Fact.IsNotNull()))).Split('\n')[0];

        Assert.That(Call(next, _c.Value(Days.Monday)), Is.EqualTo("var result = Texts.Next(Days.Monday);"));
        Assert.That(Call(next, _c.Value(Days.Monday | Days.Weekend)), Is.EqualTo("var result = Texts.Next(Days.Monday | Days.Weekend);"));
        Assert.That(Call(next, _c.Value((Days)8)), Is.EqualTo("var result = Texts.Next((Days)8);"));
        Assert.That(Call(half, _c.Value(1.0)), Is.EqualTo("var result = Texts.Half(1.0);"));
        Assert.That(Call(half, _c.Value(0.1 + 0.2)), Is.EqualTo("var result = Texts.Half(0.30000000000000004);"));
        Assert.That(Call(half, _c.Value(double.NegativeInfinity)), Is.EqualTo("var result = Texts.Half(double.NegativeInfinity);"));
        Assert.That(
            Call(age, _c.Value(new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc)), _c.Value(TimeSpan.FromDays(3))),
            Is.EqualTo("var result = Texts.Age(new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromDays(3));"));
    }

    [Test]
    public void Writes_awkward_and_long_texts_readably()
    {
        var length = _c.Method(typeof(Texts), "Length", typeof(string));
        string Call(string text) => Body(_c, Found(length, [Do(_c.Call(length, _c.Text(text)))], Result(0, new Fact.EqualTo(_c.Value(text.Length)))));

        Assert.That(Call("a\"b\\\t\u0001é€\uD83D\uDE00"), Does.StartWith("""var result = Texts.Length("a\"b\\\t\u0001é€\uD83D\uDE00");"""));
        Assert.That(Call("""{ "a": "b" }"""), Does.StartWith("\"\"\"\nvar result = Texts.Length(\"\"\"{ \"a\": \"b\" }\"\"\");"[4..]));
        Assert.That(Call($"{new string('a', 40)}\n{new string('b', 40)}\n"), Does.StartWith($"""
            var text =
                "{new string('a', 40)}\n" +
                "{new string('b', 40)}\n";

            var result = Texts.Length(text);
            """));
    }

    [Test]
    public void Writes_dictionaries_sets_and_lists()
    {
        var count = _c.Method(typeof(Texts), "Count", typeof(Dictionary<string, int>), typeof(HashSet<Color>), typeof(IList<string?>));
        var test = Found(
            count,
            [Do(_c.Call(
                count,
                _c.Items<Dictionary<string, int>, int>(_c.Text("a"), _c.Value(1)),
                _c.Items<HashSet<Color>, Color>(_c.Value(Color.Red)),
                _c.Items<IList<string?>, string>()))],
            Result(0, new Fact.EqualTo(_c.Value(2))));

        AssertPasses(Render(_c, [test]).Single());
        Assert.That(Body(_c, test), Does.StartWith("""
            var counts = new Dictionary<string, int> { ["a"] = 1 };

            var result = Texts.Count(counts, [Color.Red], new List<string>()!);
            """));
    }

    [Test]
    public void Forgives_null_only_where_the_compiler_would_complain()
    {
        var follow = _c.Method<Order>("Follow", typeof(Order));
        var find = _c.Method<Money>("Find", typeof(string));
        var order = _c.Type<Order>();
        FoundTest[] tests =
        [
            Found(follow, [Do(NewOrder("A")), Do(_c.On(_c.Ref(0, order), follow, NewOrder("B")))], Result(1, new Fact.EqualTo(_c.Text("B")), _c.Getter<Order>("Number")), Result(1, new Fact.IsNull(), _c.Getter<Order>("Note"))),
            Found(find, [Do(_c.Call(find, _c.Text("1")))], Result(0, new Fact.EqualTo(_c.Value(1m)), _c.Getter<Money>("Amount"))),
            Found(find, [Do(_c.Call(find, _c.Text(null)))], Result(0, new Fact.IsNull())),
        ];

        foreach (var fixture in Render(_c, tests))
            AssertPasses(fixture);
        Assert.That(Body(_c, tests[0]), Does.Contain("Assert.That(result!.Number, Is.EqualTo(\"B\"));"));
        Assert.That(Body(_c, tests[1]), Does.Contain("Assert.That(result!.Value.Amount, Is.EqualTo(1m));"));
        Assert.That(Body(_c, tests[0], Options with { NullableEnabled = false }), Does.Contain("Assert.That(result.Number, Is.EqualTo(\"B\"));"));
    }

    [Test]
    public void Gives_names_to_the_parts_of_long_statements_in_the_order_they_were_evaluated()
    {
        var sum = _c.Method(typeof(Texts), "Sum", typeof(IEnumerable<int>));
        var add = _c.Method<Money>("op_Addition", typeof(Money), typeof(Money));
        var number = Enumerable.Range(1_000_000, 12).Select(value => (Expression)_c.Value(value)).ToArray();
        var test = Found(sum, [Do(_c.Call(sum, _c.Items<IEnumerable<int>, int>(number)))], Result(0, new Fact.EqualTo(_c.Value(12_000_066))));
        var parse = _c.Method<Money>("Parse", typeof(string));
        Expression Long(string amount) => _c.Call(parse, _c.Text(amount + " A-currency-with-a-rather-long-name"));
        var both = Found(add, [Do(_c.Call(add, Long("1"), Long("2")))], Result(0, new Fact.EqualTo(_c.Value(3m)), _c.Getter<Money>("Amount")));

        foreach (var fixture in Render(_c, [test, both]))
            AssertPasses(fixture);
        Assert.That(Body(_c, test), Does.StartWith("var numbers = new[] { 1000000, ").And.Contain("\n\nvar result = Texts.Sum(numbers);"));
        Assert.That(Body(_c, both), Does.StartWith("""
            var left = Money.Parse("1 A-currency-with-a-rather-long-name");
            var right = Money.Parse("2 A-currency-with-a-rather-long-name");

            var result = left + right;
            """));
    }

    [Test]
    public void Checks_types_identity_and_counts()
    {
        var make = _c.Method<Shape>("Make", typeof(bool));
        var add = _c.Method<Order>("Add", typeof(string[]));
        var order = _c.Type<Order>();
        FoundTest[] tests =
        [
            Found(make, [Do(_c.Call(make, _c.Value(true)))], Result(0, new Fact.InstanceOf(_c.Type<Circle>()))),
            Found(
                add,
                [Do(NewOrder()), Do(_c.On(_c.Ref(0, order), add, _c.Items<string[], string>(_c.Text("a"))))],
                Result(1, new Fact.SameAs(0)),
                Result(0, new Fact.Count(1, false), _c.Getter<Order>("Lines")),
                Result(0, new Fact.EqualTo(_c.Value(5)), _c.Getter<Order>("Tag")),
                Result(0, new Fact.EqualTo(_c.Value(Color.Red)), _c.Getter<Order>("Color"))),
        ];

        foreach (var fixture in Render(_c, tests))
            AssertPasses(fixture);
        Assert.That(Body(_c, tests[0]), Does.Contain("Assert.That(result, Is.TypeOf<Circle>());"));
        Assert.That(Body(_c, tests[1]), Does.EndWith("""
            using (Assert.EnterMultipleScope())
            {
                Assert.That(result, Is.SameAs(order));
                Assert.That(order.Lines, Has.Exactly(1).Items);
                Assert.That(order.Tag, Is.EqualTo(5));
                Assert.That(order.Color, Is.EqualTo(Color.Red));
            }
            """));
    }

    [Test]
    public void Calls_delegates_and_static_members_of_nested_and_generic_types()
    {
        var adder = _c.Method(typeof(Texts), "Adder", typeof(int));
        var invoke = _c.Invoke<Func<int, int>>();
        var start = _c.Method(typeof(Page<string>.Cursor), "Start", typeof(int));
        var page = _c.Constructor<Page<string>>(typeof(IReadOnlyList<string>));
        FoundTest[] tests =
        [
            Found(adder, [Do(_c.Call(adder, _c.Value(2))), Do(_c.On(_c.Ref(0, _c.Type<Func<int, int>>()), invoke, _c.Value(3)))], Result(1, new Fact.EqualTo(_c.Value(5)))),
            Found(start, [Do(_c.Call(start, _c.Value(2)))], Result(0, new Fact.EqualTo(_c.Value(20)))),
            Found(page, [Do(_c.Call(page, _c.Items<IReadOnlyList<string>, string>(_c.Text("a"))))], Result(0, new Fact.EqualTo(_c.Value(1)), _c.Getter<Page<string>>("Size"))),
        ];

        var fixtures = Render(_c, tests);

        Assert.That(fixtures.Select(fixture => fixture.ClassName), Is.EqualTo(new[] { "Page_CursorTests", "PageTests", "TextsTests" }).Or.EqualTo(new[] { "PageTests", "Page_CursorTests", "TextsTests" }));
        foreach (var fixture in fixtures)
            AssertPasses(fixture);
        Assert.That(Body(_c, tests[1]), Does.StartWith("var result = Page<string>.Cursor.Start(2);"));
        Assert.That(Body(_c, tests[2]), Does.StartWith("var page = new Page<string>(new[] { \"a\" });"));
    }

    [Test]
    public Task Nests_the_fakes_that_tests_use()
    {
        // The worker has the fake in the subject's assembly; here it is any type with that name and members.
        var rates = _c.Type<IRateSource>();
        var convert = _c.Method<Converter>("Convert", typeof(decimal));
        var create = _c.Constructor<Converter>(typeof(IRateSource), typeof(string));
        var fakeType = _c.Catalog.Types.Count;
        _c.Catalog.Types.Add(new TypeShape { Id = fakeType, Kind = TypeShapeKind.Class, Name = "CodegenLab.Fakes.FakeRateSource", Assembly = "Shop", IsSubject = true });
        var make = AddMember(new MemberShape { Id = 0, Kind = MemberShapeKind.Constructor, DeclaringType = fakeType, Name = ".ctor", IsStatic = true, Returns = fakeType, Result = fakeType, DocumentationId = "M:CodegenLab.Fakes.FakeRateSource.#ctor" });
        var setRate = AddMember(new MemberShape { Id = 0, Kind = MemberShapeKind.PropertySetter, DeclaringType = fakeType, Name = "GetRateResult", Parameters = [new ParameterShape("value", _c.Type<decimal>())], DocumentationId = "P:CodegenLab.Fakes.FakeRateSource.GetRateResult" });
        var fake = new Invocation(rates, make, null, [], [new Initialiser(setRate, _c.Value(2m))]);
        var test = Found(convert, [Do(_c.On(_c.Call(create, fake, _c.Text("USD")), convert, _c.Value(3m)))], Result(0, new Fact.EqualTo(_c.Value(6m))));
        var subject = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText("""
                namespace Shop;
                public interface IRateSource { decimal GetRate(string currency); System.Threading.Tasks.Task<decimal> GetRateAsync(string currency); }
                public class Converter { public Converter(IRateSource rates, string currency) { } }
                """)],
            [Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: Microsoft.CodeAnalysis.NullableContextOptions.Enable));

        var fixture = Render(_c, [test], fakes: new FakeWriter().Write(subject)).Single();

        AssertPasses(fixture);
        return Verify(fixture.Source, extension: "cs");

        int AddMember(MemberShape shape)
        {
            _c.Catalog.Members.Add(shape with { Id = _c.Catalog.Members.Count });
            return _c.Catalog.Members.Count - 1;
        }
    }

    private ImmutableArray<Site> MoneySites() =>
    [
        new(0, "M:Shop.Money.Parse(System.String)", "Money.cs", default(LinePositionSpan), "string.IsNullOrEmpty(text)", false, false),
        new(1, "M:Shop.Money.#ctor(System.Decimal,System.String)", "Money.cs", default(LinePositionSpan), "amount < 0", false, false),
        new(2, "M:Shop.Money.Parse(System.String)", "Money.cs", default(LinePositionSpan), "parts.Length > 1", false, false),
        new(3, "M:Shop.Money.op_Addition(Shop.Money,Shop.Money)", "Money.cs", default(LinePositionSpan), "left.Currency == right.Currency", false, false),
    ];

    private IReadOnlyList<FoundTest> MoneyTests()
    {
        var parse = _c.Method<Money>("Parse", typeof(string));
        var create = _c.Constructor<Money>(typeof(decimal), typeof(string));
        var add = _c.Method<Money>("op_Addition", typeof(Money), typeof(Money));
        var equals = _c.Method<Money>("Equals", typeof(Money));
        var amount = _c.Getter<Money>("Amount");
        var currency = _c.Getter<Money>("Currency");
        var money = _c.Type<Money>();
        FoundTest Parsed(string text, decimal value, string name, int witness) => Found(
            parse,
            [Do(_c.Call(parse, _c.Text(text)))],
            Result(0, new Fact.EqualTo(_c.Value(value)), amount),
            Result(0, new Fact.EqualTo(_c.Text(name)), currency)) with
        { Witness = witness, Goals = [1, witness], Kills = [witness] };
        FoundTest Equal(string name, bool expected) => Found(
            equals,
            [Do((Invocation)Eur(5m)), Do(_c.On(_c.Ref(0, money), equals, _c.Call(create, _c.Value(5m), _c.Text(name))))],
            Result(1, new Fact.EqualTo(_c.Value(expected))));
        return
        [
            Found(create, [Do(_c.Call(create, _c.Value(5m), _c.Text("EUR")))], Result(0, new Fact.EqualTo(_c.Value(5m)), amount), Result(0, new Fact.EqualTo(_c.Text("EUR")), currency)) with { Witness = 3 },
            Found(create, [Do(_c.Call(create, _c.Value(-1m), _c.Text("EUR")))], _c.Throws<ArgumentOutOfRangeException>(0, "amount")) with { Witness = 2 },
            Found(create, [Do(_c.Call(create, _c.Value(1m), _c.Text(null)))], _c.Throws<ArgumentNullException>(0, "currency")),
            Parsed("5", 5m, "EUR", 5),
            Parsed("5 USD", 5m, "USD", 4),
            Found(parse, [Do(_c.Call(parse, _c.Text("")))], _c.Throws<FormatException>(0, message: "No amount.")) with { Witness = 0 },
            Found(add, [Do((Invocation)Eur(1m)), Do(_c.Call(add, _c.Ref(0, money), Eur(2m)))], Result(1, new Fact.EqualTo(_c.Value(3m)), amount)) with { Witness = 6 },
            Found(add, [Do(_c.Call(add, Eur(1m), _c.Call(create, _c.Value(2m), _c.Text("USD"))))], _c.Throws<InvalidOperationException>(0)) with { Witness = 7 },
            Equal("EUR", true),
            Equal("USD", false),
        ];
    }
}
