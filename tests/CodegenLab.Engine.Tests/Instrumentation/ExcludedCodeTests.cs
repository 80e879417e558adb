using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Tests.Instrumentation;

public sealed class ExcludedCodeTests
{
    private const string Using = "using System.Diagnostics.CodeAnalysis; ";

    [TestCase("class C { [ExcludeFromCodeCoverage] int A() => 1; int B() => 2; }", "1", TestName = "At a method")]
    [TestCase("[ExcludeFromCodeCoverage] class C { int A() => 1; class D { int B() => 2; } } class E { int F() => 3; }", "12", TestName = "At a class, with what is in it")]
    [TestCase("class C { int A { [ExcludeFromCodeCoverageAttribute] get => 1; init => _ = 2; } }", "1", TestName = "At an accessor")]
    [TestCase("class C { void A() { [System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage] int B() => 1; var c = [ExcludeFromCodeCoverage(Justification = \"why\")] () => 2; _ = 3; } }", "12", TestName = "At a local function and a lambda")]
    [TestCase("[assembly: ExcludeFromCodeCoverage] class C { int A() => 1; }", "1", TestName = "At the assembly")]
    [TestCase("[System.Obsolete] class C { int A() => 1; }", "", TestName = "Nowhere")]
    public void Is_what_the_attribute_stands_at(string source, string excluded) => Assert.That(Excluded(Using + source), Is.EqualTo(excluded));

    [Test]
    public void Is_every_part_of_a_type() =>
        Assert.That(Excluded("partial class C { int A() => 1; }", Using + "[ExcludeFromCodeCoverage] partial class C { }"), Is.EqualTo("1"));

    /// <summary>The numbers in the first file that are excluded.</summary>
    private static string Excluded(params string[] sources)
    {
        var compilation = SampleCompilation.Of(sources);
        var tree = compilation.SyntaxTrees[0];
        var excluded = ExcludedCode.In(tree, compilation);
        return string.Concat(tree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().Where(number => number.Token.Value is int && excluded.Contains(number.Span)));
    }
}
