using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Candidates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Candidates;

/// <summary>Drafts that speak another framework's language than the test project, whose framework is written down here as far as it takes.</summary>
public sealed class OtherFrameworksTests
{
    private const string XUnit = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading.Tasks;
        namespace Xunit
        {
            public class FactAttribute : Attribute;
            public sealed class TheoryAttribute : FactAttribute;
            [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)] public sealed class InlineDataAttribute(params object[] data) : Attribute { public object[] Data => data; }
            public static class Assert
            {
                public static void Equal<T>(T expected, T actual) { }
                public static void NotNull(object value) { }
                public static void True(bool condition) { }
                public static void False(bool condition) { }
                public static void Contains(string expected, string actual) { }
                public static void Empty(System.Collections.IEnumerable items) { }
                public static T Throws<T>(Action code) => default!;
                public static T ThrowsAny<T>(Action code) => default!;
                public static Task<T> ThrowsAsync<T>(Func<Task> code) => null!;
            }
        }
        """;

    private const string MSTest = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading.Tasks;
        namespace Microsoft.VisualStudio.TestTools.UnitTesting
        {
            public sealed class TestClassAttribute : Attribute;
            public class TestMethodAttribute : Attribute;
            public sealed class TestInitializeAttribute : Attribute;
            [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)] public sealed class DataRowAttribute(params object[] data) : Attribute { public object[] Data => data; }
            public static class StringAssert { public static void Contains(string value, string part) { } }
            public static class Assert
            {
                public static void AreEqual<T>(T expected, T actual) { }
                public static void IsNotNull(object value) { }
                public static void IsTrue(bool condition) { }
                public static void IsFalse(bool condition) { }
                public static T ThrowsExactly<T>(Action code) => default!;
                public static T Throws<T>(Action code) => default!;
                public static Task<T> ThrowsExactlyAsync<T>(Func<Task> code) => null!;
            }
        }
        """;

    private const string Body = "Assert.That(1 + 1, Is.EqualTo(2)); Assert.That(\"a\", Is.Not.Null); Assert.That(\"abc\", Does.Contain(\"b\")); Assert.That(3, Is.GreaterThan(2)); Assert.That(() => int.Parse(\"\"), Throws.TypeOf<FormatException>()); Assert.That(true);";

    [Test]
    public async Task NUnit_is_read_as_xUnit()
    {
        var candidate = await OnlyAsync(TestFramework.XUnit, $"using NUnit.Framework; public class A {{ private int _n; [SetUp] public void Before() {{ _n = 1; }} [Test, Category(\"x\")] public void B() {{ {Body} }} [TestCase(1)] [TestCase(2)] public void C(int n) {{ Assert.AreEqual(n, n); }} }}");

        Assert.Multiple(() =>
        {
            Assert.That(candidate.Removed, Is.Empty);
            Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "B", "C" }));
            Assert.That(candidate.Sound, Is.Empty);
            Assert.That(candidate.Source, Does.Contain("public A() { _n = 1; }").And.Contain("[Theory]\n[InlineData(1)]\n[InlineData(2)]\npublic void C(int n) { Assert.Equal(n, n); }"));
            Assert.That(candidate.Source, Does.Contain("Assert.Equal(2, 1 + 1); Assert.NotNull(\"a\"); Assert.Contains(\"b\", \"abc\"); Assert.True(3 > 2); Assert.Throws<FormatException>(() => int.Parse(\"\")); Assert.True(true);"));
        });
    }

    [Test]
    public async Task NUnit_is_read_as_MSTest()
    {
        var candidate = await OnlyAsync(TestFramework.MSTest, $"using NUnit.Framework; [TestClass] public class A {{ private int _n; [SetUp] public void Before() {{ _n = 1; }} [Test] public void B() {{ {Body} }} [TestCase(1)] public void C(int n) {{ Assert.AreEqual(n, _n); }} }}");

        Assert.Multiple(() =>
        {
            Assert.That(candidate.Removed, Is.Empty);
            Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "B", "C" }));
            Assert.That(candidate.Source, Does.Contain("[TestInitialize] public void Before()").And.Contain("[TestMethod]\n[DataRow(1)]\npublic void C(int n)"));
            Assert.That(candidate.Source, Does.Contain("Assert.AreEqual(2, 1 + 1); Assert.IsNotNull(\"a\"); StringAssert.Contains(\"abc\", \"b\"); Assert.IsTrue(3 > 2); Assert.ThrowsExactly<FormatException>(() => int.Parse(\"\")); Assert.IsTrue(true);"));
        });
    }

    [TestCase(TestFramework.XUnit, "using Microsoft.VisualStudio.TestTools.UnitTesting; public class A { [TestMethod] public void B() => Assert.AreEqual(2, 1 + 1); }", "[Fact]\npublic void B() => Assert.Equal(2, 1 + 1);")]
    [TestCase(TestFramework.MSTest, "using Xunit; [TestClass] public class A { [Theory, InlineData(1)] public void B(int n) => Assert.Equal(n, 1); }", "[TestMethod]\n[DataRow(1)]\npublic void B(int n) => Assert.AreEqual(n, 1);")]
    [TestCase(TestFramework.XUnit, "public class A { [Fact] public void B() => Assert.DoesNotThrow(() => int.Parse(\"1\")); }", "[Fact] public void B() => int.Parse(\"1\");")]
    public async Task The_others_are_read_as_well(TestFramework framework, string draft, string repaired)
    {
        var candidate = await OnlyAsync(framework, draft);

        Assert.That(candidate.Source, Does.Contain(repaired), string.Join('\n', candidate.Removed.SelectMany(removed => removed.Complaints)));
        Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "B" }));
    }

    /// <summary>NUnit's wait by themselves; here nobody would.</summary>
    [TestCase(TestFramework.XUnit, "[Fact] public void B() { Assert.ThrowsAsync<FormatException>(() => Task.CompletedTask); }", "[Fact] public async System.Threading.Tasks.Task B() { await Assert.ThrowsAsync<FormatException>(() => Task.CompletedTask); }")]
    [TestCase(TestFramework.XUnit, "[Fact] public void B() => Assert.ThrowsAsync<FormatException>(() => Task.CompletedTask);", "[Fact] public async System.Threading.Tasks.Task B() => await Assert.ThrowsAsync<FormatException>(() => Task.CompletedTask);")]
    [TestCase(TestFramework.XUnit, "[Fact] public Task B() => Assert.ThrowsAsync<FormatException>(() => Task.CompletedTask);", "[Fact] public Task B() => Assert.ThrowsAsync<FormatException>(() => Task.CompletedTask);")]
    [TestCase(TestFramework.MSTest, "[TestMethod] public async Task B() { Assert.ThrowsExactlyAsync<FormatException>(() => Task.CompletedTask); }", "[TestMethod] public async Task B() { await Assert.ThrowsExactlyAsync<FormatException>(() => Task.CompletedTask); }")]
    public async Task An_assertion_is_waited_for(TestFramework framework, string test, string awaited) =>
        Assert.That((await OnlyAsync(framework, $"using Xunit; public class A {{ {test} }}")).Source, Does.Contain(awaited));

    private static async Task<Candidate> OnlyAsync(TestFramework framework, string draft)
    {
        var basis = CSharpCompilation.Create("Tests", [CSharpSyntaxTree.ParseText(framework == TestFramework.XUnit ? XUnit : MSTest)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.That(basis.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return (await new DraftCompiler(basis, [], framework).CompileAsync([draft], default)).Single();
    }

    private static MetadataReference[] References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
