using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis;

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
    [TestCase("void Take() { this.Take(); }", "Statement removal: this.Take(); -> ")]
    [TestCase("bool M(object a) => a is string;", "Boolean: a is string -> !(a is string)")]
    public void Proposes(string member, params string[] expected) => Assert.That(All(member, MutatorSet.Search), Is.EquivalentTo(expected));

    [TestCase("bool M(int a, int b) => a < b;", "Equality: a < b -> a > b")]
    [TestCase("int M(int a, int b) => a << b;", "Bitwise: a << b -> a >>> b")]
    [TestCase("int M(int a, int b) => a >>> b;", "Bitwise: a >>> b -> a >> b")]
    [TestCase("int M(int a, int b) => a ^ b;", "Bitwise: a ^ b -> ~(a ^ b)")]
    [TestCase("bool M(bool a, bool b) => a ^ b;", "Logical: a ^ b -> a == b")]
    [TestCase("TimeSpan M(TimeSpan a) => a + a;", "Arithmetic: a + a -> a - a")]
    [TestCase("void M(int a) { a &= a; }", "Assignment: a &= a -> a ^= a")]
    [TestCase("int M(int a) => +a;", "Unary: +a -> -a")]
    [TestCase("int M() => -1;", "Unary: -1 -> 1", "Number literal: 1 -> 0")]
    [TestCase("int M() => 0;", "Number literal: 0 -> -1")]
    [TestCase("float M() => 1.5f;", "Number literal: 1.5f -> 0.5F", "Number literal: 1.5f -> 2.5F")]
    [TestCase("bool M(int a) => a is > 3 and < 5;",
        "Equality: > 3 -> >= 3", "Equality: > 3 -> < 3", "Equality: < 5 -> <= 5", "Equality: < 5 -> > 5", "Logical: > 3 and < 5 -> > 3 or < 5", "Number literal: 3 -> 2", "Number literal: 5 -> 4")]
    [TestCase("void M(object a, Action<bool> b) => b(a is string);")]
    [TestCase("void M(object? a, Action<bool> b) => b(a is null);", "Equality: a is null -> a is not null")]
    [TestCase("void M(object? a, Action<bool> b) => b(a is not null);", "Equality: a is not null -> a is null")]
    [TestCase("object M(bool a, string b, object c) => a ? b : c;", "Conditional: a ? b : c -> true ? b : c")]
    [TestCase("void M(bool a, bool b, Action c) { if (a && b) c(); }", "Boolean: a && b -> !(a && b)")]
    [TestCase("string? M(string? a, string? b) => a ?? b;", "Null coalescing: a ?? b -> b ?? a")]
    [TestCase("object M(object? a, string b) => a ?? b;", "Null coalescing: a ?? b -> b")]
    [TestCase("object M() => new List<int> { 1 };", "Initializer: new List<int> { 1 } -> new List<int> { }", "Number literal: 1 -> 0")]
    [TestCase("object M() => new Exception { Source = null };", "Initializer: new Exception { Source = null } -> new Exception { }")]
    [TestCase("int[] M(int a) => new int[1] { a };", "Initializer: new int[1] { a } -> new int[] { }", "Number literal: 1 -> 0")]
    [TestCase("int[] M(int a) => new[] { a };", "Initializer: new[] { a } -> new int[] { }")]
    [TestCase("int[] M(int a) => [a];", "Collection expression: [a] -> []")]
    [TestCase("int[] M() => [];", "Collection expression: [] -> [default]")]
    [TestCase("int M(int a) => checked(a);", "Checked: checked(a) -> a")]
    [TestCase("int M(int[] a) => a.Count();", "Linq: a.Count() -> a.Sum()", "Call removal: a.Count() -> default!")]
    [TestCase("int? M(int[]? a) => a?.Skip(1).Count();", "Linq: .Skip(1).Count() -> .Skip(1).Sum()", "Number literal: 1 -> 0")]
    [TestCase("int? M(string? a) => a?.Split('x').Count();")]
    [TestCase("bool M(string a) => a.StartsWith('x');", "String method: a.StartsWith('x') -> a.EndsWith('x')")]
    [TestCase("string M(string a) => a.Trim();", "String method: a.Trim() -> \"\"")]
    [TestCase("bool M(string a) => string.IsNullOrWhiteSpace(a);",
        "String: string.IsNullOrWhiteSpace(a) -> (a != null)", "String: string.IsNullOrWhiteSpace(a) -> (a != \"\")", "String: string.IsNullOrWhiteSpace(a) -> (a.Trim() != \"\")")]
    [TestCase("double M(double a) => Math.Floor(a);", "Math: Math.Floor(a) -> Math.Ceiling(a)", "Call removal: Math.Floor(a) -> default!")]
    [TestCase("void M(int a) { a++; }", "Statement removal: a++; -> ")]
    [TestCase("void M() { throw new InvalidOperationException(\"a\"); }",
        "Statement removal: throw new InvalidOperationException(\"a\"); -> ", "Exception type: new InvalidOperationException(\"a\") -> new global::System.ArgumentException(\"a\")")]
    [TestCase("void M(string a) { throw new ArgumentNullException(nameof(a), a); }",
        "Statement removal: throw new ArgumentNullException(nameof(a), a); -> ", "Exception type: new ArgumentNullException(nameof(a), a) -> new global::System.InvalidOperationException(a)")]
    [TestCase("IEnumerable<int> M(int a) { yield return a; }", "Statement removal: yield return a; -> ")]
    [TestCase("string M(string a, string b) => a.Replace(a, b);", "Argument swap: a.Replace(a, b) -> a.Replace(b, a)")]
    [TestCase("void M(Func<int> a, Action<int> b) => b(a());", "Call removal: a() -> default!")]
    [TestCase("async Task M(Task<int> a, Action<int> b) => b(await a);", "Call removal: await a -> default!")]
    [TestCase("int M(int a, int b) => a switch { 1 => b, _ => a };", "Switch arm: 1 => b -> ", "Switch arm: _ => a -> ", "Number literal: 1 -> 0")]
    [TestCase("void M(int a, Action b) { switch (a) { case 1: b(); break; default: break; } }", "Switch arm: case 1: b(); break; -> ", "Number literal: 1 -> 0")]
    [TestCase("int M(int a, int b) { return a; }", "Block removal: { return a; } -> { return default!; }")]
    [TestCase("void M(int a, out int b) { b = a; a = b; }", "Block removal: { b = a; a = b; } -> { b = default!; }")]
    [TestCase("IEnumerable<int> M(int a) { int b; yield break; }", "Block removal: { int b; yield break; } -> { yield break; }")]
    public void Proposes_for_suites_besides(string member, params string[] expected) =>
        Assert.That(All(member, MutatorSet.Suites).Except(All(member, MutatorSet.Search)), Is.EquivalentTo(expected));

    [TestCase("int M(ReadOnlySpan<char> a) => a switch { \"x\" => 1, _ => throw new Exception() };", "Switch arm: _")]
    [TestCase("void M(int a) { switch (a) { case 1: goto case 2; case 2: break; } }", "Switch arm")]
    [TestCase("void M(Exception? a) { switch (a) { case null: throw new Exception(); } }", "Statement removal")]
    [TestCase("string M(object a) { if (a is not string b) throw new Exception(); return b; }", "Statement removal")]
    [TestCase("bool M(object a) => a is 1 or 2;", "Logical")]
    [TestCase("bool M(object a) => a is string and { Length: 3 };", "Logical")]
    [TestCase("void M(object a, Action<string> b) { if (a is string d && b != null) b(d); }", "Equality: a is")]
    [TestCase("Uri M(string a) => new Required { A = a }.B; class Required { public required string A; public Uri B; }", "Initializer")]
    [TestCase("int M() { Span<int> a = [1]; return a[0]; }", "Collection expression")]
    [TestCase("string? M(string? a, string b) => a ?? b;", "Null coalescing: a ?? b -> b ?? a")]
    [TestCase("bool M(string a, int b) => a.StartsWith(\"x\", true, null);", "String method: a.Trim")]
    [TestCase("int M(int a, int b) => Math.Min(a, b);", "Argument swap")]
    [TestCase("void M(ref int a, ref int b) => M(ref b, ref a);", "Argument swap")]
    [TestCase("void M(Exception a) { throw a; }", "Exception type")]
    [TestCase("string M(string a) => nameof(a);", "Call removal")]
    [TestCase("string M(List<string> a) => a.First().Trim();", "Call removal: a.First() ")]
    [TestCase("object M(Func<object> a) => a();", "Call removal")]
    [TestCase("void M(int a) { a = 3; a = a + 1; }", "Block removal")]
    [TestCase("void M(Action a) { a(); }", "Block removal")]
    [TestCase("struct S { int a; S(int b) { a = b; a = a; } }", "Block removal")]
    [TestCase("void M() { return; }", "Statement removal")]
    public void Leaves_alone_for_suites(string member, string mutator) => Assert.That(All(member, MutatorSet.Suites), Has.None.StartsWith(mutator));

    [TestCase("string M(string a, object b) => a + b;", "Arithmetic")]
    [TestCase("int M(int a) { if (a > 3) return 1; throw new Exception(); }", "Statement removal")]
    [TestCase("int M(int a) { int b; b = a; return b; }", "Statement removal")]
    [TestCase("void M(List<int> a) { switch (a.Count) { case 1: break; } }", "Statement removal")]
    [TestCase("bool M(int[] a) => a.Any();", "Linq")]
    [TestCase("void M(Action a, Action b) { a += b; }", "Assignment")]
    [TestCase("TimeSpan M(TimeSpan a) => a * 2;", "Arithmetic")]
    public void Leaves_alone(string member, string mutator) => Assert.That(All(member, MutatorSet.Search), Has.None.StartsWith(mutator));

    private static List<string> All(string member, MutatorSet mutators)
    {
        var compilation = SampleCompilation.Of("class C { " + member + " }");
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);

        return
        [
            .. from node in tree.GetRoot().DescendantNodes()
               from mutation in mutators.Of(node, model)
               select $"{mutation.Mutator}: {node} -> {mutation.Replacement?.WithoutTrivia()}",
        ];
    }
}
