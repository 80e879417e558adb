using System.Globalization;
using System.Text.RegularExpressions;
using CodegenLab.SourceGenerator.Properties;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Tests.Properties;

public sealed class PropertiesGeneratorTests
{
    private const string Money = """
        using System;
        namespace Shop;
        public sealed class Money : IEquatable<Money>, IComparable<Money>
        {
            public Money(decimal amount, string currency)
            {
                if (currency.Length > 3) throw new ArgumentException("long");
                Amount = amount; Currency = currency;
            }
            public decimal Amount { get; }
            public string Currency { get; }
            public bool Equals(Money? other) => other is not null && Amount == other.Amount && Currency == other.Currency;
            public override bool Equals(object? other) => Equals(other as Money);
            public override int GetHashCode() => HashCode.Combine(Amount, Currency);
            public int CompareTo(Money? other) => other is null ? 1 : (Currency, Amount).CompareTo((other.Currency, other.Amount));
            public static bool operator ==(Money left, Money right) => left.Equals(right);
            public static bool operator !=(Money left, Money right) => !left.Equals(right);
            public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;
            public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;
            public static Money operator +(Money left, Money right) => left.Currency == right.Currency ? new(left.Amount + right.Amount, left.Currency) : throw new InvalidOperationException();
        }
        """;

    private const string OrderNumber = """
        namespace Shop;
        public readonly record struct OrderNumber
        {
            public OrderNumber(int year, int sequence)
            {
                if (year is < 2000 or > 2099) throw new System.ArgumentOutOfRangeException(nameof(year));
                if (sequence < 1 || sequence > 999999) throw new System.ArgumentOutOfRangeException(nameof(sequence));
                Year = year; Sequence = sequence;
            }
            public int Year { get; }
            public int Sequence { get; }
            public override string ToString() => System.FormattableString.Invariant($"{Year}-{Sequence:000000}");
            public static OrderNumber Parse(string text) => new(int.Parse(text[..4]), int.Parse(text[5..]));
        }
        """;

    private const string Broken = "namespace Shop; public sealed class Tag(string text) { public string Text => text; public override bool Equals(object? other) => other is Tag tag && tag.Text.Equals(text, System.StringComparison.OrdinalIgnoreCase); public override int GetHashCode() => text.GetHashCode(); }";

    /// <summary>What a runner says of a law that does not hold.</summary>
    private const string RunOne = """
        public static class Entry
        {
            public static string Run()
            {
                try
                {
                    FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure, new Shop.Tests.Laws().Equals_is_reflexive());
                    return "";
                }
                catch (Exception failure)
                {
                    return failure.Message.Replace("\r\n", "\n");
                }
            }
        }
        """;

    /// <summary>What lets a test in here check all laws as a framework would.</summary>
    private const string Run = """
        using FsCheck;
        using FsCheck.Fluent;
        public static class Entry
        {
            public static string Run()
            {
                var failures = new List<string>();
                var tests = new Shop.Tests.Laws();
                foreach (var law in typeof(Shop.Tests.Laws).GetMethods().Where(one => one.ReturnType == typeof(FsCheck.Property)).OrderBy(one => one.Name, StringComparer.Ordinal))
                {
                    try { FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(7UL, 9UL), (FsCheck.Property)law.Invoke(tests, null)!); }
                    catch (Exception) { failures.Add(law.Name); }
                }
                return string.Join(", ", failures);
            }
        }
        """;

    [Test]
    public Task Writes_the_laws_that_members_state() =>
        Verify(Of(Money, "[Properties(typeof(Money))] public sealed partial class MoneyProperties;").Silent().Source, extension: "cs");

    [Test]
    public void Numbers_keep_to_the_guard_clauses_of_the_other_project()
    {
        var written = Of(OrderNumber, "[Properties(typeof(OrderNumber))] public sealed partial class Laws;");

        Assert.That(written.Silent().Source, Does.Contain("Gen.Choose(2000, 2099)").And.Contain("Gen.Choose(1, 999999)").And.Contain("Parse_reads_what_ToString_writes"));
        Assert.That(Failures(OrderNumber, "[Properties(typeof(OrderNumber))] public sealed partial class Laws;"), Is.Empty);
    }

    [Test]
    public void Laws_that_hold_pass_and_the_broken_one_fails()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Failures(Money, "[Properties(typeof(Money), Also = [\"Addition_is_commutative\", \"Addition_is_associative\"])] public sealed partial class Laws;"), Is.Empty);
            Assert.That(Failures(Broken, "[Properties(typeof(Tag))] public sealed partial class Laws;"), Is.EqualTo("Equal_values_have_equal_hash_codes"));
            Assert.That(Failures(Broken, "[Properties(typeof(Tag), Except = [\"Equal_values_have_equal_hash_codes\"])] public sealed partial class Laws;"), Is.Empty);
        }
    }

    /// <summary>Money of two currencies has no order.</summary>
    private const string Refusing = """
        using System;
        namespace Shop;
        public class Mixed : Exception;
        public sealed class Coin(int cents, bool isForeign) : IComparable<Coin>, IEquatable<Coin>
        {
            public int Cents => cents;
            public bool IsForeign => isForeign;
            public int CompareTo(Coin? other) => other is null ? 1 : isForeign == other.IsForeign ? cents.CompareTo(other.Cents) : throw new Mixed();
            public bool Equals(Coin? other) => other is not null && cents == other.Cents && isForeign == other.IsForeign;
            public override bool Equals(object? other) => Equals(other as Coin);
            public override int GetHashCode() => cents;
            public static Coin operator +(Coin left, Coin right) => left.IsForeign == right.IsForeign ? new(unchecked(left.Cents + right.Cents), left.IsForeign) : throw new Mixed();
        }
        """;

    [TestCase("", "CompareTo_is_antisymmetric, CompareTo_is_transitive")]
    [TestCase("Unless = [typeof(Mixed)]", "")]
    [TestCase("Unless = [typeof(ArgumentException), typeof(Mixed), typeof(Mixed)]", "")]
    [TestCase("Unless = [typeof(FormatException)]", "CompareTo_is_antisymmetric, CompareTo_is_transitive")]
    [TestCase("Also = [\"Addition_is_commutative\"]", "Addition_is_commutative, CompareTo_is_antisymmetric, CompareTo_is_transitive")]
    [TestCase("Also = [\"Addition_is_commutative\"], Unless = [typeof(Exception)]", "")]
    public void Values_that_members_refuse_by_an_exception_that_is_named_are_left_out(string arguments, string failures) =>
        Assert.That(Failures(Refusing, $"[Properties(typeof(Coin), {arguments})] public sealed partial class Laws;".Replace(", )", ")", StringComparison.Ordinal)), Is.EqualTo(failures));

    [Test]
    public void To_refuse_what_was_made_is_no_excuse_of_a_round_trip()
    {
        const string tag = "namespace Shop; public sealed record Tag(int Number) { public override string ToString() => \"#\" + Number; public static Tag Parse(string text) => throw new System.FormatException(); }";

        Assert.That(Failures(tag, "[Properties(typeof(Tag), Unless = [typeof(FormatException)])] public sealed partial class Laws;"), Is.EqualTo("Parse_reads_what_ToString_writes"));
    }

    [TestCase("namespace Shop.Tests; public sealed class Property; public static class Gen; public static class Prop; public static class Arb; public static class Values; public sealed class Math;")]
    [TestCase("public sealed class Property; public static class Gen; public static class Prop; public static class Arb; public sealed class Enumerable; public sealed class Exception;")]
    public void Types_of_the_user_may_be_called_as_those_of_FsCheck(string types) =>
        Assert.That(() => Compiled.With(new PropertiesGenerator(), Money, "using Shop; namespace Shop.Tests; [Properties(typeof(Money), Also = [\"Addition_is_commutative\"])] public sealed partial class MoneyLaws;", types).Silent(), Throws.Nothing);

    [TestCase("namespace Shop; public static class Codec { public static string Encode(string text) => text; public static string Decode(string text) => text; }", "Codec", "Decode_takes_back_what_Encode_does")]
    [TestCase("namespace Shop; public readonly struct Metres(double value) { public double Value => value; public static implicit operator double(Metres metres) => metres.Value; public static explicit operator Metres(double value) => new(value); }", "Metres", "A_value_converted_to_Double_and_back_is_the_same")]
    [TestCase("namespace Shop; public sealed record Point(int X, int Y) : System.IComparable<Point> { public int CompareTo(Point? other) => other is null ? 1 : X.CompareTo(other.X); }", "Point", "CompareTo_of_itself_is_zero")]
    public void Finds_in_compiled_code_what_it_finds_in_source(string subject, string type, string law)
    {
        var code = $"[Properties(typeof({type}))] public sealed partial class Laws;";
        var compiled = Of(subject, code).Silent().Source;

        Assert.That(compiled, Does.Contain($" {law}()"));
        Assert.That(Compiled.With(new PropertiesGenerator(), subject, "using Shop; namespace Shop.Tests; " + code).Silent().Source, Is.EqualTo(compiled));
    }

    [Test]
    public void Where_only_FsCheck_itself_is_there_tests_check_properties()
    {
        var written = Without(["FsCheck.NUnit"], Money, "[Properties(typeof(Money), Cases = 50)] public sealed partial class MoneyProperties;").Silent().Source;

        Assert.That(written, Does.Contain("[global::NUnit.Framework.Test]").And.Contain("public void Equals_is_symmetric() => global::FsCheck.Check.One(global::FsCheck.Config.QuickThrowOnFailure.WithMaxTest(50), "));
    }

    [TestCase("namespace Microsoft.VisualStudio.TestTools.UnitTesting { public class TestMethodAttribute : System.Attribute; public class TestClassAttribute : System.Attribute; }", "[global::Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod]")]
    [TestCase("namespace Xunit { public class FactAttribute : System.Attribute; }", "[global::Xunit.Fact]")]
    public void Tests_that_check_properties_are_those_of_the_framework(string framework, string mark)
    {
        var compilation = Compiled.Compile(Money, "using Shop; namespace Shop.Tests; [Properties(typeof(Money))] public sealed partial class MoneyProperties;", framework);
        var written = Compiled.With([new PropertiesGenerator()], compilation.RemoveReferences(compilation.References.Where(one => Path.GetFileNameWithoutExtension(one.Display) == "FsCheck.NUnit")), []).Silent().Source;

        Assert.That(written, Does.Contain(mark));
        Assert.That(written.Contains("[global::Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute]", StringComparison.Ordinal), Is.EqualTo(mark.Contains("TestMethod", StringComparison.Ordinal)));
    }

    [TestCase("[Properties(typeof(Money))] public sealed class Laws;", "CGL0501: 'Laws' cannot be completed with properties: declare it as partial")]
    [TestCase("[Properties(typeof(Money))] public static partial class Laws;", "CGL0501: 'Laws' cannot be completed with properties: it must not be static")]
    [TestCase("public interface IThing { } [Properties(typeof(IThing))] public sealed partial class Laws;", "CGL0503: No values of 'IThing' can be made up for 'Laws', because it is no class or struct that can be created: test it by examples, or name a type that makes them")]
    [TestCase("public sealed class Closed { private Closed() { } public override bool Equals(object? other) => ReferenceEquals(this, other); public override int GetHashCode() => 1; } [Properties(typeof(Closed))] public sealed partial class Laws;", "CGL0503: No values of 'Closed' can be made up for 'Laws', because it has no constructor or static method that can be called from here with parts whose values can be made, and offers no two values of its own: test it by examples, or name a type that makes them")]
    [TestCase("[Properties(typeof(Money), Also = [\"Addition_is_fun\"], Except = [\"Equals_is_reflexive\"])] public sealed partial class Laws;", "CGL0504: 'Addition_is_fun' is no law that 'Money' may keep: write one of Equals_is_reflexive, Equals_is_symmetric, Equals_is_transitive, Equals_of_an_object_is_Equals_of_the_value, Equal_values_have_equal_hash_codes, The_equality_operator_is_Equals, The_inequality_operator_is_not_Equals, CompareTo_of_itself_is_zero, CompareTo_is_antisymmetric, CompareTo_is_transitive, CompareTo_is_zero_for_equal_values, The_less_than_operator_is_CompareTo, The_greater_than_operator_is_CompareTo, Addition_is_commutative, Addition_is_associative")]
    [TestCase("public sealed record Plain(int X); [Properties(typeof(Plain))] public sealed partial class Laws;", "CGL0505: Nothing that 'Plain' declares states a law, so that 'Laws' stays without properties: test it by examples")]
    [TestCase("public static class Text { public static string Trim(string text) => text.Trim(); } [Properties(typeof(Text))] public sealed partial class Laws;", "CGL0505: Nothing that 'Text' declares states a law, so that 'Laws' stays without properties: name laws that it keeps in Also (Trim_twice_is_Trim_once, Trim_twice_gives_the_value_back), or test it by examples")]
    [TestCase("[Properties(typeof(Money), Unless = [typeof(string)])] public sealed partial class Laws;", "CGL0506: 'string' excuses no law of 'Laws': name exceptions in Unless, with all their type arguments and visible in the whole project")]
    [TestCase("public class Odd<T> : Exception; [Properties(typeof(Money), Unless = [typeof(Odd<>)])] public sealed partial class Laws;", "CGL0506: 'Odd<>' excuses no law of 'Laws': name exceptions in Unless, with all their type arguments and visible in the whole project")]
    [TestCase("[Properties(typeof(Money), Unless = [typeof(Odd)])] public sealed partial class Laws { private class Odd : Exception; }", "CGL0506: 'Laws.Odd' excuses no law of 'Laws': name exceptions in Unless, with all their type arguments and visible in the whole project")]
    public void What_cannot_be_completed_is_told_with_place_and_advice(string code, string message)
    {
        var told = Of(Money, code).Diagnosed(new PropertiesAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(CultureInfo.InvariantCulture)}", Is.EqualTo(message));
        Assert.That(told.Location.SourceTree!.GetText().ToString(told.Location.SourceSpan), Is.EqualTo("Laws"));
    }

    [Test]
    public void A_record_is_a_class_of_properties_too() => Assert.That(Of(Money, "[Properties(typeof(Money))] public sealed partial record Laws;").Silent().Source, Does.Contain("partial record Laws").And.Contain(" Equals_is_reflexive()"));

    [Test]
    public void Laws_that_the_user_has_written_are_left_out()
    {
        var written = Of(Money, "[Properties(typeof(Money))] public sealed partial class Laws { public void Equals_is_reflexive() { } public void Equals_is_symmetric(int of) { } }").Silent().Source;

        Assert.That(written, Does.Not.Contain(" Equals_is_reflexive()").And.Contain(" Equals_is_symmetric()"));
    }

    [TestCase("FsCheck", "the project does not reference FsCheck")]
    public void What_runs_properties_must_be_there(string missing, string reason)
    {
        var told = Without([missing, "FsCheck.NUnit"], Money, "[Properties(typeof(Money))] public sealed partial class Laws;").Diagnosed(new PropertiesAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(CultureInfo.InvariantCulture)}", Is.EqualTo($"CGL0502: 'Laws' cannot be completed with properties, because {reason}: add FsCheck.NUnit 3 or later, FsCheck.Xunit for xUnit 2, or FsCheck beside another test framework"));
    }

    [TestCase("[Properties(typeof(Nowhere))] public sealed partial class Laws;")]
    [TestCase("[Properties(null)] public sealed partial class Laws;")]
    [TestCase("[Properties(typeof(List<>))] public sealed partial class Laws;")]
    [TestCase("[Properties(typeof(int[]))] public sealed partial class Laws;")]
    [TestCase("[Properties(typeof(Money), Also = null)] public sealed partial class Laws;")]
    [TestCase("[Properties(typeof(Money), Unless = null)] public sealed partial class Laws;")]
    [TestCase("[Properties(typeof(Money), Unless = [null, typeof(Nowhere), typeof(int[])])] public sealed partial class Laws;")]
    [TestCase("[Properties(typeof(string))] public sealed partial class Laws;")]
    [TestCase("[Properties(typeof(DateTime))] public sealed partial class Laws;")]
    public void Code_that_does_not_fit_is_no_reason_to_fail(string code) => Assert.That(() => Of(Money, code).Diagnosed(new PropertiesAnalyzer()), Throws.Nothing);

    [Test]
    public void An_unrelated_edit_repeats_nothing() => Incrementality.Holds(
        new PropertiesGenerator(), [Steps.ReadProperties, Steps.Properties, Steps.Guards], $"{Money.Replace("namespace Shop;", "", StringComparison.Ordinal)} [Properties(typeof(Money))] public sealed partial class MoneyProperties;", null, new GivenText("/shop/Order.cs", OrderNumber));

    /// <summary>Of a type without a text of its own FsCheck would say the name.</summary>
    [TestCase("public sealed class Tag(string text, int size) { public string Text => text; public int Size => size; public override bool Equals(object? other) => false; public override int GetHashCode() => 1; }", "Tag { Text = \"\", Size = 0 }")]
    [TestCase("public readonly struct Tag(int size) : System.IEquatable<Tag> { public readonly int Size = size; public bool Equals(Tag other) => Size < 0; public override bool Equals(object? other) => false; public override int GetHashCode() => 1; }", "Tag { Size = 0 }")]
    [TestCase("public sealed class Unit(int code) { public int Code => code; } public sealed class Tag(Unit unit, int[] sizes) { public Unit Unit => unit; public int[] Sizes => sizes; public Tag Self => this; public override bool Equals(object? other) => false; public override int GetHashCode() => 1; }", "Tag { Unit = Unit { Code = 0 }, Sizes = [], Self = Shop.Tag }")]
    [TestCase("public sealed class Tag(int size) { public int Size => size; public override string ToString() => \"a tag\"; public override bool Equals(object? other) => false; public override int GetHashCode() => 1; }", "a tag")]
    [TestCase("public sealed class Tag(int size) { public int Size => size; public int Name => throw new System.InvalidOperationException(\"no name\"); [System.Obsolete(\"x\", true)] public int Old => 1; public IEnumerable<int> All { get { while (true) yield return 1; } } public override bool Equals(object? other) => false; public override int GetHashCode() => 1; }", "Shop.Tag, of which a part cannot be shown: no name")]
    [TestCase("public class Base(int size) { public int Size => size; public readonly List<string?> @class = [\"a\", null]; public decimal? Price => null; public (int, Base?) Pair => (1, null); public System.ReadOnlySpan<char> Span => default; } public sealed class Tag(int size) : Base(size) { public override bool Equals(object? other) => false; public override int GetHashCode() => 1; }", "Tag { Size = 0, class = [\"a\", null], Price = null, Pair = (0, ) }")]
    [TestCase("public sealed record Tag(int Size) { public bool Equals(Tag? other) => false; public override int GetHashCode() => 1; }", "Tag { Size = 0 }")]
    public void A_counterexample_shows_its_parts(string tag, string shown)
    {
        var told = (string)Compiled.With([new PropertiesGenerator()], Compiled.Compile("namespace Shop; " + tag, "using Shop; namespace Shop.Tests; [Properties(typeof(Tag))] public sealed partial class Laws;", RunOne), []).Silent().Run("Entry", "Run")!;

        // Not all of these shrink.
        Assert.That(Regex.Replace(told, @"-?\d+", "0"), Does.Contain($":\n{shown}\nwith exception"));
    }

    [TestCase("public sealed class Bag { private readonly List<int> _items = []; public int Count => _items.Count; public void Add(int item) => _items.Add(item); public bool Remove(int item) => _items.Count > 1 ? false : _items.Remove(item); public void Clear() => _items.Clear(); }", "list", @"Add\(-?\d+\), Add\(-?\d+\), Remove\(-?\d+\)")]
    [TestCase("public sealed class Pile { private readonly List<int> _items = []; public int Count => _items.Count; public void Push(int item) => _items.Add(item); public int Pop() { var last = _items[0]; _items.RemoveAt(0); return last; } }", "stack", @"Push\(-?\d+\), Push\(-?\d+\), Pop\(\)")]
    public void A_counterexample_of_steps_shows_what_they_call(string subject, string model, string shown)
    {
        var law = $"It_does_step_by_step_what_a_{model}_does";
        var type = subject.Split(' ')[3];
        var told = (string)Compiled.With([new PropertiesGenerator()], Compiled.Compile("namespace Shop; " + subject, $"using Shop; namespace Shop.Tests; [Properties(typeof({type}), Also = [\"{law}\"])] public sealed partial class Laws;", RunOne.Replace("Equals_is_reflexive", law, StringComparison.Ordinal)), []).Silent().Run("Entry", "Run")!;

        Assert.That(told, Does.Match($":\n({shown})\nwith exception"));
    }

    [Test]
    public void A_member_more_makes_a_law_more()
    {
        const string fixture = "namespace Shop.Tests; [Properties(typeof(Shop.Money))] public sealed partial class Laws;";
        var before = Compiled.Compile(Money.Replace("public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;", "", StringComparison.Ordinal), fixture);
        var driver = Compiled.Driver([new PropertiesGenerator()], []).RunGenerators(before);
        var old = before.SyntaxTrees.ElementAt(1);
        var after = before.ReplaceSyntaxTree(old, Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(Money, (Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)old.Options, old.FilePath));

        Assert.That(driver.GetRunResult().GeneratedTrees.Single().ToString(), Does.Not.Contain("The_greater_than_operator"));
        Assert.That(driver.RunGenerators(after).GetRunResult().GeneratedTrees.Single().ToString(), Does.Contain("The_greater_than_operator"));
    }

    private static Compiled Of(string subject, string code) => Compiled.WithSubject(new PropertiesGenerator(), subject, "using Shop; namespace Shop.Tests; " + code);

    private static Compiled Without(string[] references, string subject, string code)
    {
        var compilation = Compiled.Compile(subject, "using Shop; namespace Shop.Tests; " + code);
        return Compiled.With([new PropertiesGenerator()], compilation.RemoveReferences(compilation.References.Where(one => references.Contains(Path.GetFileNameWithoutExtension(one.Display)))), []);
    }

    private static string Failures(string subject, string code) => (string)Compiled.With([new PropertiesGenerator()], Compiled.Compile(subject, "using Shop; namespace Shop.Tests; " + code, Run), [new GivenText("/shop/Subject.cs", subject)]).Silent().Run("Entry", "Run")!;
}
