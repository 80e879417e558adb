using CodegenLab.SourceGenerator.Cases;

namespace CodegenLab.SourceGenerator.Tests.Cases;

public sealed class TableGeneratorTests
{
    private const string Shop = """
        namespace Shop;
        public sealed record Customer(string Name, int? Age);
        public sealed class Till
        {
            public bool Pay(Customer customer, int amount)
            {
                System.ArgumentNullException.ThrowIfNull(customer);
                if (amount <= 0)
                    throw new System.ArgumentOutOfRangeException(nameof(amount));
                return amount < 100;
            }
            public void Open(int a) { }
            public void Open(string a) { }
        }
        """;

    [Test]
    public Task Rows_change_one_argument_at_a_time() => Verify(
        Compiled.WithSubject(new TableGenerator(), Shop, "using Shop; [TestData(typeof(Till), nameof(Till.Pay))] public static partial class PayCases;").Silent().Source, extension: "cs");

    [Test]
    public void Overloads_are_told_apart_by_their_parameters() => Assert.That(
        Compiled.WithSubject(new TableGenerator(), Shop, "using Shop; [TestData(typeof(Till), \"Open\", Parameters = [typeof(string)], Strategies = Strategies.Equivalence)] public static partial class OpenCases;").Silent().Source,
        Does.Contain("O'Brien"));

    [TestCase("[TestData(typeof(Till), \"Pay\")] public static class Cases { }", "CGL0208: 'Cases' cannot be completed with test data: declare it as partial")]
    [TestCase("[TestData(typeof(Till), \"Pya\")] public static partial class Cases;", "CGL0209: 'Till' has no method Pya with parameters that 'Cases' could be meant for: correct the name, or say Parameters = [typeof(…)]")]
    [TestCase("[TestData(typeof(Till), \"Open\")] public static partial class Cases;", "CGL0209: 'Till' has 2 methods Open that 'Cases' could be meant for: correct the name, or say Parameters = [typeof(…)]")]
    [TestCase("public interface ILog; public class X { public void M(ILog log) { } } [TestData(typeof(X), \"M\")] public static partial class Cases;", "CGL0210: No argument 'log' of M can be made up, because ILog is an interface: give 'Cases' a static member DefaultLog()")]
    public void What_cannot_be_made_is_told_with_advice(string code, string message)
    {
        var told = Compiled.WithSubject(new TableGenerator(), Shop, "using Shop; " + code).Diagnosed(new TableAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}", Is.EqualTo(message));
        Assert.That(told.Location.SourceTree!.GetText().ToString(told.Location.SourceSpan), Is.EqualTo("Cases"));
    }

    [Test]
    public void An_unrelated_edit_repeats_nothing() => Incrementality.Holds(
        new TableGenerator(), [Steps.ReadTables, Steps.Tables, Steps.Guards], "public class X { public void M(int a) { } } [TestData(typeof(X), \"M\")] public static partial class C;", null, new GivenText("/shop/Till.cs", Shop));
}
