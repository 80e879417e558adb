using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Engine.Tests.Mutants;

[TestFixture]
public sealed class EquivalenceByCodeTests
{
    private const string Equal = """
        using System.Diagnostics;
        public partial class C
        {
            private readonly int _start = 1;
            public int Added(int x) => x + 1;
            public void Logs(int x) => Trace(x);
            public int Quiet(int x)
            {
                Trace(x);
                return x * 2;
            }
            public string Text(bool yes) => yes ? "" : string.Empty;
            public int Late(int x)
            {
                if (x < 3)
                {
                    Note(x);
                    return _start;
                }
                return x;
            }
            public Func<int, int> Lambda(int y) => x => { Trace(y); return x - y; };
            public async Task<int> Later(int x)
            {
                await Task.Yield();
                Note(x);
                return x - 1;
            }
            public IEnumerable<int> Many(int x)
            {
                int Local(int y) { Trace(y); return y - 1; }
                yield return Local(x);
            }
            public int this[int x] { get { Trace(x); return x - 1; } }
            public int Value { get { Note(1); return 2; } set => Trace(value); }
            public static C operator +(C one, C other) { Note(0); return other; }
            [Conditional("NEVER")] private static void Trace(int x) => Console.WriteLine(x);
            static partial void Note(int x);
        }
        file static class Hidden
        {
            public static int Twice(int x) { Unseen(x); return x * 2; }
            [System.Diagnostics.Conditional("NEVER")] private static void Unseen(int x) => Console.WriteLine(x);
        }
        """;

    [Test]
    public void Calls_that_the_compiler_leaves_out_can_go()
    {
        var (mutants, proven) = Prove(Equal);

        var removed = mutants.Where(mutant => proven.Contains(mutant.Id)).Select(mutant => $"{mutant.Member}: {mutant.Original}").ToList();

        Assert.That(removed, Is.EquivalentTo(new[]
        {
            "M:C.Logs(System.Int32): Trace(x)", "M:C.Quiet(System.Int32): Trace(x);", "M:C.Late(System.Int32): Note(x);", "M:C.Lambda(System.Int32): Trace(y);",
            "M:C.Later(System.Int32): Note(x);", "M:C.Many(System.Int32): Trace(y);", "P:C.Item(System.Int32): Trace(x);", "P:C.Value: Note(1);", "P:C.Value: 1", "P:C.Value: Trace(value)",
            "M:C.op_Addition(C,C): Note(0);", "M:C.op_Addition(C,C): 0", "M:Hidden.Twice(System.Int32): Unseen(x);",
        }));
    }

    [Test]
    public void A_mutant_that_a_call_could_notice_is_never_proven()
    {
        var (mutants, proven) = Prove(Equal);

        Assert.That(mutants.Where(mutant => !proven.Contains(mutant.Id)).Select(mutant => mutant.Replacement), Is.SupersetOf(new[] { "x - 1", "x / 2", "x + y", "x <= 3" }));
    }

    [Test]
    public void What_the_optimiser_makes_equal_is_proven()
    {
        var (mutants, proven) = Prove("""
            public class C
            {
                private const bool Loud = false;
                public int F(uint x) => x >= 0u && x > 5 ? 1 : 2;
                public bool G(int x) => x > 1 && !Loud;
                public int Zero(int x) { if (Loud) x = x + 7; return x; }
            }
            """);

        Assert.That(mutants.Where(mutant => proven.Contains(mutant.Id)).Select(mutant => (mutant.Original, mutant.Replacement)), Does.Contain(("x + 7", "x - 7")).And.Not.Contain(("x > 5", "x >= 5")));
    }

    [Test]
    public void Overloads_and_members_of_other_types_are_told_apart()
    {
        var (mutants, proven) = Prove("""
            public class C
            {
                public int F(int x) => x + 1;
                public int F(string x) { Trace(x); return x.Length + 1; }
                public class D { public int F(string x) { Trace(x); return 1; } }
                [System.Diagnostics.Conditional("NEVER")] private static void Trace(string x) => Console.WriteLine(x);
            }
            public interface I { int F(int x); }
            public class E : I
            {
                int I.F(int x) { Trace(x); Func<int> later = () => { Trace(x); return x + 1; }; return later(); }
                public int G(int x) { Trace(x); return x - 1; }
                [System.Diagnostics.Conditional("NEVER")] private static void Trace(int x) => Console.WriteLine(x);
            }
            """);

        Assert.That(mutants.Where(mutant => proven.Contains(mutant.Id)).Select(mutant => (mutant.Member, mutant.Original)), Is.EquivalentTo(new[]
        {
            ("M:C.F(System.String)", "Trace(x);"), ("M:C.D.F(System.String)", "Trace(x);"), ("M:E.I#F(System.Int32)", "Trace(x);"), ("M:E.I#F(System.Int32)", "Trace(x);"), ("M:E.G(System.Int32)", "Trace(x);"),
        }));
    }

    /// <summary>Behind the switch it compiles; alone, the method is no iterator any more and returns nothing.</summary>
    [Test]
    public void A_mutant_that_does_not_compile_on_its_own_costs_the_others_nothing()
    {
        const string Yield = "yield return x;";
        var compilation = SampleCompilation.Of("""
            public class C
            {
                private const bool Always = true;
                public IEnumerable<int> F(int x) { if (Always) yield return x; Trace(x); }
                public int G(int x) { Trace(x); return x; }
                [System.Diagnostics.Conditional("NEVER")] private static void Trace(int x) => Console.WriteLine(x);
            }
            """);
        var mutants = MutantsOf(compilation);
        var calls = mutants.Where(mutant => mutant.Original == "Trace(x);").ToList();
        var tree = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains(Yield, StringComparison.Ordinal));
        var yield = new Mutant(98, "Statement removal", "M:C.F(System.Int32)", tree.FilePath, tree.GetLineSpan(new TextSpan(tree.ToString().IndexOf(Yield, StringComparison.Ordinal), Yield.Length)).Span, Yield, "");

        var proven = new EquivalenceByCode(compilation, MutatorSet.Suites).Prove([yield, .. mutants, new Mutant(99, "Statement removal", "M:C.G(System.Int32)", "Sample0.cs", default, "no such", "")], default);

        Assert.That(proven, Is.EquivalentTo(calls.Select(mutant => mutant.Id)));
    }

    [Test]
    public void No_mutants_cost_nothing() => Assert.That(new EquivalenceByCode(SampleCompilation.Of("public class C;"), MutatorSet.Search).Prove([], default), Is.Empty);

    private static (ImmutableArray<Mutant> Mutants, ImmutableHashSet<int> Proven) Prove(string source)
    {
        var compilation = SampleCompilation.Of(source);
        var mutants = MutantsOf(compilation);
        return (mutants, new EquivalenceByCode(compilation, MutatorSet.Search).Prove(mutants, default));
    }

    private static ImmutableArray<Mutant> MutantsOf(CSharpCompilation compilation)
    {
        var folder = Directory.CreateTempSubdirectory("equivalence-");
        try
        {
            return new SubjectBuilder().Build(compilation, [], folder.FullName, default).Mutants;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
