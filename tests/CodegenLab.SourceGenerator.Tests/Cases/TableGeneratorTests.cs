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

    [TestCase("namespace Xunit { public class FactAttribute : System.Attribute; }")]
    [TestCase("namespace Microsoft.VisualStudio.TestTools.UnitTesting { public class TestMethodAttribute : System.Attribute; }")]
    public void Rows_are_arrays_where_another_framework_takes_them(string framework) => Assert.That(
        Compiled.With(new TableGenerator(), "public sealed class Scale { public void Put(int weight) { } } [TestData(typeof(Scale), \"Put\")] public static partial class Puts;", framework).Silent().Source,
        Does.Contain("IEnumerable<object?[]> Accepted").And.Contain("yield return new object?[] { 0 };").And.Not.Contain("NUnit"));

    /// <summary>A record has a constructor that copies, which nobody means.</summary>
    [Test]
    public void A_record_is_made_by_the_constructor_that_it_shows() => Assert.That(
        Compiled.WithSubject(new TableGenerator(), Shop, "using Shop; [TestData(typeof(Customer))] public static partial class Customers;").Silent().Source, Does.Contain("new object?[] { \"Name\", 42 }"));

    [TestCase("void M(double d, float f, DayOfWeek day) { }")]
    [TestCase("void M(double d) { if (double.IsNaN(d) || d <= 0) throw new Exception(); }", "-1.7976931348623157E+308d", "-1d", "0d", "double.NegativeInfinity", "double.NaN", "-42.5d")]
    [TestCase("void M(double d) { if (d is < -1e300 or >= 1e300) throw new Exception(); }", "-1.7976931348623157E+308d", "-1.0000000000000002E+300d", "1E+300d", "1.7976931348623157E+308d", "double.NegativeInfinity", "double.PositiveInfinity", "-1.5E+300d", "1.4999999999999998E+300d")]
    [TestCase("void M(double d) { if (d > 1e300) throw new Exception(); }", "1.0000000000000002E+300d", "1.7976931348623157E+308d", "double.PositiveInfinity", "1.5E+300d")]
    [TestCase("void M([System.ComponentModel.DataAnnotations.Range(typeof(DateOnly), \"2020-01-01\", \"2021-12-31\")] DateOnly day) { }", "new global::System.DateOnly(2019, 12, 31)", "new global::System.DateOnly(2022, 1, 1)", "new global::System.DateOnly(2019, 11, 20)", "new global::System.DateOnly(2022, 2, 11)", "global::System.DateOnly.MinValue", "global::System.DateOnly.MaxValue", "new global::System.DateOnly(2026, 1, 15)", "new global::System.DateOnly(2024, 2, 29)", "new global::System.DateOnly(2024, 12, 31)")]
    [TestCase("void M(float f) { if (f > 1) throw new Exception(); }", "1.00000012f", "3.40282347E+38f", "float.PositiveInfinity", "43.5f")]
    [TestCase("void M(double d) { if (!double.IsFinite(d)) throw new Exception(); }", "double.NegativeInfinity", "double.PositiveInfinity", "double.NaN")]
    [TestCase("void M([System.ComponentModel.DataAnnotations.Range(0.0, 1)] float f) { }", "-3.40282347E+38f", "-1f", "-1.4013E-45f", "1.00000012f", "3.40282347E+38f", "float.NegativeInfinity", "float.PositiveInfinity", "float.NaN", "-42.5f", "43.5f")]
    [TestCase("void M(DayOfWeek day) { if (!Enum.IsDefined(day)) throw new Exception(); }", "(global::System.DayOfWeek)(7)")]
    [TestCase("void M([System.ComponentModel.DataAnnotations.EnumDataType(typeof(DayOfWeek))] DayOfWeek day) { }", "(global::System.DayOfWeek)(7)")]
    public void What_nothing_refuses_is_not_among_what_is_refused(string method, params string[] values)
    {
        var code = $"public class X {{ public {method} }} [TestData(typeof(X), \"M\")] public static partial class Cases;";

        var refused = Compiled.With(new TableGenerator(), code).Silent().Source.Split(" Refused")[1];
        var rows = refused.Split('\n').Where(line => line.Contains("yield return", StringComparison.Ordinal)).Select(line => line.Split("{ ")[1].Split(" }")[0]);

        Assert.That(rows, Is.EqualTo(values));
    }

    [Test]
    public void A_tuple_is_made_as_an_object() => Assert.That(
        Compiled.With(new TableGenerator(), "public class X { public void M((int A, string B) p) { } } [TestData(typeof(X), \"M\")] public static partial class Cases;").Silent().Source,
        Does.Contain("new global::System.ValueTuple<int, string>("));

    [TestCase("byte? n", "AllowedValues(1, 300, null)", "(byte)1", "null")]
    [TestCase("decimal n", "AllowedValues(1, 2.5)", "1m", "2.5m")]
    [TestCase("Unit n", "AllowedValues(Unit.Box, 5)", "global::Unit.Box")]
    [TestCase("string n", "AllowedValues(\"a\", 1, \"b\")", "\"a\"", "\"b\"")]
    public void Allowed_values_get_the_type_of_the_parameter(string parameter, string attribute, params string[] values)
    {
        var code = $"public enum Unit {{ Piece, Box }} public class X {{ public void M([System.ComponentModel.DataAnnotations.{attribute}] {parameter}) {{ }} }} [TestData(typeof(X), \"M\")] public static partial class Cases;";

        var accepted = Compiled.With(new TableGenerator(), code).Silent().Source.Split(" Refused")[0];
        var rows = accepted.Split('\n').Where(line => line.Contains("yield return", StringComparison.Ordinal)).Select(line => line.Split("{ ")[1].Split(" }")[0]);

        Assert.That(rows, Is.EqualTo(values));
    }

    [Test]
    public void A_record_holds_rows_too() => Assert.That(
        Compiled.WithSubject(new TableGenerator(), Shop, "using Shop; [TestData(typeof(Till), \"Pay\")] public partial record Cases;").Silent().Source, Does.Contain("partial record Cases").And.Contain(" Accepted"));

    [Test]
    public void Rows_that_the_user_has_written_are_left_out()
    {
        var written = Compiled.WithSubject(new TableGenerator(), Shop, "using Shop; [TestData(typeof(Till), \"Pay\")] public static partial class Cases { public static int Accepted => 3; }").Silent().Source;

        Assert.That(written, Does.Not.Contain(" Accepted").And.Contain(" Refused"));
    }

    [TestCase("[TestData(typeof(Till), \"Pay\")] public static class Cases { }", "CGL0208: 'Cases' cannot be completed with test data: declare it as partial")]
    [TestCase("[TestData(typeof(Till), \"Pya\")] public static partial class Cases;", "CGL0209: 'Till' has no method Pya with parameters that 'Cases' could be meant for: correct the name, or say Parameters = [typeof(…)]")]
    [TestCase("[TestData(typeof(Till), \"Open\")] public static partial class Cases;", "CGL0209: 'Till' has 2 methods Open that 'Cases' could be meant for: correct the name, or say Parameters = [typeof(…)]")]
    [TestCase("public class Big { public Big(int a) { } public Big(string a) { } } [TestData(typeof(Big))] public static partial class Cases;", "CGL0209: 'Big' has 2 constructors that 'Cases' could be meant for: correct the name, or say Parameters = [typeof(…)]")]
    [TestCase("public class Small; [TestData(typeof(Small))] public static partial class Cases;", "CGL0209: 'Small' has no constructor with parameters that 'Cases' could be meant for: correct the name, or say Parameters = [typeof(…)]")]
    [TestCase("public interface ILog; public class X(ILog log) { public ILog Log => log; } [TestData(typeof(X))] public static partial class Cases;", "CGL0210: No argument 'log' of the constructor of X can be made up, because ILog is an interface: give 'Cases' a static member DefaultLog()")]
    [TestCase("public interface ILog; public class X { public void M(ILog log) { } } [TestData(typeof(X), \"M\")] public static partial class Cases;", "CGL0210: No argument 'log' of M can be made up, because ILog is an interface: give 'Cases' a static member DefaultLog()")]
    [TestCase("public class X { public void M(ReadOnlySpan<char> s) { } } [TestData(typeof(X), \"M\")] public static partial class Cases;", "CGL0210: No argument 's' of M can be made up, because no row can hold values of type System.ReadOnlySpan<char>: write tests of M by hand")]
    [TestCase("public class X { public void M(out Span<int> s) { s = default; } } [TestData(typeof(X), \"M\")] public static partial class Cases;", "CGL0210: No argument 's' of M can be made up, because no row can hold values of type System.Span<int>: write tests of M by hand")]
    [TestCase("public class X { public unsafe void M(int* p) { } } [TestData(typeof(X), \"M\")] public static partial class Cases;", "CGL0210: No argument 'p' of M can be made up, because no row can hold values of type int*: write tests of M by hand")]
    [TestCase("public class X { public void M(int[,] p) { } } [TestData(typeof(X), \"M\")] public static partial class Cases;", "CGL0210: No argument 'p' of M can be made up, because values of type int[*,*] are not made up: give 'Cases' a static member DefaultP()")]
    public void What_cannot_be_made_is_told_with_advice(string code, string message)
    {
        var told = Compiled.WithSubject(new TableGenerator(), Shop, "using Shop; " + code).ToldWith(new TableAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}", Is.EqualTo(message));
        Assert.That(told.Location.SourceTree!.GetText().ToString(told.Location.SourceSpan), Is.EqualTo("Cases"));
    }

    /// <summary>Once there are errors of its own, the compiler asks no analyzer.</summary>
    [TestCase("void M(ILog log) { }", "CGL0210")]
    [TestCase("void N(int x) { }", "CGL0209")]
    [TestCase("void M([System.ComponentModel.DataAnnotations.Range(5, 1)] int x) { }", "CGL0210")]
    [TestCase("void M(int x) { if (x < 5 || x > 1) throw new Exception(); }", "CGL0210")]
    public void What_cannot_be_made_is_no_error_of_the_compiler(string method, string rule)
    {
        var code = $"public interface ILog; public class X {{ public {method} }} [TestData(typeof(X), \"M\")] public static partial class Cases; public class T {{ [TestCaseSource(typeof(Cases), nameof(Cases.Accepted)), TestCaseSource(typeof(Cases), nameof(Cases.Refused))] public void M(int x) {{ }} }}";
        var compiled = Compiled.With(new TableGenerator(), code).Silent();

        Assert.That(compiled.Source, Does.Contain(" Refused").And.Not.Contain("yield return"));
        Assert.That(compiled.Diagnosed(new TableAnalyzer()).Select(told => told.Id), Is.EqualTo(new[] { rule }));
    }

    [Test]
    public void Limits_that_contradict_each_other_are_told_of_what_may_be_left_out_too()
    {
        const string code = "public class Y { [System.ComponentModel.DataAnnotations.Range(5, 3)] public int Size { get; set; } } public class X { public void M(Y y, int a) { } } [TestData(typeof(X), \"M\")] public static partial class Cases;";

        Assert.That(Compiled.With(new TableGenerator(), code).Silent().Diagnosed(new TableAnalyzer()).Select(told => told.Id), Is.EqualTo(new[] { "CGL0202" }));
    }

    /// <summary>An attribute that names what is not there is an error in a declaration.</summary>
    [Test]
    public void That_a_class_is_not_partial_is_told_by_the_generator()
    {
        var compiled = Compiled.With(new TableGenerator(), "public class X { public void M(int a) { } } [TestData(typeof(X), \"M\")] public static class Cases { } public class T { [TestCaseSource(typeof(Cases), nameof(Cases.Accepted))] public void M(int a) { } }");

        Assert.That(compiled.Told.Select(told => told.Id), Is.EqualTo(new[] { "CGL0208" }));
        Assert.That(compiled.Diagnosed(new TableAnalyzer()), Is.Empty);
    }

    [Test]
    public void An_unrelated_edit_repeats_nothing() => Incrementality.Holds(
        new TableGenerator(), [Steps.ReadTables, Steps.Tables, Steps.Guards], "public class X { public void M(int a) { } } [TestData(typeof(X), \"M\")] public static partial class C;", null, new GivenText("/shop/Till.cs", Shop));
}
