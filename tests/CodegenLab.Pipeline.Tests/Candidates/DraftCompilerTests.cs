using System.Collections.Immutable;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Tests.Candidates;

/// <summary>Mistakes that models make, in drafts for a small subject.</summary>
public sealed class DraftCompilerTests
{
    private const string Subject = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        namespace Shop.Pricing
        {
            public enum Kind { Plain, Gift }
            public sealed class Timer { public int Ticks => 1; }
            public sealed class Price(decimal amount, string? label)
            {
                public decimal Amount => amount;
                public string? Label => label;
                public byte Level { get; set; }
                public Task<int> CountAsync() => Task.FromResult(1);
                public static Price Parse(string text) => new(decimal.Parse(text), null);
                internal int Hidden => 1;
            }
        }
        namespace Shop.Words
        {
            public static class PriceWords { public static string InWords(this Shop.Pricing.Price price) => "much"; }
        }
        """;

    /// <summary>Of NUnit 4.6, where lambdas fit two overloads.</summary>
    private const string TwoDelegates = """
        using System;
        using System.Threading.Tasks;
        namespace NUnit.Framework
        {
            public sealed class TestAttribute : Attribute;
            public sealed class TestFixtureAttribute : Attribute;
            public delegate void TestDelegate();
            public delegate Task AsyncTestDelegate();
            public static class Throws
            {
                public static Constraints.IResolveConstraint Nothing => null!;
                public static Constraints.IResolveConstraint TypeOf<T>() => null!;
            }
            public static class Is
            {
                public static Constraints.IResolveConstraint EqualTo(object value) => null!;
            }
            public static class Assert
            {
                public static void That<T>(T actual, Constraints.IResolveConstraint expression) { }
                public static void That<T>(Constraints.ActualValueDelegate<T> code, Constraints.IResolveConstraint expression) { }
                public static void That<T>(Func<T> code, Constraints.IResolveConstraint expression) { }
                public static T Throws<T>(TestDelegate code) => default!;
                public static T Throws<T>(Action code) => default!;
                public static void Multiple(TestDelegate code) { }
                public static void Multiple(Action code) { }
            }
        }
        namespace NUnit.Framework.Constraints
        {
            public interface IResolveConstraint;
            public delegate T ActualValueDelegate<T>();
        }
        """;

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "nunit.framework.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpCompilation Basis = Compile("ShopTests", CSharpSyntaxTree.ParseText("global using System; global using System.Threading.Tasks;"))
        .AddReferences(Compile("Shop", CSharpSyntaxTree.ParseText(Subject)).ToMetadataReference());

    /// <summary>Rule, statement that is wrong, statement as it is repaired.</summary>
    [TestCase("missing using", "Assert.That(Price.Parse(\"1\").Amount, Is.EqualTo(1));", "Assert.That(Price.Parse(\"1\").Amount, Is.EqualTo(1));")]
    [TestCase("missing using", "Assert.That(Shop.Pricing.Price.Parse(\"1\").InWords(), Is.EqualTo(\"much\"));", "Assert.That(Shop.Pricing.Price.Parse(\"1\").InWords(), Is.EqualTo(\"much\"));")]
    [TestCase("missing using", "Assert.That(new[] { 1 }.First(), Is.EqualTo(1));", "Assert.That(new[] { 1 }.First(), Is.EqualTo(1));")]
    [TestCase("ambiguous name", "Assert.That(new Timer().Ticks, Is.EqualTo(1));", "Assert.That(new global::Shop.Pricing.Timer().Ticks, Is.EqualTo(1));", "using Shop.Pricing; using System.Threading;")]
    [TestCase("kind of number", "var price = new Shop.Pricing.Price(1.5, \"a\"); Assert.That(price.Amount, Is.Positive);", "var price = new Shop.Pricing.Price(1.5m, \"a\"); Assert.That(price.Amount, Is.Positive);")]
    [TestCase("kind of number", "decimal half = 0.5; Assert.That(half, Is.Positive);", "decimal half = 0.5m; Assert.That(half, Is.Positive);")]
    [TestCase("missing cast", "int number = 3; var price = Shop.Pricing.Price.Parse(\"1\"); price.Level = number; Assert.That(price.Level, Is.EqualTo(3));", "int number = 3; var price = Shop.Pricing.Price.Parse(\"1\"); price.Level = (byte)number; Assert.That(price.Level, Is.EqualTo(3));")]
    [TestCase("null that is meant", "Assert.That(() => Shop.Pricing.Price.Parse(null), Throws.ArgumentNullException);", "Assert.That(() => Shop.Pricing.Price.Parse(null!), Throws.ArgumentNullException);")]
    [TestCase("null that is meant", "var known = ((object)null) is string; Assert.That(known, Is.False);", "var known = ((object)null!) is string; Assert.That(known, Is.False);")]
    [TestCase("null that is meant", "int? length = Shop.Pricing.Price.Parse(\"1\").Label?.Length; Assert.That(length.Value, Is.Zero);", "int? length = Shop.Pricing.Price.Parse(\"1\").Label?.Length; Assert.That(length!.Value, Is.Zero);")]
    [TestCase("null that is meant", "Assert.That(Shop.Pricing.Price.Parse(\"1\").Label.Length, Is.Zero);", "Assert.That(Shop.Pricing.Price.Parse(\"1\").Label!.Length, Is.Zero);")]
    [TestCase("classic assertion", "Assert.AreEqual(1, Shop.Pricing.Price.Parse(\"1\").Amount);", "Assert.That(Shop.Pricing.Price.Parse(\"1\").Amount, Is.EqualTo(1));")]
    [TestCase("classic assertion", "Assert.AreEqual(0.3, 0.1 + 0.2, 1e-9);", "Assert.That(0.1 + 0.2, Is.EqualTo(0.3).Within(1e-9));")]
    [TestCase("classic assertion", "Assert.IsTrue(1 < 2, \"order\");", "Assert.That(1 < 2, Is.True, \"order\");")]
    [TestCase("classic assertion", "Assert.Equal(1, Shop.Pricing.Price.Parse(\"1\").Amount);", "Assert.That(Shop.Pricing.Price.Parse(\"1\").Amount, Is.EqualTo(1));")]
    [TestCase("classic assertion", "StringAssert.StartsWith(\"a\", \"abc\");", "Assert.That(\"abc\", Does.StartWith(\"a\"));")]
    [TestCase("classic assertion", "Assert.ThrowsException<FormatException>(() => Shop.Pricing.Price.Parse(\"x\"));", "Assert.Throws<FormatException>(() => Shop.Pricing.Price.Parse(\"x\"));")]
    public void A_mistake_is_repaired_by_its_rule(string rule, string statement, string repaired, string usings = "")
    {
        var candidate = Only(Draft(usings, $"[Test] public void Works() {{ {statement} }}"));

        Assert.Multiple(() =>
        {
            Assert.That(candidate.Repairs, Is.EqualTo(new[] { rule }));
            Assert.That(candidate.Removed, Is.Empty);
            Assert.That(candidate.Source, Does.Contain($"[Test] public void Works() {{ {repaired} }}"));
            Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Works" }));
        });
    }

    [Test]
    public void What_awaits_becomes_asynchronous()
    {
        var candidate = Only(Draft("", "[Test] public void Counts() { Assert.That(await Shop.Pricing.Price.Parse(\"1\").CountAsync(), Is.EqualTo(1)); }"));

        Assert.That(candidate.Source, Does.Contain("[Test] public async System.Threading.Tasks.Task Counts() {"));
        Assert.That(candidate.Repairs, Is.EqualTo(new[] { "missing async" }));
    }

    [Test]
    public void Tests_for_another_framework_are_translated()
    {
        var candidate = Only("""
            using Xunit;
            public class PriceTests
            {
                [Fact] public void Parses() => Assert.Equal(1m, Shop.Pricing.Price.Parse("1").Amount);
                [Theory]
                [InlineData("1")]
                public void Positive(string text) => Assert.True(Shop.Pricing.Price.Parse(text).Amount > 0);
            }
            """);

        Assert.That(candidate.Removed, Is.Empty);
        Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Parses", "Positive" }));
        Assert.That(candidate.Source, Does.Contain("using NUnit.Framework;").And.Contains("[Test]").And.Contains("[TestCase(\"1\")]").And.Not.Contains("Theory"));
    }

    [Test]
    public void The_second_of_two_tests_with_one_name_gets_a_number()
    {
        var candidate = Only(Draft("", "[Test] public void Same() { Assert.That(1, Is.EqualTo(1)); } [Test] public void Same() { Assert.That(2, Is.EqualTo(2)); }"));

        Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Same", "Same_2" }));
    }

    [Test]
    public void What_cannot_be_repaired_goes_alone_and_with_the_reason()
    {
        var candidate = Only(Draft(
            "using Shop.Pricing;",
            "[Test] public void Good() { Assert.That(Price.Parse(\"1\").Amount, Is.EqualTo(1)); } [Test] public void Bad() { Assert.That(Price.Parse(\"1\").Currency, Is.Null); } [Test] public void Internal() { Assert.That(Price.Parse(\"1\").Hidden, Is.EqualTo(1)); }"));

        Assert.Multiple(() =>
        {
            Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Good" }));
            Assert.That(candidate.Removed.Select(member => (member.Name, member.Complaints.Single().Code)), Is.EqualTo(new[] { ("Bad", "CS1061"), ("Internal", "CS0122") }));
            Assert.That(candidate.Removed[0].Complaints[0].Message, Does.StartWith("'Price' does not contain a definition for 'Currency'"));
        });
    }

    /// <summary>The test project's namespace decides what a name means, and a draft cannot know it.</summary>
    [TestCase("new Price(1m, null).Amount")]
    [TestCase("Price.Parse(\"1\").Amount")]
    [TestCase("new Price[] { new(1m, null) }[0].Amount")]
    public void A_type_that_a_namespace_hides_is_spelt_out(string expression)
    {
        var candidate = Only($"using NUnit.Framework; using Shop.Pricing;\nnamespace Price.Tests\n{{\n    public class PriceTests {{ [Test] public void Works() {{ Assert.That({expression}, Is.EqualTo(1)); }} }}\n}}\n");

        Assert.Multiple(() =>
        {
            Assert.That(candidate.Repairs, Is.EqualTo(new[] { "name of a namespace" }));
            Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Works" }));
            Assert.That(candidate.Source, Does.Contain(expression.Replace("Price.", "global::Shop.Pricing.Price.", StringComparison.Ordinal).Replace("new Price", "new global::Shop.Pricing.Price", StringComparison.Ordinal)));
        });
    }

    /// <summary>C# before 13 does not know which of two overloads NUnit prefers.</summary>
    [TestCase("Assert.That(() => Price.Parse(\"x\"), Throws.TypeOf<FormatException>());", "Assert.That(new System.Func<global::Shop.Pricing.Price>(() => Price.Parse(\"x\")), Throws.TypeOf<FormatException>());")]
    [TestCase("Assert.That(() => Colors()[0], Throws.Nothing); } private enum Color { Red } private static Color[] Colors() { return [];", "Assert.That(new System.Func<Color>(() => Colors()[0]), Throws.Nothing);", TestName = "A type of the draft, whose class will have another name")]
    [TestCase("Assert.That(async () => await Price.Parse(\"1\").CountAsync(), Throws.Nothing);", "Assert.That(new System.Func<global::System.Threading.Tasks.Task<int>>(async () => await Price.Parse(\"1\").CountAsync()), Throws.Nothing);")]
    [TestCase("Assert.Throws<FormatException>(() => Price.Parse(\"x\"));", "Assert.Throws<FormatException>(new System.Action(() => Price.Parse(\"x\")));")]
    [TestCase("Assert.Multiple(() => { Assert.That(1, Is.EqualTo(1)); });", "Assert.Multiple(new System.Action(() => { Assert.That(1, Is.EqualTo(1)); }));")]
    public void An_older_language_gets_the_delegate_by_name(string statement, string repaired)
    {
        var older = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp12);
        var nunit = Basis.References.Where(reference => reference.Display?.EndsWith("nunit.framework.dll", StringComparison.Ordinal) == true);
        var basis = Basis.RemoveReferences(nunit).AddReferences(Compile("nunit.framework", CSharpSyntaxTree.ParseText(TwoDelegates)).ToMetadataReference())
            .RemoveAllSyntaxTrees().AddSyntaxTrees(Basis.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), older)));

        var candidate = Compiled(basis, [], Draft("using Shop.Pricing;", $"[Test] public void Works() {{ {statement} }}")).Single();

        Assert.Multiple(() =>
        {
            Assert.That(candidate.Repairs, Is.EqualTo(new[] { "lambda for two delegates" }));
            Assert.That(candidate.Removed, Is.Empty);
            Assert.That(candidate.Source, Does.Contain(repaired));
        });
    }

    [Test]
    public void With_a_helper_goes_what_uses_it()
    {
        var candidate = Only(Draft("", "private static int Make() => Nowhere.Value; [Test] public void Uses() { Assert.That(Make(), Is.Zero); } [Test] public void Stands() { Assert.That(1, Is.EqualTo(1)); }"));

        Assert.That(candidate.Removed.Select(member => member.Name), Is.EqualTo(new[] { "Make", "Uses" }));
        Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Stands" }));
    }

    [Test]
    public void A_type_that_cannot_stand_goes_with_its_bad_members()
    {
        var candidate = Only("public class Bad : Nowhere { [NUnit.Framework.Test] public void A() { Nothing(); } }\npublic class Good { [NUnit.Framework.Test] public void B() { } }");

        Assert.That(candidate.Source, Does.Not.Contain("Bad").And.Contains("class Good"));
    }

    [TestCase("")]
    [TestCase("I am sorry, I cannot do that.")]
    [TestCase("public class T { [Test] public void M( }")]
    [TestCase("namespace A { class B { } } } } }")]
    public void What_is_no_code_gives_a_candidate_without_tests(string text) => Assert.That(Only(text).TestMethods, Is.Empty);

    /// <summary>Whatever comes in, what comes out builds.</summary>
    [Test]
    public void All_candidates_build_together()
    {
        string[] drafts =
        [
            Draft("using Shop.Pricing;", "[Test] public void A() { Assert.AreEqual(1, Price.Parse(\"1\").Amount); }", "First"),
            Draft("", "[Test] public void B() { Assert.That(Nothing.At.All, Is.Null); }", "Second"),
            "using Xunit; public class Third { [Fact] public void C() => Assert.Null(Shop.Pricing.Price.Parse(null).Label); }",
            "no code at all { }",
        ];

        var candidates = Compiled(Basis, [], drafts);

        var built = Basis.AddSyntaxTrees(candidates.Select(candidate => CSharpSyntaxTree.ParseText(candidate.Source)));
        Assert.That(built.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        Assert.That(candidates.Select(candidate => string.Join(',', candidate.TestMethods)), Is.EqualTo(new[] { "A", "", "C", "" }));
    }

    /// <summary>What the compiler is content with, and NUnit does not run or its analyzers would write otherwise.</summary>
    [TestCase("[Test] public async void Works() { await Task.Yield(); Assert.That(new Price(1, null).Level, Is.EqualTo(0)); }", "form of a test method", "async System.Threading.Tasks.Task Works()")]
    [TestCase("[Test] private void Works() { Assert.That(new Price(1, null).Level, Is.EqualTo(0)); }", "form of a test method", "public void Works()")]
    [TestCase("[Test] void Works() { Assert.That(new Price(1, null).Level, Is.EqualTo(0)); }", "form of a test method", "public void Works()")]
    [TestCase("[TestCaseSource(nameof(Levels))] public void Works(int level) { Assert.That(level, Is.EqualTo(1)); } private IEnumerable<int> Levels() => [1];", "form of a test method", "private static IEnumerable<int> Levels()")]
    [TestCase("[Test] public void Works() { Assert.ThatAsync(() => Task.FromResult(1), Is.EqualTo(1)); }", "form of a test method,missing async", "await Assert.ThatAsync(")]
    [TestCase("[Test] public void Works() { var price = new Price(1, null); Assert.That(1m, Is.EqualTo(price.Amount)); }", "expected and actual swapped", "Assert.That(price.Amount, Is.EqualTo(1m))")]
    [TestCase("[Test] public void Works() { NUnit.Framework.Legacy.ClassicAssert.AreEqual(1m, new Price(1, null).Amount); }", "classic assertion", "Assert.That(new Price(1, null).Amount, Is.EqualTo(1m))")]
    public void What_NUnit_s_analyzers_find_is_put_right(string member, string repairs, string repaired)
    {
        var candidate = Compiled(Basis.AddReferences(Legacy), Analyzers, Draft("using System.Collections.Generic; using System.Threading.Tasks; using Shop.Pricing;", member)).Single();

        Assert.Multiple(() =>
        {
            Assert.That(string.Join(',', candidate.Repairs), Is.EqualTo(repairs));
            Assert.That(candidate.Removed, Is.Empty);
            Assert.That(candidate.Source, Does.Contain(repaired));
            Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Works" }));
        });
    }

    [TestCase("[TestCase(1)] public void Bad(int a, int b) { Assert.That(a, Is.EqualTo(b)); }", "NUnit1003")]
    [TestCase("[TestCase(\"x\")] public void Bad(int a) { Assert.That(a, Is.EqualTo(1)); }", "NUnit1001")]
    [TestCase("[Test] public int Bad() => 1;", "NUnit1007")]
    [TestCase("[TestCaseSource(\"None\")] public void Bad(int a) { Assert.That(a, Is.EqualTo(1)); }", "NUnit1011")]
    [TestCase("[Test] public void Bad() { Assert.That(\"a\".Length, Is.Null); }", "NUnit2023")]
    public void What_NUnit_s_analyzers_call_an_error_costs_the_test_and_no_other(string member, string code)
    {
        var draft = Draft("", $"{member} [Test] public void Good() {{ var text = \"a\"; Assert.That(text.Length, Is.EqualTo(1)); }}");

        var candidate = Compiled(Basis, Analyzers, draft).Single();

        Assert.Multiple(() =>
        {
            Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Good" }));
            Assert.That(candidate.Sound, Is.EqualTo(new[] { "Good" }));
            Assert.That(candidate.Removed.Single().Complaints.Select(complaint => complaint.Code), Does.Contain(code));
            Assert.That(Compiled(Basis, [], draft).Single().TestMethods, Has.Length.EqualTo(2), "without the analyzers");
        });
    }

    private static MetadataReference Legacy { get; } = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "nunit.framework.legacy.dll"));

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = DraftAnalyzers.Of([Path.Combine(AppContext.BaseDirectory, "nunit.analyzers.dll")], Path.GetTempPath());

    private static ImmutableArray<Candidate> Compiled(CSharpCompilation basis, ImmutableArray<DiagnosticAnalyzer> analyzers, params string[] drafts) =>
        new DraftCompiler(basis, analyzers).CompileAsync(drafts, default).GetAwaiter().GetResult();

    private static Candidate Only(string draft) => Compiled(Basis, [], draft).Single();

    private static string Draft(string usings, string members, string name = "PriceTests") => $"using NUnit.Framework; {usings}\n[TestFixture]\npublic class {name}\n{{\n    {members}\n}}\n";

    private static CSharpCompilation Compile(string name, params SyntaxTree[] trees) =>
        CSharpCompilation.Create(name, trees, Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
