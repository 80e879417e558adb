using System.Reflection;
using System.Runtime.Loader;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Probes;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Instrumentation;

public sealed class SubjectBuilderTests
{
    private string _folder = "";

    private static IEnumerable<TestCaseData> Samples =>
        LanguageSamples.All.Select(sample => new TestCaseData(sample.Source).SetArgDisplayNames(sample.Name));

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Samples))]
    public void Every_language_feature_compiles_without_rolling_back(string source)
    {
        var subject = Build(SampleCompilation.Of(source));

        Assert.That(subject.RolledBack, Is.Empty);
    }

    [Test]
    public void Both_builds_do_what_the_source_does()
    {
        const string Source = """
            public static class C
            {
                public static int Calls;
                static string? Next(string? s) { Calls++; return s; }
                public static string Run(int n, string? s)
                {
                    var log = "";
                    try
                    {
                        if (Next(s)!.StartsWith("a") && n > 3 || n is 7 or 9) log += "1";
                        log += n switch { < 0 => "neg", 5 when s is { Length: > 2 } t => t, 5 => "five", _ => Next(s)?.Length.ToString() ?? "null" };
                        switch (s) { case "abc": log += "x"; break; case null: log += "y"; break; }
                        for (var i = 0; i < n; i++) { if (i % 2 == 0) continue; log += i; }
                        log += checked(n * 1000000 > 0) ? "big" : "small";
                    }
                    catch (Exception e) when (e is not OutOfMemoryException) { log += e.GetType().Name; }
                    return log + Calls;
                }
            }
            """;
        var compilation = SampleCompilation.Of(Source);
        var subject = Build(compilation);
        using var plain = new MemoryStream();
        compilation.Emit(plain);

        var expected = Outputs(Assembly.Load(plain.ToArray()));

        Trace.Begin(long.MaxValue);
        Assert.Multiple(() =>
        {
            Assert.That(Outputs(Load(subject.SearchAssembly)), Is.EqualTo(expected));
            Assert.That(Outputs(Load(subject.MutantAssembly)), Is.EqualTo(expected));
        });

        static List<object?> Outputs(Assembly assembly) =>
            [.. from n in new[] { -1, 0, 4, 5, 7, 3000 } from s in new[] { null, "", "abc", "a", "zz" } select assembly.GetType("C")!.GetMethod("Run")!.Invoke(null, [n, s])];
    }

    [Test]
    public void A_site_tells_what_was_decided_there()
    {
        var subject = Build(SampleCompilation.Of("""public static class C { public static int M(int a) { if (a > 10) return 1; return 2; } }"""));
        Trace.Begin(1000);

        Call(Load(subject.SearchAssembly), 4);

        var site = subject.Sites.Single();
        Assert.Multiple(() =>
        {
            Assert.That(site, Is.EqualTo(new Site(0, "M:C.M(System.Int32)", "Sample0.cs", site.Span, "a > 10", IsArm: false, IsSoft: false)));
            Assert.That(Trace.FalseDistance[0], Is.Zero);
            Assert.That(Trace.TrueDistance[0], Is.EqualTo(7));
            Assert.That(Trace.Operands[0].RightInteger, Is.EqualTo(10));
            Assert.That(subject.Lines.Where(line => Trace.LineEpoch[line.Id] == Trace.Epoch), Has.Exactly(2).Items);
            Assert.That(Trace.MemberEpoch[subject.Members.IndexOf("M:C.M(System.Int32)")], Is.EqualTo(Trace.Epoch));
        });
    }

    [Test]
    public void Counts_the_branches_that_coverage_tools_count()
    {
        var subject = Build(SampleCompilation.Of("""
            public static class C
            {
                public static int M(int a, string? s)
                {
                    var x = a > 1 && a < 5;
                    if (x || a == 7) a++;
                    switch (a) { case 1: a = 3; break; case 2: break; }
                    return s?.Length ?? a;
                }
            }
            """));

        Assert.That(
            subject.Sites.Where(site => !site.IsSoft).Select(site => site.Text),
            Is.EquivalentTo(new[] { "a > 1", "x", "a == 7", "case 1:", "case 2:", "default", "s is null", "s?.Length is null" }));
    }

    [Test]
    public void A_statement_gives_way_to_a_statement_and_an_expression_to_an_expression()
    {
        var subject = Build(SampleCompilation.Of("public static class C { static int _n; public static void Up() { _n++; } public static int Next() => ++_n; }"));

        Assert.That(subject.Mutants.Where(mutant => mutant.Mutator == "Update").Select(mutant => (mutant.Original, mutant.Replacement)), Is.EquivalentTo(new[] { ("_n++;", "_n--;"), ("++_n", "--_n") }));
    }

    [Test]
    public void A_mutant_changes_the_program_only_when_switched_on()
    {
        var subject = Build(SampleCompilation.Of("""public static class C { public static int M(int a) { if (a >= 10) return 1; return 2; } }"""));
        var assembly = Load(subject.MutantAssembly);
        var border = subject.Mutants.Single(mutant => mutant.Replacement == "a > 10");
        Trace.Begin(1000);

        var before = Call(assembly, 10);
        Trace.ActiveMutant = border.Id;
        var after = Call(assembly, 10);
        Trace.ActiveMutant = -1;

        Assert.Multiple(() =>
        {
            Assert.That((before, after), Is.EqualTo(((object)1, (object)2)));
            Assert.That(border, Has.Property("Mutator").EqualTo("Equality").And.Property("Original").EqualTo("a >= 10").And.Property("Member").EqualTo("M:C.M(System.Int32)"));
            Assert.That(Trace.MutantEpoch[border.Id], Is.EqualTo(Trace.Epoch));
        });
    }

    [Test]
    public void No_two_mutants_of_a_place_are_the_same_program()
    {
        var subject = Build(SampleCompilation.Of("""public static class C { public static bool M(int a, string b) { if (a == 1 || !b.Contains("x")) return b.Length > 2; return a < 3; } }"""));

        Assert.That(
            subject.Mutants.Select(mutant => mutant.Original + " => " + mutant.Replacement),
            Is.Unique.And.None.Contains("!(a == 1)").And.None.EqualTo("b.Contains(\"x\") => !b.Contains(\"x\")"));
    }

    [Test]
    public void A_loop_without_an_end_runs_out_of_fuel()
    {
        var subject = Build(SampleCompilation.Of("""public static class C { public static int M(int a) { while (a == 0) { try { M(a); } catch (Exception) { } } return 1; } }"""));

        foreach (var path in new[] { subject.SearchAssembly, subject.MutantAssembly })
        {
            var assembly = Load(path);
            Trace.Begin(100_000);

            Assert.That(() => Call(assembly, 0), Throws.InnerException.InstanceOf<FuelException>());
            Assert.That(Trace.OutOfFuel, Is.True);
        }
    }

    [TestCase("new List<int>(a).Count")]
    [TestCase("new Queue<int>(capacity: a).Count")]
    [TestCase("new System.Text.StringBuilder(a).Length")]
    [TestCase("new int[a].Length")]
    [TestCase("(int)System.Numerics.BigInteger.Pow(10, a)")]
    [TestCase("(int)System.Numerics.BigInteger.Pow(System.Numerics.BigInteger.Pow(10, 9_000), a / 50_000)")]
    public void A_size_gone_wrong_ends_a_run_before_it_takes_the_memory(string made)
    {
        var subject = Build(SampleCompilation.Of($"public static class C {{ public static int M(int a) => {made}; }}"));

        foreach (var path in new[] { subject.SearchAssembly, subject.MutantAssembly })
        {
            var assembly = Load(path);
            Trace.Begin(100_000);

            Assert.That(() => Call(assembly, 500_000_000), Throws.InnerException.InstanceOf<FuelException>());
        }
    }

    [Test]
    public void A_loop_that_keeps_large_blocks_ends_before_they_fill_the_memory()
    {
        var subject = Build(SampleCompilation.Of("""public static class C { public static int M(int a) { var kept = new List<byte[]>(); while (a == 0) kept.Add(new byte[1 << 20]); return 1; } }"""));

        foreach (var path in new[] { subject.SearchAssembly, subject.MutantAssembly })
        {
            var assembly = Load(path);
            Trace.Begin(100_000);
            var before = GC.GetAllocatedBytesForCurrentThread();

            Assert.That(() => Call(assembly, 0), Throws.InnerException.InstanceOf<FuelException>());
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(32 << 20));
        }
    }

    [Test]
    public void Fakes_are_in_both_builds_and_generated_code_is_left_alone()
    {
        var compilation = SampleCompilation.Of(
            "public static class C { public static int M(int a) => G.M(a); }",
            "// <auto-generated />\npublic static class G { public static int M(int a) => a > 3 ? 1 : 2; }");
        var fake = CSharpSyntaxTree.ParseText("public sealed class Fake { }", new CSharpParseOptions(LanguageVersion.CSharp14), "Fake.cs");

        var subject = new SubjectBuilder().Build(compilation, [fake], _folder, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(Load(subject.SearchAssembly).GetType("Fake"), Is.Not.Null);
            Assert.That(Load(subject.MutantAssembly).GetType("Fake"), Is.Not.Null);
            Assert.That(subject.Members, Is.EqualTo(new[] { "M:C.M(System.Int32)" }));
            Assert.That(subject.Sites, Is.Empty);
        });
    }

    [Test]
    public void The_identity_of_a_signed_assembly_stays()
    {
        var signed = SampleCompilation.Of("public static class C { }");
        var key = typeof(object).Assembly.GetName().GetPublicKey()!;
        signed = signed.WithOptions(signed.Options.WithCryptoPublicKey([.. key]).WithPublicSign(true));

        var subject = Build(signed);

        Assert.That(AssemblyName.GetAssemblyName(subject.SearchAssembly).GetPublicKey(), Is.EqualTo(key));
    }

    [Test]
    public void A_subject_with_errors_is_not_built()
    {
        var broken = SampleCompilation.Of("class C { }").AddSyntaxTrees(CSharpSyntaxTree.ParseText("class D : Missing { void M() { x = 1; } }", new CSharpParseOptions(LanguageVersion.CSharp14), "D.cs"));

        Assert.That(() => Build(broken), Throws.InvalidOperationException.With.Message.Contains("Missing"));
    }

    private static object? Call(Assembly assembly, int argument) => assembly.GetType("C")!.GetMethod("M")!.Invoke(null, [argument]);

    // Collectible, and the probes are those of this process.
    private static Assembly Load(string path)
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        return context.LoadFromStream(new MemoryStream(File.ReadAllBytes(path)));
    }

    private InstrumentedSubject Build(CSharpCompilation compilation) => new SubjectBuilder().Build(compilation, [], _folder, CancellationToken.None);
}
