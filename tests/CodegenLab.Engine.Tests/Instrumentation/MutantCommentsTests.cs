using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Tests.Instrumentation;

public sealed class MutantCommentsTests
{
    private const string Usual = "Ignored by a comment in the code.";

    [Test]
    public void Holds_from_the_comment_to_the_end_of_the_block() =>
        Assert.That(Ruled("A(); { B(); // Stryker disable all\nC(); D(); } E();"), Is.EqualTo("CD"));

    [Test]
    public void Once_holds_for_the_next_statement() =>
        Assert.That(Ruled("A();\n// Stryker disable once all : why\nif (F) { B(); }\nC();"), Is.EqualTo("B"));

    [Test]
    public void Once_holds_for_a_part_of_an_expression() =>
        Assert.That(Ruled("A(B() +\n// Stryker disable once all\nC() + D());"), Is.EqualTo("C"));

    [Test]
    public void Restoring_ends_it() =>
        Assert.That(Ruled("// codegen-lab disable\nA();\n// codegen-lab restore\nB();"), Is.EqualTo("A"));

    [Test]
    public void Restoring_one_mutator_leaves_the_others() =>
        Assert.That(Ruled("// codegen-lab disable\nA();\n// codegen-lab restore String, Linq\nB();", "String"), Is.EqualTo("A"));

    [Test]
    public void A_comment_before_a_member_is_about_the_member() =>
        Assert.That(Ruled("A(); }\n// Stryker disable all\nvoid N() { B(); }\nvoid O() { C();"), Is.EqualTo("B"));

    [TestCase("Stryker disable Statement", "Statement removal")]
    [TestCase("Stryker disable block,NullCoalescing", "Null coalescing")]
    [TestCase("Stryker disable block,NullCoalescing", "Block removal")]
    [TestCase("codegen-lab disable statement removal", "Statement removal")]
    [TestCase("CODEGEN-LAB DISABLE Switch arm : why", "Switch arm")]
    public void Names_are_ours_and_Strykers(string comment, string mutator) =>
        Assert.Multiple(() =>
        {
            Assert.That(Ruled($"// {comment}\nA();", mutator), Is.EqualTo("A"));
            Assert.That(Ruled($"// {comment}\nA();", "Equality"), Is.Empty);
        });

    [TestCase("// Stryker disable once all: logs only", "logs only")]
    [TestCase("/* Stryker disable once all : logs only */", "logs only")]
    [TestCase("// Stryker disable once all", Usual)]
    [TestCase("// codegen-lab disable", Usual)]
    [TestCase("// codegen-lab disable : see: there", "see: there")]
    public void The_reason_is_told(string comment, string reason)
    {
        var root = CSharpSyntaxTree.ParseText($"class C {{ void M() {{ {comment}\nA(); }} }}").GetRoot();

        Assert.That(MutantComments.In(root).ReasonFor(root.DescendantNodes().OfType<InvocationExpressionSyntax>().Single(), "Linq"), Is.EqualTo(reason));
    }

    [TestCase("// Stryker is not here")]
    [TestCase("// see codegen-lab disable")]
    [TestCase("// Stryker disabled")]
    public void Other_comments_are_none(string comment) => Assert.That(Ruled($"{comment}\nA();"), Is.Empty);

    /// <returns>The names of the methods whose calls are ruled out.</returns>
    private static string Ruled(string statements, string mutator = "Linq")
    {
        var root = CSharpSyntaxTree.ParseText($"class C {{ void M() {{ {statements} }} }}").GetRoot();
        var comments = MutantComments.In(root);
        return string.Concat(root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => comments.ReasonFor(call, mutator) is not null).Select(call => call.Expression.ToString()));
    }
}
