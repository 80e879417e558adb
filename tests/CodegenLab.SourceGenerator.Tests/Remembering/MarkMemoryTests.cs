using System.Runtime.CompilerServices;
using CodegenLab.SourceGenerator.Remembering;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Tests.Remembering;

/// <summary>What is remembered from one compilation to the next is what a reading from scratch would say.</summary>
public sealed class MarkMemoryTests
{
    /// <summary>Files of a project, each in variants that change what marked code in other files means.</summary>
    private static readonly string[][] Project =
    [
        ["// Global.", "global using Shop.More;", "global using static Shop.Makers;", "global using Pay = Shop.IPayments;", "global using MarkAttribute = CodegenLab.Testing.FakeAttribute;", "global using Pay = Shop.IClock;"],
        [
            "namespace Shop; public interface IPayments : IAccount { bool Charge(string account, decimal amount); }",
            "namespace Shop; public interface IPayments { bool Charge(string account, decimal amount); void Refund(); }",
            "namespace Shop; public interface IPayments : IAccount { bool Charge(string account, decimal amount) { return true; } }",
            "#nullable disable\nnamespace Shop; public interface IPayments : IAccount { string Charge(string account, decimal amount); }",
        ],
        ["namespace Shop; public interface IAccount { string Number { get; } }", "namespace Shop; public interface IAccount { int Number { get; set; } }", "namespace Shop; public interface IAccount;", "namespace Shop; internal interface IAccount { Currency In { get; } }"],
        ["namespace Shop; public interface IClock { long Now { get; } }", "namespace Shop; public interface IClock { int Now(); }"],
        [
            "namespace Shop; public class Till { public int Pay(int amount) { if (amount < 1) throw new ArgumentException(); return amount; } }",
            "namespace Shop; public class Till { public int Pay(int amount) { if (amount < 5) throw new ArgumentException(); return amount; } }",
            "namespace Shop; public class Till { public int Pay(int amount) { if (amount < 1) throw new ArgumentException(); return amount + 1; } }",
            "namespace Shop; public class Till { private const int Least = 7; public int Pay(int amount) { if (amount < Least) throw new ArgumentException(); return amount; } }",
            "namespace Shop; public class Till : OldTill;",
            "namespace Shop; public class Till { public int Pay([System.ComponentModel.DataAnnotations.Range(1, Sizes.Most)] int amount) => amount; }",
            "namespace Shop; public class Till { public long Pay(long amount) => amount; public Till Other => new(); }",
        ],
        ["namespace Shop; public static class Sizes { public const int Most = 5; }", "namespace Shop; public static class Sizes { public const int Most = 9; }", "namespace Shop; public static class Sizes { public const int Most = Least.Of; }", "// Gone."],
        ["namespace Shop; public static class Least { public const int Of = 3; }", "namespace Shop; public static class Least { public const int Of = 4; }"],
        [
            "namespace Shop; public class OldTill { public int Pay(int amount) { ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, 20); return amount; } }",
            "namespace Shop; public class OldTill { public int Pay(int amount) { ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, 30); return amount; } }",
        ],
        [
            "namespace Shop; public record Line(string Product, int Quantity);",
            "namespace Shop; public record Line(string Product, [property: System.ComponentModel.DataAnnotations.Range(3, 4)] int Quantity);",
            "namespace Shop; public class Line { public Line(string product) { if (product.Length < 12) throw new ArgumentException(); } }",
            "namespace Shop; public record Line(string Product, Currency In);",
        ],
        ["namespace Shop; public enum Currency { Euro, Dollar }", "namespace Shop; public enum Currency { Yen }", "namespace Shop; public record Currency(string Code);", "namespace Shop; public record Currency(Line Of);"],
        ["namespace Shop; public record Order(string Id, IReadOnlyList<Line> Lines) { public Currency? In { get; init; } }", "namespace Shop; public partial record Order(int Id);", "namespace Shop; public class Order { public required Line One { get; init; } }"],
        ["// Nothing more.", "namespace Shop; public partial record Order { public required string More { get; init; } }", "namespace Shop.Tests; public class Till { public int Pay(int amount) { if (amount > 3) throw new ArgumentException(); return amount; } }", "namespace Shop.Tests; public record Order(double Weight);", "namespace Shop.More; public class Till { public int Pay(int amount) => amount; }"],
        ["namespace Shop; public static class Makers { public static Till Make() => new(); }", "namespace Shop; public static class Makers { public static OldTill Make() => new(); }", "namespace Shop; public static class Makers { public static Lazy<Till> Make() => new(); public static int Pay(this Lazy<Till> till, int amount) { if (amount > 11) throw new ArgumentException(); return amount; } }"],
        ["// No extensions.", "namespace Shop; public static class Extensions { public static int Pay(this Till till, byte amount) => amount; public static int Take(this Till till, int amount) { if (amount > 8) throw new ArgumentException(); return amount; } }", "namespace Shop; public static class Extensions { public static Numbers GetEnumerator(this Till till) => new(); } public class Numbers { public OldTill Current => new(); public bool MoveNext() => false; }"],
        ["namespace Shop.Tests { [Fake] public partial class FakePayments : IPayments; }", "namespace Shop.Tests { [Fake] public partial class FakePayments : Pay; }", "namespace Shop.Tests { [Mark] public partial class FakePayments : IPayments, IClock; }", "namespace Shop.Tests { using F = CodegenLab.Testing.FakeAttribute; [F] public partial class FakePayments : IPayments; }", "namespace Shop.Tests { [Fake] public partial class FakePayments : IPayments; [Fake] public partial class FakePayments; }"],
        ["namespace Shop.Tests { [Builder] public partial class OrderBuilder; }", "namespace Shop.Tests { [Builder(typeof(Line))] public partial class OrderBuilder; }", "namespace Shop.Tests { public partial class Outer { [Builder] public partial class OrderBuilder { private static Line DefaultOne => null!; } } }"],
        ["namespace Shop.Tests { [TestData(typeof(Till), \"Pay\")] public static partial class PayCases; }", "namespace Shop.Tests { [CodegenLab.Testing.TestDataAttribute(typeof(OldTill), \"Pay\")] public static partial class PayCases; }"],
        [
            "namespace Shop.Tests { public class T { [Test] public void M([Boundary] int a) => new Till().Pay(a); } }",
            "namespace Shop.Tests { public class T { [Test] public void M([Boundary] int a) => Makers.Make().Pay(a); } }",
            "namespace Shop.Tests { public class T { [Test] public void M([Boundary, Equivalence] int a) { var till = Make(); till.Pay(a); } } }",
            "namespace Shop.Tests { public class T { [Test] public void M([Boundary] int a) { foreach (var one in new Till()) one.Pay(a); } } }",
            "namespace Shop.Tests { public class T { [Test] public void M([Boundary] int a) => new Till().Take(a); } public partial class T2 : T { [Test] public void M([Boundary] Currency a) { } } }",
        ],
    ];

    [TestCase(1UL)]
    [TestCase(2UL)]
    public void After_any_edits_the_answer_is_that_of_a_reading_from_scratch(ulong seed)
    {
        const int edits = 50;
        var random = new SplitMix64(seed);
        var compilation = Compiled.Compile([.. Project.Select(variants => variants[0])]);
        var driver = Compiled.Driver(Generators.All, []).RunGenerators(compilation);
        var changes = 0;
        var before = "";
        for (var edit = 0; edit < edits; edit++)
        {
            var index = (int)random.Below((ulong)Project.Length);
            // The first tree is that of the usings.
            compilation = Edited(compilation, index + 1, Project[index][(int)random.Below((ulong)Project[index].Length)]);
            driver = driver.RunGenerators(compilation);

            var after = Told(driver);
            Assert.That(after, Is.EqualTo(Told(Compiled.Driver(Generators.All, []).RunGenerators(compilation))), $"seed {seed}, edit {edit} of file {index}:\n{compilation.SyntaxTrees[index + 1]}");
            changes += after == before ? 0 : 1;
            before = after;
        }

        Assert.That(changes, Is.GreaterThan(edits / 6), "the edits do not change enough to show anything");
    }

    [Test]
    public void A_change_in_a_referenced_project_is_seen([Values(0, 1, 2, 3)] int variant)
    {
        var subject = CSharpCompilation.Create("Shop", [Tree(Project[4][0]), Tree("namespace Shop; public class OldTill { public int Pay(int amount) => amount; }")], Compiled.Platform, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var tests = Compiled.Compile(Project[17][0]);
        var driver = Compiled.Driver(Generators.All, []).RunGenerators(tests.AddReferences(subject.ToMetadataReference()));
        var edited = tests.AddReferences(subject.ReplaceSyntaxTree(subject.SyntaxTrees[0], Tree(Project[4][variant])).ToMetadataReference());

        Assert.That(Told(driver.RunGenerators(edited)), Is.EqualTo(Told(Compiled.Driver(Generators.All, []).RunGenerators(edited))));
    }

    [TestCase("public class Other { public int M() { return 2; } }", 0)]
    [TestCase("public class Other { public int N() => 1; private Marked? _marked; }", 0)]
    [TestCase("public class Other { } public class Third : IPart;", 0)]
    [TestCase("public class Other; public interface IPart { void A(); }", 2)]
    [TestCase("public class Other; public class Part;", 1)]
    [TestCase("global using System.Text; public class Other;", 2)]
    [TestCase("namespace System; public class Other;", 2)]
    public void A_file_is_read_again_when_a_name_in_it_means_something_else(string edited, int readAgain)
    {
        var read = 0;
        var memory = new MarkMemory<string>(["FakeAttribute"], (node, _, _) => { read++; return node.ToString(); });
        var compilation = Compiled.Compile("public class Other { public int M() { return 1; } }", "[Fake] public partial class Marked : IPart;", "[Fake] public partial class Second : Marked { Part? part; }");
        memory.Read(compilation, default);
        read = 0;

        memory.Read(Edited(compilation, 1, edited), default);

        Assert.That(read, Is.EqualTo(readAgain));
    }

    [TestCase("public class T { void M([Fake] int a) { A(); } void N([Fake] int b) { B(2); } [Fake] class P { int X() => 1; } }", 1, Description = "Another body.")]
    [TestCase("public class T { void M([Fake] int a) { A(); } void N([Fake] int b) { B(); } [Fake] class P { int X() => 2; } }", 1, Description = "A body in a marked class.")]
    [TestCase("public class T { /* A word. */ void M([Fake] int a) { A(); } void N([Fake] int b) { B(); } [Fake] class P { int X() => 1; } }", 0, Description = "No code.")]
    [TestCase("public class T { void M([Fake] long a) { A(); } void N([Fake] int b) { B(); } [Fake] class P { int X() => 1; } }", 3, Description = "What others see.")]
    [TestCase("using System; public class T { void M([Fake] int a) { A(); } void N([Fake] int b) { B(); } [Fake] class P { int X() => 1; } }", 3, Description = "What gives names their meaning.")]
    [TestCase("public class T { void M(int a) { A(); } void N([Fake] int b) { B(); } [Fake] class P { int X() => 1; } }", 2, Description = "One mark less.")]
    public void Of_an_edited_file_only_what_the_edit_has_a_say_in_is_read(string edited, int readAgain)
    {
        var read = 0;
        var memory = new MarkMemory<string>(["FakeAttribute"], (node, _, _) => { read++; return node.ToString(); });
        var compilation = Compiled.Compile("public class T { void M([Fake] int a) { A(); } void N([Fake] int b) { B(); } [Fake] class P { int X() => 1; } }");
        memory.Read(compilation, default);
        read = 0;

        var after = Edited(compilation, 1, edited);
        var answers = memory.Read(after, default);

        Assert.That(read, Is.EqualTo(readAgain));
        Assert.That(answers, Is.EqualTo(new MarkMemory<string>(["FakeAttribute"], (node, _, _) => node.ToString()).Read(after, default)));
    }

    [Test]
    public void Files_that_come_and_go_are_seen()
    {
        var compilation = Compiled.Compile("[Fake] public partial class F : I;", "public interface I { void A(); }");
        var memory = new MarkMemory<string>(["FakeAttribute"], (node, model, cancellation) => string.Join(",", ((INamedTypeSymbol)model.GetDeclaredSymbol(node, cancellation)!).AllInterfaces));
        memory.Read(compilation, default);
        var without = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[2]);
        var more = without.AddSyntaxTrees(Tree("public interface I { }"), Tree("public interface J;"));

        Assert.That(memory.Read(without, default), Is.EqualTo(new[] { "" }));
        Assert.That(memory.Read(more, default), Is.EqualTo(new[] { "I" }));
        Assert.That(memory.Read(more.AddSyntaxTrees(Tree("public partial class F : J;")), default), Is.EqualTo(new[] { "I,J" }));
    }

    [Test]
    public void No_compilation_of_the_past_is_kept_alive()
    {
        var (driver, past) = Edits();

        for (var attempt = 0; attempt < 10 && past.Any(one => one.IsAlive); attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(past.Select(one => one.IsAlive), Has.All.False);
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, List<WeakReference> Past) Edits()
    {
        var compilation = Compiled.Compile([.. Project.Select(variants => variants[0])]);
        var driver = Compiled.Driver(Generators.All, []).RunGenerators(compilation);
        var past = new List<WeakReference>();
        for (var edit = 0; edit < 4; edit++)
        {
            past.Add(new WeakReference(compilation));
            compilation = Edited(compilation, 5, Project[4][edit % 2 + 1] + new string('\n', edit));
            driver = driver.RunGenerators(compilation);
        }

        return (driver, past);
    }

    private static CSharpCompilation Edited(CSharpCompilation compilation, int index, string text)
    {
        var old = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)old.Options, old.FilePath));
    }

    private static SyntaxTree Tree(string text) => CSharpSyntaxTree.ParseText("using System;\n" + text, new CSharpParseOptions(LanguageVersion.CSharp13));

    private static string Told(GeneratorDriver driver)
    {
        var result = driver.GetRunResult();
        Assert.That(result.Results.Select(one => one.Exception), Has.All.Null);
        return string.Join("\n", result.Results.SelectMany(one => one.GeneratedSources).OrderBy(source => source.HintName, StringComparer.Ordinal).Select(source => $"{source.HintName}\n{source.SourceText}"));
    }
}
