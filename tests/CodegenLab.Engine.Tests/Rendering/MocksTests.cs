using System.Collections.Immutable;
using System.Reflection;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shop;
using static CodegenLab.Engine.Tests.Rendering.RenderedTests;
using static CodegenLab.Engine.Tests.Rendering.TestCatalog;
// Verify has a type of this name too.
using Counter = Shop.Counter;

namespace CodegenLab.Engine.Tests.Rendering;

/// <summary>What fakes say, said with the mocking library that a test project uses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MocksTests
{
    private const string Contracts = """
        using System.Threading.Tasks;
        namespace Shop;
        public interface IRateSource { decimal GetRate(string currency); Task<decimal> GetRateAsync(string currency); }
        public interface IDesk { bool IsOpen { get; } string Clerk { get; set; } void Close(); Task<int> CountAsync(int day, string? room); }
        public class Counter { public Counter(IRateSource rates, IDesk desk) { } }
        """;

    private readonly TestCatalog _c = new();

    [Test]
    public Task Says_it_with_NSubstitute() => Written(MockingLibrary.NSubstitute);

    [Test]
    public Task Says_it_with_Moq() => Written(MockingLibrary.Moq);

    [TestCase(MockingLibrary.NSubstitute, "rates.GetRate(Arg.Any<string>()).Returns(2m, 3m, 5m);")]
    [TestCase(MockingLibrary.Moq, null, Description = "It would forget the last one.")]
    public void Answers_in_turn_are_said_in_turn(MockingLibrary library, string? line) =>
        AssertSays(library, line, Twice(Result(2, new Fact.EqualTo(_c.Value(9m))), ("GetRateFirstResults", Numbers(2m, 3m)), ("GetRateResult", _c.Value(5m))));

    [TestCase(MockingLibrary.NSubstitute, null, Description = "It would repeat the last one.")]
    [TestCase(MockingLibrary.Moq, "rates.SetupSequence(x => x.GetRate(It.IsAny<string>())).Returns(2m).Returns(3m);")]
    public void Answers_before_none_are_said_in_turn(MockingLibrary library, string? line) =>
        AssertSays(library, line, Twice(Result(2, new Fact.EqualTo(_c.Value(9m))), ("GetRateFirstResults", Numbers(2m, 3m))));

    [TestCase(MockingLibrary.NSubstitute, "rates.GetRate(Arg.Any<string>()).Returns(_ => throw new InvalidOperationException(\"closed\"), _ => 5m);")]
    [TestCase(MockingLibrary.Moq, null)]
    public void A_failure_before_an_answer_is_said_in_turn(MockingLibrary library, string? line)
    {
        var rates = Rates(("GetRateException", _c.Call(_c.Constructor<InvalidOperationException>(typeof(string)), _c.Text("closed"))), ("GetRateFailures", _c.Value(1)), ("GetRateResult", _c.Value(5m)));

        AssertSays(library, line, Converted(rates, "Convert", _c.Throws<InvalidOperationException>(0, message: "closed")));
    }

    [Test]
    public void A_task_that_fails_before_it_answers_is_said_in_turn()
    {
        var rates = Rates(("GetRateAsyncException", _c.Call(_c.Constructor<InvalidOperationException>(typeof(string)), _c.Text("closed"))), ("GetRateAsyncFailures", _c.Value(1)), ("GetRateAsyncResult", _c.Value(5m)));

        AssertSays(MockingLibrary.NSubstitute, "rates.GetRateAsync(Arg.Any<string>()).Returns(_ => throw new InvalidOperationException(\"closed\"), _ => 5m);", Converted(rates, "ConvertAsync", _c.Throws<InvalidOperationException>(0, message: "closed")));
    }

    [Test]
    public void A_fake_that_a_test_looks_at_stays()
    {
        var fake = FakeOf("RateSource");
        var given = Getter(fake, "GetRateCurrency", _c.Type<string>());
        var test = Found(
            _c.Method<Converter>("Convert", typeof(decimal)),
            [
                Do(new Invocation(fake, Creation(fake), null, [], [])),
                Do(_c.On(_c.Call(_c.Constructor<Converter>(typeof(IRateSource), typeof(string)), new Reference(_c.Type<IRateSource>(), 0), _c.Text("USD")), _c.Method<Converter>("Convert", typeof(decimal)), _c.Value(3m))),
            ],
            Result(0, new Fact.EqualTo(_c.Text("USD")), given));

        var fixture = Render(_c, [test], Options with { Mocking = MockingLibrary.NSubstitute }, fakes: Fakes()).Single();

        AssertPasses(fixture);
        Assert.That(fixture.Source, Does.Contain("private sealed class FakeRateSource").And.Not.Contain("NSubstitute"));
    }

    [Test]
    public Task Leaves_to_our_package_what_it_completes() =>
        Verify(string.Join("\n\n", Render(_c, [Answered(), Opened()], Options with { HasTestingPackage = true }, fakes: Fakes()).Select(fixture => fixture.Source)), extension: "cs");

    [TestCase(MockingLibrary.NSubstitute, ExpectedResult = true)]
    [TestCase(MockingLibrary.Moq, ExpectedResult = false, Description = "Its text would be null where the fake's is empty, and what is written to it would be forgotten.")]
    public bool A_library_that_would_answer_otherwise_where_nothing_is_said_is_not_used(MockingLibrary library) =>
        Render(_c, [Closed()], Options with { Mocking = library }, fakes: Fakes()).Single() is var fixture && !fixture.Source.Contains("FakeDesk", StringComparison.Ordinal);

    [Test]
    public void Names_that_a_library_is_said_to_take_are_its_own([Values] MockingLibrary library) =>
        Assert.That(
            Mocks.TypesOf(library).Select(type => type.Arity == 0 ? $"{type.Namespace}.{type.Name}" : $"{type.Namespace}.{type.Name}`{type.Arity}"),
            Is.SubsetOf(Assembly.Load(library.ToString()).GetExportedTypes().Select(type => type.FullName)));

    /// <param name="line">Null: the fake stays.</param>
    private void AssertSays(MockingLibrary library, string? line, FoundTest test)
    {
        var fixture = Render(_c, [test], Options with { Mocking = library }, fakes: Fakes()).Single();

        AssertPasses(fixture);
        Assert.That(fixture.Source, line is null ? Does.Contain("private sealed class FakeRateSource") : Does.Contain(line).And.Not.Contain("FakeRateSource"));
    }

    private Collection Numbers(params decimal[] numbers) => new(_c.Type<decimal[]>(), _c.Type<decimal>(), [.. numbers.Select(number => (Expression)_c.Value(number))]);

    private Invocation Rates(params (string Property, Expression Value)[] answers)
    {
        var fake = FakeOf("RateSource");
        return new Invocation(_c.Type<IRateSource>(), Creation(fake), null, [], [.. answers.Select(answer => new Initialiser(Setter(fake, answer.Property, answer.Value is Invocation ? _c.Type<Exception>() : answer.Value.Type), answer.Value))]);
    }

    private FoundTest Twice(Observation seen, params (string Property, Expression Value)[] answers)
    {
        var convert = _c.Method<Converter>("Convert", typeof(decimal));
        var creation = _c.Call(_c.Constructor<Converter>(typeof(IRateSource), typeof(string)), Rates(answers), _c.Text("USD"));
        var receiver = new Reference(_c.Type<Converter>(), 0);
        return Found(convert, [Do(creation), Do(_c.On(receiver, convert, _c.Value(3m))), Do(_c.On(receiver, convert, _c.Value(3m)))], seen);
    }

    private Task Written(MockingLibrary library)
    {
        var fixtures = Render(_c, [Answered(), Failed(), Awaited(), Opened()], Options with { Mocking = library }, fakes: Fakes());

        foreach (var fixture in fixtures)
            AssertPasses(fixture);
        return Verify(string.Join("\n\n", fixtures.Select(fixture => fixture.Source)), extension: "cs");
    }

    private FoundTest Answered()
    {
        var fake = FakeOf("RateSource");
        var rates = new Invocation(_c.Type<IRateSource>(), Creation(fake), null, [], [new Initialiser(Setter(fake, "GetRateResult", _c.Type<decimal>()), _c.Value(2m))]);
        return Converted(rates, "Convert", Result(0, new Fact.EqualTo(_c.Value(6m))));
    }

    private FoundTest Failed()
    {
        var fake = FakeOf("RateSource");
        var failure = _c.Call(_c.Constructor<InvalidOperationException>(typeof(string)), _c.Text("closed"));
        var rates = new Invocation(_c.Type<IRateSource>(), Creation(fake), null, [], [new Initialiser(Setter(fake, "GetRateException", _c.Type<Exception>()), failure)]);
        return Converted(rates, "Convert", _c.Throws<InvalidOperationException>(0, message: "closed"));
    }

    private FoundTest Awaited()
    {
        var fake = FakeOf("RateSource");
        var rates = new Invocation(_c.Type<IRateSource>(), Creation(fake), null, [], [new Initialiser(Setter(fake, "GetRateAsyncResult", _c.Type<decimal>()), _c.Value(2.5m))]);
        return Converted(rates, "ConvertAsync", Result(0, new Fact.EqualTo(_c.Value(7.5m))));
    }

    private FoundTest Opened() => Counted(
        Result(0, new Fact.EqualTo(_c.Value(4))),
        ("IsOpen", _c.Value(true)),
        ("Clerk", _c.Text("Ann")),
        ("CountResult", _c.Value(4)));

    private FoundTest Closed() => Counted(_c.Throws<InvalidOperationException>(0, message: "still closed"), ("IsOpen", _c.Value(true)), ("CloseException", _c.Call(_c.Constructor<InvalidOperationException>(typeof(string)), _c.Text("still closed"))));

    private FoundTest Counted(Observation seen, params (string Property, Expression Value)[] answers)
    {
        var fake = FakeOf("Desk");
        var desk = new Invocation(_c.Type<IDesk>(), Creation(fake), null, [], [.. answers.Select(answer => new Initialiser(Setter(fake, answer.Property, answer.Value is Invocation ? _c.Type<Exception>() : answer.Value.Type), answer.Value))]);
        var count = _c.Method<Counter>("CountAsync");
        return Found(count, [Do(_c.On(_c.Call(_c.Constructor<Counter>(typeof(IDesk)), desk), count))], seen);
    }

    private FoundTest Converted(Invocation rates, string method, Observation seen)
    {
        var convert = _c.Method<Converter>(method, typeof(decimal));
        return Found(convert, [Do(_c.On(_c.Call(_c.Constructor<Converter>(typeof(IRateSource), typeof(string)), rates, _c.Text("USD")), convert, _c.Value(3m)))], seen);
    }

    /// <summary>The worker has fakes in the subject's assembly; here they are types with such names and members.</summary>
    private int FakeOf(string name)
    {
        if (_c.Catalog.Types.FirstOrDefault(type => type.Name == $"CodegenLab.Fakes.Fake{name}") is { } known)
            return known.Id;
        _c.Catalog.Types.Add(new TypeShape { Id = _c.Catalog.Types.Count, Kind = TypeShapeKind.Class, Name = $"CodegenLab.Fakes.Fake{name}", Assembly = "Shop", IsSubject = true });
        return _c.Catalog.Types.Count - 1;
    }

    private int Creation(int fake) => Add(new MemberShape { Id = 0, Kind = MemberShapeKind.Constructor, DeclaringType = fake, Name = ".ctor", IsStatic = true, Returns = fake, Result = fake, DocumentationId = $"M:{fake}.#ctor" });

    private int Setter(int fake, string name, int type) =>
        Add(new MemberShape { Id = 0, Kind = MemberShapeKind.PropertySetter, DeclaringType = fake, Name = name, Parameters = [new ParameterShape("value", type)], DocumentationId = $"P:{fake}.{name}" });

    private int Getter(int fake, string name, int type) =>
        Add(new MemberShape { Id = 0, Kind = MemberShapeKind.PropertyGetter, DeclaringType = fake, Name = name, Returns = type, Result = type, ReturnsNullable = true, DocumentationId = $"P:{fake}.{name}" });

    private int Add(MemberShape shape)
    {
        _c.Catalog.Members.Add(shape with { Id = _c.Catalog.Members.Count });
        return _c.Catalog.Members.Count - 1;
    }

    private static ImmutableArray<Fake> Fakes() => new FakeWriter().Write(CSharpCompilation.Create(
        "Shop",
        [CSharpSyntaxTree.ParseText(Contracts)],
        [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
}
