using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Pipeline.Gates;
using CodegenLab.SourceGenerator.Honesty;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Tests.Gates;

public sealed class WeakTestsTests
{
    private const string Nothing = "asserts nothing.";
    private const string NotNull = "asserts only that values are not null.";
    private const string Always = "asserts what is always so.";
    private const string Own = "expects what the code under test itself returns for the same arguments.";

    /// <summary>The rules of CodegenLab.Testing that say the same in the editor.</summary>
    private static readonly Dictionary<string, string> SameRules = new() { [Nothing] = "CGL0001", [NotNull] = "CGL0002", [Always] = "CGL0003", [Own] = "CGL0004" };

    private static readonly string Root = Path.Combine(Path.GetTempPath(), "shop");

    private static readonly ImmutableArray<MetadataReference> Platform = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private const string ShopCode = "namespace Shop; public class Till { public int Add(int a, int b) => a + b; public string Name => \"\"; public static int Twice(int a) => 2 * a; }";

    private static readonly CSharpCompilation Shop = Compile("Shop", ShopCode);

    /// <summary>Frameworks are known by name: these have the names.</summary>
    private const string Frameworks = """
        namespace Xunit
        {
            public class FactAttribute : System.Attribute;
            public static class Assert { public static void Equal<T>(T expected, T actual) { } public static void NotNull(object? value) { } public static void True(bool condition) { } public static T Throws<T>(System.Action action) => default!; }
        }
        namespace Microsoft.VisualStudio.TestTools.UnitTesting
        {
            public class TestMethodAttribute : System.Attribute;
            public class ExpectedExceptionAttribute(System.Type type) : System.Attribute { public System.Type Type => type; }
            public static class Assert { public static void AreEqual(object? a, object? b) { } public static void IsNotNull(object? a) { } public static void IsTrue(bool a) { } public static void Inconclusive() { } }
        }
        namespace Shouldly { public static class Extensions { public static void ShouldBe<T>(this T actual, T expected) { } public static void ShouldNotBeNull<T>(this T actual) { } } }
        namespace FluentAssertions
        {
            public static class Extensions { public static ObjectAssertions Should(this object? actual) => new(); }
            public class ObjectAssertions { public void Be(object? expected) { } public void NotBeNull() { } }
        }
        """;

    [TestCase("NUnit.Framework.Test", "new Till().Add(1, 2);", Nothing)]
    [TestCase("NUnit.Framework.Test", "Assert.That(new Till().Add(1, 2), Is.EqualTo(3));", null)]
    [TestCase("NUnit.Framework.Test", "Assert.That(new Till().Name, Is.Not.Null);", NotNull)]
    [TestCase("NUnit.Framework.Test", "var x = 1; Assert.That(x, Is.EqualTo(x));", Always)]
    [TestCase("NUnit.Framework.Test", "Assert.That(true);", Always)]
    [TestCase("NUnit.Framework.Test", "Assert.That(1 < 2, Is.True);", Always)]
    [TestCase("NUnit.Framework.Test", "Assert.That(Till.Twice(2) > 3, Is.True);", null)]
    [TestCase("NUnit.Framework.Test", "var till = new Till(); var expected = till.Add(1, 2); Assert.That(till.Add(1, 2), Is.EqualTo(expected));", Own)]
    [TestCase("NUnit.Framework.Test", "var till = new Till(); var expected = till.Add(2, 1); Assert.That(till.Add(1, 2), Is.EqualTo(expected));", null)]
    [TestCase("NUnit.Framework.Test", "Assert.That(Till.Twice(1), Is.EqualTo(Till.Twice(1)).Within(1));", Own)]
    [TestCase("NUnit.Framework.Test", "Assert.That(new Till(), Is.EqualTo(new Till()));", null)]
    [TestCase("NUnit.Framework.Test", "Assert.That(() => new Till().Add(1, 2), Throws.Exception);", null)]
    [TestCase("NUnit.Framework.Test", "Assert.Pass();", Nothing)]
    [TestCase("NUnit.Framework.Test", "Assert.Multiple(() => { new Till().Add(1, 2); });", Nothing)]
    [TestCase("NUnit.Framework.Test", "if (new Till().Add(1, 2) != 3) throw new System.Exception();", null)]
    [TestCase("NUnit.Framework.Test", "Assert.That(new Till().Name, Is.Not.Null); Assert.That(new Till().Name, Is.Empty);", null)]
    [TestCase("NUnit.Framework.Test", "Check(new Till().Add(1, 2));", null)]
    [TestCase("NUnit.Framework.Test", "Indirect(new Till().Add(1, 2));", Nothing)]
    [TestCase("NUnit.Framework.Test", "// codegen-lab disable weak-tests: a smoke test\nnew Till().Add(1, 2);", null)]
    [TestCase("NUnit.Framework.Test", "// codegen-lab disable something-else\nnew Till().Add(1, 2);", Nothing)]
    [TestCase("Xunit.Fact", "Xunit.Assert.Equal(3, new Till().Add(1, 2));", null)]
    [TestCase("Xunit.Fact", "Xunit.Assert.Equal(3, 3);", Always)]
    [TestCase("Xunit.Fact", "Xunit.Assert.NotNull(new Till());", NotNull)]
    [TestCase("Xunit.Fact", "Xunit.Assert.True(new Till().Name != null);", NotNull)]
    [TestCase("Xunit.Fact", "Xunit.Assert.Throws<System.Exception>(() => { new Till(); });", null)]
    [TestCase("Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod", "var x = new Till().Name; Microsoft.VisualStudio.TestTools.UnitTesting.Assert.AreEqual(x, x);", Always)]
    [TestCase("Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod", "Microsoft.VisualStudio.TestTools.UnitTesting.Assert.Inconclusive();", null)]
    [TestCase("Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod, Microsoft.VisualStudio.TestTools.UnitTesting.ExpectedException(typeof(System.Exception))", "new Till();", null)]
    [TestCase("Xunit.Fact", "new Till().Name.ShouldBe(\"\");", null)]
    [TestCase("Xunit.Fact", "new Till().Name.ShouldNotBeNull();", NotNull)]
    [TestCase("Xunit.Fact", "var x = new Till().Name; x.ShouldBe(x);", Always)]
    [TestCase("Xunit.Fact", "Till.Twice(1).Should();", Nothing)]
    [TestCase("Xunit.Fact", "Till.Twice(1).Should().Be(2);", null)]
    [TestCase("Xunit.Fact", "new Till().Should().NotBeNull();", NotNull)]
    [TestCase("Xunit.Fact", "Till.Twice(1).Should().Be(Till.Twice(1));", Own)]
    [TestCase("System.Obsolete", "new Till().Add(1, 2);", null)]
    public void A_test_is_weak_when_no_assertion_of_it_can_fail(string attribute, string body, string? complaint)
    {
        var tests = Compile("Shop.Tests", $$"""
            using NUnit.Framework; using Shop; using Shouldly; using FluentAssertions;
            public class TillTests
            {
                [{{attribute}}] public void Test() { {{body}}
                }
                private static void Check(int value) => Assert.That(value, Is.EqualTo(3));
                private static void Indirect(int value) => Check(value);
            }
            """, Frameworks);
        Assert.That(tests.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);

        var found = new WeakTests(new HashSet<string> { "Shop" }, Root).Find("Shop.Tests", tests);

        Assert.That(found.Select(finding => finding.Message), Is.EqualTo(complaint is null ? Array.Empty<string>() : ["TillTests.Test " + complaint]));
        Assert.That(found, Has.All.Matches<Finding>(finding => finding is { Path: "Shop.Tests0.cs", Line: 4, Kind: FindingKind.WeakTest }));
        Assert.That(Diagnosed(tests, new WeakTestAnalyzer()), Is.EqualTo(complaint is null ? Array.Empty<string>() : [SameRules[complaint]]), "The package for test projects means the same.");
    }

    [Test]
    public void A_value_that_a_test_returns_is_expected_by_its_attribute() =>
        Assert.That(
            new WeakTests(new HashSet<string> { "Shop" }, Root).Find("Shop.Tests", Compile("Shop.Tests", "public class T { [NUnit.Framework.TestCase(1, ExpectedResult = 2)] public int Test(int a) => Shop.Till.Twice(a); }")),
            Is.Empty);

    [Test]
    public void A_comment_at_the_class_is_for_all_its_tests() =>
        Assert.That(
            new WeakTests(new HashSet<string> { "Shop" }, Root).Find("Shop.Tests", Compile("Shop.Tests", "// codegen-lab disable all\npublic class T { [NUnit.Framework.Test] public void Test() { } }")),
            Is.Empty);

    [Test]
    public void A_generated_test_is_stale_when_the_code_of_its_subject_was_changed()
    {
        var sealedTests = Generated(SubjectCode.Of(Shop, "Shop.Till"));

        Assert.Multiple(() =>
        {
            Assert.That(Stale(sealedTests, Shop), Is.Empty);
            Assert.That(Stale(sealedTests, Compile("Shop", "namespace Shop;\n\n/// <summary>Now with words.</summary>\npublic class Till {\n public int Add(int a, int b) => a+b; // and layout\n#region and\n public string Name => \"\";\n#endregion\npublic static int Twice(int a) => 2 * a; }")), Is.Empty);
            Assert.That(Stale(sealedTests, Compile("Shop", "namespace Shop; public class Till { public int Add(int a, int b) => a - b; }")), Is.EqualTo(new[] { "Shop.Till was changed since these tests were generated." }));
            Assert.That(Stale(sealedTests, Compile("Shop", "")), Is.EqualTo(new[] { "Shop.Till is gone since these tests were generated." }));
            Assert.That(Stale(sealedTests + "// edited\n", Compile("Shop", "")), Is.Empty);
            Assert.That(Stale(Generated(null), Compile("Shop", "")), Is.Empty);
            Assert.That(Diagnosed(Compile("Shop.Tests", sealedTests, ShopCode), new StaleTestAnalyzer()), Is.Empty);
            Assert.That(Diagnosed(Compile("Shop.Tests", sealedTests, ShopCode.Replace("2 * a", "3 * a", StringComparison.Ordinal)), new StaleTestAnalyzer()), Is.EqualTo(new[] { "CGL0010" }));
        });
    }

    [Test]
    public void Code_is_the_same_whatever_symbols_are_defined_and_in_whatever_order_its_parts_stand()
    {
        const string First = "namespace Shop; public partial class Till {\n#if DEBUG\n int a;\n#else\n int b;\n#endif\n}";
        const string Second = "namespace Shop; public partial class Till { int c; }";
        var debug = SubjectCode.Of(Compile("Shop", new CSharpParseOptions(preprocessorSymbols: ["DEBUG"]), First, Second), "Shop.Till");

        Assert.That(debug, Is.EqualTo(SubjectCode.Of(Compile("Shop", Second, First), "Shop.Till")).And.Length.EqualTo(16));
    }

    private static IEnumerable<string> Diagnosed(Compilation tests, DiagnosticAnalyzer analyzer) =>
        tests.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().Select(told => told.Id);

    private static string Generated(string? code) =>
        GeneratedHeader.Seal(new GeneratedHeader("1.0", 1, "Shop.Till", 1, 1, 1, null, code).Write() + "\npublic class TillTests;\n");

    private static IEnumerable<string> Stale(string tests, Compilation subject) => new StaleTests([subject], Root).Find("Shop.Tests", Compile("Shop.Tests", tests)).Select(finding => finding.Message);

    private static CSharpCompilation Compile(string name, params string[] sources) => Compile(name, CSharpParseOptions.Default, sources);

    private static CSharpCompilation Compile(string name, CSharpParseOptions options, params string[] sources) => CSharpCompilation.Create(
        name,
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, Path.Combine(Root, FormattableString.Invariant($"{name}{index}.cs")))),
        [.. Platform, .. name == "Shop" ? Array.Empty<MetadataReference>() : [Shop.ToMetadataReference()]],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
