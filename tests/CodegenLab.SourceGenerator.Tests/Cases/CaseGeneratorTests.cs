using CodegenLab.SourceGenerator.Cases;

namespace CodegenLab.SourceGenerator.Tests.Cases;

public sealed class CaseGeneratorTests
{
    private const string Till = """
        namespace Shop;
        public enum Coin { Cent, Euro }
        public sealed class Till
        {
            public int Pay(int amount, string account)
            {
                if (amount < 1 || amount > 500)
                    throw new System.ArgumentOutOfRangeException(nameof(amount));
                System.ArgumentException.ThrowIfNullOrWhiteSpace(account);
                return amount;
            }
            public decimal Share([System.ComponentModel.DataAnnotations.Range(0.5, 1)] decimal share) => share;
        }
        """;

    [Test]
    public Task Values_come_from_guards_annotations_attributes_and_types() => Verify(
        Compiled.WithSubject(new CaseGenerator(), Till, """
            namespace Shop.Tests;
            public class TillTests
            {
                [Test] public void Accepts([Boundary] int amount, [Equivalence] string account) => Assert.That(new Till().Pay(amount, account), Is.EqualTo(amount));
                [Test] public void Refuses([Boundary(Side = Side.Outside)] int amount) => Assert.That(() => new Till().Pay(amount, "a"), Throws.Exception);
                [Test] public void Refuses_accounts([Boundary(Side = Side.Outside)] string account) => Assert.That(() => new Till().Pay(1, account), Throws.Exception);
                [Test] public void Shares([Boundary] decimal share, [Seeded(42, Samples = 3)] decimal other) => Assert.That(new Till().Share(share) + new Till().Share(other), Is.Positive);
                [Test] public void Slips([Mutation("DE02", Samples = 8)] string account, [Mutation(120)] int amount) => Assert.Pass();
                [Test] public void Types([Equivalence] Coin coin, [Boundary] bool? flag, [Seeded(1, Samples = 2)] Guid id, [Equivalence] DateOnly day, [Boundary(Max = 2)] byte small, [Equivalence] double real) => Assert.Pass();
                [Test] public void Items([Boundary(MaxLength = 2)] int[] numbers, [Seeded(9, Samples = 2)] List<string> words) => Assert.Pass();
                [Test] public void Patterns([Boundary(Pattern = "[A-Z]{2}[0-9]{2}")] string code, [Boundary(Pattern = "[A-Z]{2}[0-9]{2}", Side = Side.Outside)] string none) => Assert.Pass();
            }
            """).Silent().Source,
        extension: "cs");

    [Test]
    public void Another_seed_gives_other_values_and_a_neighbour_changes_none()
    {
        string Values(string parameters) => Compiled.With(new CaseGenerator(), $"public class T {{ [Test] public void M({parameters}) {{ }} }}").Silent().Source.Split('\n').Single(line => line.Contains("#a:", StringComparison.Ordinal)).Split("=>")[1];

        var values = Values("[Seeded(1)] int a");

        Assert.That(Values("[Seeded(2)] int a"), Is.Not.EqualTo(values));
        Assert.That(Values("[Seeded(1)] int a"), Is.EqualTo(values));
    }

    [TestCase("[Boundary] object x", "CGL0201: No values of type 'object' can be made up for 'x': give them yourself by TestCaseSource, with a [Builder] for example")]
    [TestCase("[Boundary(Min = 5, Max = 4)] int x", "CGL0202: The limits of 'x' contradict each other, so that no value is accepted: look at attributes, DataAnnotations and guard clauses")]
    [TestCase("[Boundary(Min = 1.2, Max = 1.8)] int x", "CGL0202: The limits of 'x' contradict each other, so that no value is accepted: look at attributes, DataAnnotations and guard clauses")]
    [TestCase("[Boundary(Pattern = \"[\")] string x", "CGL0203: The pattern of 'x' is no regular expression: Invalid pattern '[' at offset 1. Unterminated [] set.")]
    [TestCase("[Boundary(Pattern = \"(?=a)b\")] string x", "CGL0204: No text that matches '(?=a)b' can be made for 'x': give values yourself, by [Values] for example")]
    [TestCase("[Equivalence(Side = Side.Outside)] string x", "CGL0205: Nothing is known to be refused for 'x': name a limit in the attribute, or give DataAnnotations or guard clauses to the method under test")]
    [TestCase("[Seeded(1, Samples = -1)] int x", "CGL0206: No value is left for 'x': its limits refuse all that this strategy finds")]
    [TestCase("[Mutation(Samples = int.MinValue)] string x", "CGL0206: No value is left for 'x': its limits refuse all that this strategy finds")]
    [TestCase("[Boundary(Side = Side.Outside)] double x", "CGL0205: Nothing is known to be refused for 'x': name a limit in the attribute, or give DataAnnotations or guard clauses to the method under test")]
    [TestCase("[Boundary(Side = Side.Outside)] DayOfWeek x", "CGL0205: Nothing is known to be refused for 'x': name a limit in the attribute, or give DataAnnotations or guard clauses to the method under test")]
    [TestCase("[Boundary(Min = \"x\")] int x", "CGL0212: Min = \"x\" does not fit 'x' of type 'int': a limit is a number between -7e28 and 7e28")]
    [TestCase("[Boundary(Max = double.NaN)] double x", "CGL0212: Max = NaN does not fit 'x' of type 'double': a limit is a number")]
    [TestCase("[Boundary(Min = 1e300)] decimal x", "CGL0212: Min = 1E+300 does not fit 'x' of type 'decimal': a limit is a number between -7e28 and 7e28")]
    [TestCase("[Boundary(Max = \"2020-13-45\")] DateTime x", "CGL0212: Max = \"2020-13-45\" does not fit 'x' of type 'DateTime': a limit is a text such as \"2020-01-31\" or \"2020-01-31T08:30:00Z\"")]
    [TestCase("[Boundary(Max = 7)] DateTimeOffset x", "CGL0212: Max = 7 does not fit 'x' of type 'DateTimeOffset': a limit is a text such as \"2020-01-31\" or \"2020-01-31T08:30:00Z\"")]
    [TestCase("[Boundary(Max = \"2020-01-31T08:30\")] DateOnly x", "CGL0212: Max = \"2020-01-31T08:30\" does not fit 'x' of type 'DateOnly': a limit is a text such as \"2020-01-31\"")]
    [TestCase("[Boundary(Max = \"24:00\")] TimeOnly x", "CGL0212: Max = \"24:00\" does not fit 'x' of type 'TimeOnly': a limit is a text such as \"08:30\"")]
    [TestCase("[Boundary(Max = \"long\")] TimeSpan x", "CGL0212: Max = \"long\" does not fit 'x' of type 'TimeSpan': a limit is a text such as \"1.08:30:00\", which is a day and eight and a half hours")]
    [TestCase("[Boundary(Min = \"2020-01-02\", Max = \"2020-01-01\")] DateTime x", "CGL0202: The limits of 'x' contradict each other, so that no value is accepted: look at attributes, DataAnnotations and guard clauses")]
    [TestCase("[Boundary(Min = 2e300, Max = 1e300)] double x", "CGL0202: The limits of 'x' contradict each other, so that no value is accepted: look at attributes, DataAnnotations and guard clauses")]
    [TestCase("[Boundary(Min = 1e300)] float x", "CGL0202: The limits of 'x' contradict each other, so that no value is accepted: look at attributes, DataAnnotations and guard clauses")]
    [TestCase("[Boundary(Min = 1)] string x", "CGL0212: Min = 1 does not fit 'x' of type 'string': only numbers, dates and times have a smallest and a largest value here, so give values yourself, by [Values] for example")]
    [TestCase("[Boundary(MaxLength = 3)] int x", "CGL0212: MaxLength = 3 does not fit 'x' of type 'int': only texts and collections have a length")]
    [TestCase("[Boundary(Pattern = \"a+\")] int x", "CGL0212: Pattern = \"a+\" does not fit 'x' of type 'int': only texts match a pattern")]
    [TestCase("[Mutation(\"x\")] int x", "CGL0212: \"x\" does not fit 'x' of type 'int': an example is a number")]
    [TestCase("[Mutation(1, null)] double x", "CGL0212: null does not fit 'x' of type 'double': an example is a number")]
    public void What_gets_no_values_is_told_with_place_and_advice(string parameter, string message)
    {
        var told = Compiled.With(new CaseGenerator(), $"public class T {{ [Test] public void M({parameter}) {{ }} }}").Diagnosed(new CaseAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}", Is.EqualTo(message));
        Assert.That($"[{told.Location.SourceTree!.GetText().ToString(told.Location.SourceSpan)}] {parameter.Split(' ')[^2]} x", Does.EndWith(parameter[^8..]));
    }

    [TestCase("[Boundary(Min = -1e300, Max = double.PositiveInfinity)] double x, [Boundary(Min = \"1e300\")] double? y, [Boundary(Max = float.MaxValue)] float z")]
    [TestCase("[Boundary(Min = \"0.5\", Max = 7)] double x, [Boundary(Min = null, MinLength = -1, Pattern = null)] int y")]
    [TestCase("[Mutation(\"1e3\", 2)] double x, [Mutation(1, 2.5)] decimal y, [Mutation(DayOfWeek.Friday)] DayOfWeek z")]
    [TestCase("[Boundary(MinLength = 1, MaxLength = 3)] int[]? x, [Boundary(MinLength = 1, Pattern = \"a+\")] string? y, [Boundary(Min = 1)] int? z")]
    public void What_fits_is_no_reason_to_speak(string parameters) =>
        Assert.That(Compiled.With(new CaseGenerator(), $"public class T {{ [Test] public void M({parameters}) {{ }} }}").Silent().Diagnosed(new CaseAnalyzer()), Is.Empty);

    /// <summary>At a limit, next to it on this side, and on the other.</summary>
    [TestCase("[Boundary(Min = \"2020-01-01\", Max = \"2021-12-31T12:00\")] DateTime a", "new DateTime(2020, 1, 1, 0, 0, 0), new DateTime(2020, 1, 1, 0, 0, 0).AddTicks(1), new DateTime(2021, 12, 31, 11, 59, 59).AddTicks(9999999), new DateTime(2021, 12, 31, 12, 0, 0)")]
    [TestCase("[Boundary(Min = \"2020-01-01\", Side = Side.Outside)] DateTime? a", "new DateTime(2019, 12, 31, 23, 59, 59).AddTicks(9999999), DateTime.MinValue, new DateTime(1970, 1, 1, 0, 0, 0)")]
    [TestCase("[Boundary, System.ComponentModel.DataAnnotations.Range(typeof(DateTime), \"2020-01-01\", \"2021-12-31\", MaximumIsExclusive = true)] DateTime a", "new DateTime(2020, 1, 1, 0, 0, 0), new DateTime(2020, 1, 1, 0, 0, 0).AddTicks(1), new DateTime(2021, 12, 30, 23, 59, 59).AddTicks(9999998), new DateTime(2021, 12, 30, 23, 59, 59).AddTicks(9999999)")]
    [TestCase("[Boundary(Max = \"2020-01-01\", Side = Side.Outside)] DateOnly a", "new DateOnly(2020, 1, 2), DateOnly.MaxValue, new DateOnly(2026, 1, 15), new DateOnly(2024, 2, 29), new DateOnly(2024, 12, 31)")]
    [TestCase("[Boundary(Min = \"2020-02-28\", Max = \"2020-03-01\")] DateOnly a", "new DateOnly(2020, 2, 28), new DateOnly(2020, 2, 29), new DateOnly(2020, 3, 1)")]
    [TestCase("[Equivalence(Min = \"2020-02-28\", Side = Side.Outside)] DateOnly a", "new DateOnly(2020, 1, 17), DateOnly.MinValue")]
    [TestCase("[Boundary(Min = \"2020-01-01T01:00+02:00\", Side = Side.Outside)] DateTimeOffset a", "new DateTimeOffset(2019, 12, 31, 22, 59, 59, TimeSpan.FromHours(0)).AddTicks(9999999), DateTimeOffset.MinValue, new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.FromHours(0))")]
    [TestCase("[Boundary(Min = \"08:30\", Max = \"17:00\")] TimeOnly a", "new TimeOnly(8, 30, 0), new TimeOnly(306000000001L), new TimeOnly(611999999999L), new TimeOnly(17, 0, 0), new TimeOnly(12, 30, 0)")]
    [TestCase("[Boundary(Min = \"08:30\", Side = Side.Outside)] TimeOnly a", "new TimeOnly(305999999999L), TimeOnly.MinValue")]
    [TestCase("[Boundary(Min = \"00:00\", Max = \"1.00:00\", Side = Side.Both)] TimeSpan a", "TimeSpan.FromTicks(-1L), TimeSpan.Zero, TimeSpan.FromTicks(1L), TimeSpan.FromTicks(863999999999L), TimeSpan.FromTicks(864000000000L), TimeSpan.FromTicks(864000000001L), TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromTicks(600000000L), TimeSpan.FromTicks(-600000000L)")]
    [TestCase("[Seeded(7, Samples = 3, Min = \"2020-01-01\", Max = \"2020-01-31\")] DateTime a", "new DateTime(2020, 1, 27, 20, 11, 12), new DateTime(2020, 1, 1, 1, 43, 39), new DateTime(2020, 1, 14, 9, 4, 49)")]
    [TestCase("[Seeded(7, Samples = 3, Min = \"2020-01-01\", Side = Side.Outside)] DateOnly a", "new DateOnly(1968, 8, 3), new DateOnly(2009, 1, 7), new DateOnly(2002, 7, 27)")]
    [TestCase("[Boundary(Min = 1e300, Max = \"2e300\")] double a", "1E+300d, 1.0000000000000002E+300d, 1.9999999999999998E+300d, 2E+300d")]
    [TestCase("[Boundary(Min = 1e300, Side = Side.Outside)] double a", "-1.7976931348623157E+308d, -1d, 0d, 4.94065645841247E-324d, 1d, 9.999999999999999E+299d, double.NegativeInfinity")]
    [TestCase("[Boundary, System.ComponentModel.DataAnnotations.Range(-1e300, double.MaxValue)] double a", "-1E+300d, -9.999999999999999E+299d, -1d, 0d, 4.94065645841247E-324d, 1d, 1.7976931348623155E+308d, 1.7976931348623157E+308d")]
    [TestCase("[Boundary, System.ComponentModel.DataAnnotations.Range(0, double.MaxValue)] int a", "0, 1, 2147483646, 2147483647")]
    [TestCase("[Equivalence(Max = -1e300, Side = Side.Outside)] double a", "0d, 0.1d, -5E+299d")]
    [TestCase("[Seeded(7, Samples = 2, Min = 1e300)] double a", "1.934693196582484E+300d, 1.6401621519874257E+300d")]
    [TestCase("[Seeded(7, Samples = 2, Min = -1e308, Max = 1.5e308)] double a", "1.3367329914562099E+308d, 6.0040537996856407E+307d")]
    [TestCase("[Boundary(Max = 1e30f, Side = Side.Outside)] float a", "1.00000009E+30f, 3.40282347E+38f, float.PositiveInfinity")]
    public void Dates_and_large_numbers_have_limits(string parameter, string values)
    {
        var line = Compiled.With(new CaseGenerator(), $"public class T {{ [Test] public void M({parameter}) {{ }} }}").Silent().Source.Split('\n').Single(one => one.Contains("#a:", StringComparison.Ordinal));

        Assert.That(line.Split("{ ")[1].Split(" }")[0].Replace("global::System.", "", StringComparison.Ordinal).Replace(", DateTimeKind.Utc", "", StringComparison.Ordinal), Is.EqualTo(values));
    }

    [Test]
    public void Values_beside_a_test_case_are_told_to_be_ignored() =>
        Assert.That(
            Compiled.With(new CaseGenerator(), "public class T { [TestCase(1)] public void M([Boundary] int x) { } }").Diagnosed(new CaseAnalyzer()).Select(told => told.Id),
            Is.EqualTo(new[] { "CGL0207" }));

    [TestCase("Xunit", "FactAttribute", "CGL0211: 'x' gets no values, because XUnit takes none from attributes at parameters: put [TestData] on a partial class and its rows on the test by [MemberData]")]
    [TestCase("Microsoft.VisualStudio.TestTools.UnitTesting", "TestMethodAttribute", "CGL0211: 'x' gets no values, because MSTest takes none from attributes at parameters: put [TestData] on a partial class and its rows on the test by [DynamicData]")]
    public void Where_another_framework_runs_the_test_it_is_told_that_values_go_nowhere(string space, string attribute, string message)
    {
        var framework = $"namespace {space} {{ public class {attribute} : System.Attribute; }}";
        var told = Compiled.With(new CaseGenerator(), $"public class T {{ [{space}.{attribute}] public void M([Boundary] int x) {{ }} [Test] public void N([Boundary] int y) {{ }} }}", framework).Diagnosed(new CaseAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}", Is.EqualTo(message));
    }

    [TestCase("public class T { public void M() { void L([Boundary] int x) { } } }")]
    [TestCase("public class T { [Test] public void M([Boundary] Nowhere x, [Seeded] int y, [Seeded(\"a\")] int z) { } }")]
    [TestCase("public class T { [Test] public void M<U>([Boundary] U x, [Mutation(null)] string y) { } public void M(int x")]
    [TestCase("public enum E; public class T { [Test] public void M([Boundary] E x, [Boundary(MinLength = 20000)] string y, [Boundary(MinLength = 5000)] int[] z) { } }")]
    public void Code_that_does_not_compile_is_no_reason_to_fail(string code) => Assert.That(() => Compiled.With(new CaseGenerator(), code).Diagnosed(new CaseAnalyzer()), Throws.Nothing);

    [Test]
    public void An_unrelated_edit_repeats_nothing() => Incrementality.Holds(
        new CaseGenerator(), [Steps.Cases, Steps.Guards], "public class T { [Test] public void M([Boundary] int a, [Seeded(1)] string? b, [Mutation(1)] int c) { } }", null, new GivenText("/shop/Till.cs", Till));
}
