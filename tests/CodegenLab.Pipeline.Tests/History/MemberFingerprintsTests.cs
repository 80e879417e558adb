using CodegenLab.Pipeline.History;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.History;

public sealed class MemberFingerprintsTests
{
    private const string Code = """
        using System;

        namespace Shop;

        /// <summary>Holds goods.</summary>
        public class Cart(int room) : IDisposable
        {
            private readonly int _room = room; // places
            public const int Most = 10;
            public string Name { get; set; } = "cart";
            static Cart() => Console.WriteLine();
            public int Free() => _room - Taken;
            public int Taken { get { return 1; } }
            public void Dispose() { }
            public override string ToString() => Name;
            private int Twice(int x) => 2 * x;
            public class Box { public int Size() { return 3; } }
        }

        public enum Size { Small, Large }

        public static class Carts
        {
            public static bool IsFull(this Cart cart) => cart.Free() == 0;
            extension(Cart cart)
            {
                public int Rest => cart.Free();
            }
        }

        public abstract record Item(string Title) { public abstract int Price(); public virtual int Tax() => 0; }
        """;

    private static readonly MemberFingerprints Before = Of(Code);

    [Test]
    public void Members_with_a_body_and_types_have_one_each()
    {
        Assert.That(Before.Members.Keys.Where(id => !id.Contains('$', StringComparison.Ordinal)), Is.EquivalentTo(new[]
        {
            "M:Shop.Cart.#cctor", "M:Shop.Cart.Free", "P:Shop.Cart.Taken", "M:Shop.Cart.Dispose", "M:Shop.Cart.ToString", "M:Shop.Cart.Twice(System.Int32)", "M:Shop.Cart.Box.Size",
            "M:Shop.Carts.IsFull(Shop.Cart)", "M:Shop.Carts.get_Rest(Shop.Cart)", "M:Shop.Item.Tax",
        }));
        Assert.That(Before.Types.Keys, Is.EquivalentTo(new[] { "T:Shop.Cart", "T:Shop.Cart.Box", "T:Shop.Size", "T:Shop.Carts", "T:Shop.Item" }));
        Assert.That(Before.Members.Values.Concat(Before.Types.Values), Has.All.Length.EqualTo(16));
    }

    [TestCase("Holds goods.", "Holds other things.")]
    [TestCase("// places", "// rooms")]
    [TestCase("_room - Taken;", "\n   _room\r\n   -   Taken ;")]
    [TestCase("private readonly int _room = room; // places", "private readonly int _room\n  = room;")]
    public void Layout_and_comments_do_not_count(string before, string after) => Assert.That(Changed(before, after), Is.Empty);

    [Test]
    public void Neither_do_the_order_of_methods_nor_files()
    {
        Assert.That(Changed("public void Dispose() { }\n    public override string ToString() => Name;", "public override string ToString() => Name;\n    public void Dispose() { }"), Is.Empty);
        var parts = Code.Split("public enum");
        var moved = MemberFingerprints.Of(Compilation("using System;\nnamespace Shop;\npublic enum" + parts[1], parts[0]));
        Assert.That(moved.Members, Is.EquivalentTo(Before.Members));
        Assert.That(moved.Types, Is.EquivalentTo(Before.Types));
    }

    [TestCase("_room - Taken", "_room + Taken", "M:Shop.Cart.Free")]
    [TestCase("return 1;", "return 2;", "P:Shop.Cart.Taken")]
    [TestCase("=> cart.Free();", "=> 1;", "M:Shop.Carts.get_Rest(Shop.Cart)")]
    [TestCase("return 3;", "return 4;", "M:Shop.Cart.Box.Size")]
    [TestCase("_room = room", "_room = room + 1", "T:Shop.Cart")]
    [TestCase("Most = 10", "Most = 11", "T:Shop.Cart")]
    [TestCase("\"cart\"", "\"basket\"", "T:Shop.Cart")]
    [TestCase("(int room)", "(int room = 3)", "T:Shop.Cart")]
    [TestCase("Console.WriteLine()", "Console.Write(1)", "M:Shop.Cart.#cctor", "T:Shop.Cart")]
    [TestCase("Small, Large", "Small, Middle, Large", "T:Shop.Size")]
    [TestCase("string Title", "string Name", "T:Shop.Item")]
    [TestCase("abstract int Price()", "abstract long Price()", "T:Shop.Item")]
    [TestCase("using System;", "using System;\nusing System.Linq;", "T:Shop.Cart", "T:Shop.Cart.Box", "T:Shop.Size", "T:Shop.Carts", "T:Shop.Item")]
    [TestCase("class Box {", "class Box { public int New() => 1;", "M:Shop.Cart.Box.New")]
    [TestCase("class Box {", "class Box { public int Size(int times) => 1;", "M:Shop.Cart.Box.Size(System.Int32)", "T:Shop.Cart.Box")]
    [TestCase("class Box {", "class Box { public override int GetHashCode() => 1;", "M:Shop.Cart.Box.GetHashCode", "T:Shop.Cart.Box")]
    [TestCase("public void Dispose() { }", "void IDisposable.Dispose() { }", "M:Shop.Cart.Dispose", "M:Shop.Cart.System#IDisposable#Dispose", "T:Shop.Cart")]
    public void A_change_shows_where_it_is(string before, string after, params string[] changed) => Assert.That(Changed(before, after), Is.EquivalentTo(changed));

    private static string[] Changed(string before, string after)
    {
        Assert.That(Code, Does.Contain(before));
        var now = Of(Code.Replace(before, after, StringComparison.Ordinal));
        // The property behind an extension block has a name that the compiler makes.
        return [.. Differing(Before.Members, now.Members).Where(id => !id.Contains('$', StringComparison.Ordinal)), .. Differing(Before.Types, now.Types)];
    }

    private static IEnumerable<string> Differing(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Keys.Union(other.Keys).Where(id => one.GetValueOrDefault(id) != other.GetValueOrDefault(id));

    private static MemberFingerprints Of(string code) => MemberFingerprints.Of(Compilation(code));

    private static CSharpCompilation Compilation(params string[] files) => CSharpCompilation.Create(
        "Shop",
        files.Select(file => CSharpSyntaxTree.ParseText(file, new CSharpParseOptions(LanguageVersion.Preview))),
        [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(typeof(Console).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
