using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Tests.Mutants;

public sealed class MutatorsTests
{
    [TestCase("bool M(int a) => a < 3;", "Equality: a < 3 -> a <= 3", "Equality: a < 3 -> a >= 3", "Number literal: 3 -> 4")]
    [TestCase("bool M(string a) => a == null;", "Equality: a == null -> a != null")]
    [TestCase("bool M(bool a, bool b) => a && b;", "Logical: a && b -> a || b", "Boolean: a -> !a", "Boolean: b -> !b")]
    [TestCase("bool M(bool a) => !a;", "Boolean: !a -> a")]
    [TestCase("double M(double a) => a * a;", "Arithmetic: a * a -> a / a")]
    [TestCase("string M(string a) => a + \"b\";", "String: \"b\" -> \"\"", "Return value: a + \"b\" -> \"\"")]
    [TestCase("int M(int a) => a;", "Return value: a -> (a)+1")]
    [TestCase("object M(object a) => a;", "Return value: a -> null!")]
    [TestCase("string M() => \"\";", "String: \"\" -> \"Codegen Lab was here\"")]
    [TestCase("int M(bool a) => a ? 1 : 2;", "Conditional: a ? 1 : 2 -> 1", "Conditional: a ? 1 : 2 -> 2", "Number literal: 1 -> 2", "Number literal: 2 -> 3")]
    [TestCase("string M(string? a, string b) => a ?? b;", "Null coalescing: a ?? b -> a", "Null coalescing: a ?? b -> b", "Return value: a ?? b -> \"\"")]
    [TestCase("void M(int a) { a += a; }", "Assignment: a += a -> a -= a")]
    [TestCase("void M(int a) { a++; }", "Update: a++ -> a--")]
    [TestCase("void M(Action a) { a(); }", "Statement removal: a(); -> ")]
    [TestCase("void M(bool a) { if (a) throw new Exception(); }", "Boolean: a -> !a", "Statement removal: throw new Exception(); -> ")]
    [TestCase("bool M(int[] a) => a.Any();", "Boolean: a.Any() -> !a.Any()")]
    [TestCase("int M(int[] a) { return a.First(); }", "Linq: a.First() -> a.FirstOrDefault()", "Return value: a.First() -> (a.First())+1")]
    [TestCase("bool M(object a) => a is string;", "Boolean: a is string -> !(a is string)")]
    public void Proposes(string member, params string[] expected) => Assert.That(All(member), Is.EquivalentTo(expected));

    [TestCase("string M(string a, object b) => a + b;", "Arithmetic")]
    [TestCase("int M(int a) { if (a > 3) return 1; throw new Exception(); }", "Statement removal")]
    [TestCase("int M(int a) { int b; b = a; return b; }", "Statement removal")]
    [TestCase("void M(List<int> a) { switch (a.Count) { case 1: break; } }", "Statement removal")]
    [TestCase("bool M(int[] a) => a.Any();", "Linq")]
    [TestCase("void M(Action a, Action b) { a += b; }", "Assignment")]
    [TestCase("TimeSpan M(TimeSpan a) => a * 2;", "Arithmetic")]
    public void Leaves_alone(string member, string mutator) => Assert.That(All(member), Has.None.StartsWith(mutator));

    private static List<string> All(string member)
    {
        var compilation = SampleCompilation.Of("class C { " + member + " }");
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);

        return
        [
            .. from node in tree.GetRoot().DescendantNodes()
               where node is ExpressionSyntax or StatementSyntax
               from mutation in Mutators.Of(node, model)
               select $"{mutation.Mutator}: {node} -> {mutation.Replacement?.WithoutTrivia()}",
        ];
    }
}
