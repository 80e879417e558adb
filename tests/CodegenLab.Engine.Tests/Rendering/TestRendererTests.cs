using CodegenLab.Worker.TestCases;
using Shop;
using static CodegenLab.Engine.Tests.Rendering.RenderedTests;
using static CodegenLab.Engine.Tests.Rendering.TestCatalog;

namespace CodegenLab.Engine.Tests.Rendering;

public sealed class TestRendererTests
{
    [Test]
    public void Smoke()
    {
        var c = new TestCatalog();
        var parse = c.Method<Money>("Parse", typeof(string));
        var add = c.Method<Money>("op_Addition", typeof(Money), typeof(Money));
        var make = c.Constructor<Money>(typeof(decimal), typeof(string));
        var amount = c.Getter<Money>("Amount");
        var currency = c.Getter<Money>("Currency");
        var tests = new[]
        {
            Found(parse, [Do(c.Call(parse, c.Text("")))], c.Throws<FormatException>(0, message: "No amount.")),
            Found(parse, [Do(c.Call(parse, c.Text("5 USD")))], Result(0, new Fact.EqualTo(c.Value(5m)), amount), Result(0, new Fact.EqualTo(c.Text("USD")), currency)),
            Found(make, [Do(c.Call(make, c.Value(-1m), c.Text("EUR")))], c.Throws<ArgumentOutOfRangeException>(0, "amount")),
            Found(add, [Do(c.Call(make, c.Value(1m), c.Text("EUR"))), Do(c.Call(add, c.Ref(0, c.Type<Money>()), c.Call(make, c.Value(2m), c.Text("EUR"))))], Result(1, new Fact.EqualTo(c.Value(3m)), amount)),
        };
        var fixture = Render(c, tests).Single();
        TestContext.Out.WriteLine(fixture.Source);
        AssertPasses(fixture);
    }
}
