using System.Reflection;
using CodegenLab.Worker.Execution;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Tests.Execution;

/// <summary>The compiler names sites and mutants, reflection names members: both must say the same.</summary>
public sealed class DocumentationIdTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const string Source = """
        namespace Sample.Deep;
        public interface IShape<in T> { int Area(T scale); string this[T key, int index] { get; set; } event EventHandler Changed; }
        public class Outer<TKey, TValue> : IShape<Dictionary<TKey, TValue[]>>, IComparable where TKey : notnull
        {
            public TValue? Field;
            public static readonly int[,] Grid = new int[1, 1];
            static Outer() { }
            public Outer() { }
            public Outer(TKey key, params TValue[] values) { }
            public TKey Key { get; init; } = default!;
            public required string Name { get; set; }
            public TValue this[TKey key] { get => default!; set { } }
            public int this[int[] a, int[,,] b, int[][,] c] => 0;
            public void Plain() { }
            public void Arrays(int[] a, int[,] b, int[,,] c, int[][] d, int[,][] e, TKey[] f) { }
            public void ByReference(in int a, ref string b, out TValue c, ref int[,] d) => c = default!;
            public void Generic<T, U>(T a, U[] b, List<T> c, Dictionary<TKey, List<U?>> d, ref T e) { }
            public void Nullables(int? a, (int, string) b, (TKey First, int? Second) c, object? d, dynamic e) { }
            public void Functions(Func<TKey, IEnumerable<TValue>> a, Action b, Predicate<int[]> c) { }
            public unsafe void Pointers(int* a, void** b, byte*[] c) { }
            public unsafe void Functions(delegate*<int> a, delegate* unmanaged<string, TKey, void>[] b) { }
            public void Natives(nint a, nuint b) { }
            int IShape<Dictionary<TKey, TValue[]>>.Area(Dictionary<TKey, TValue[]> scale) => 0;
            string IShape<Dictionary<TKey, TValue[]>>.this[Dictionary<TKey, TValue[]> key, int index] { get => ""; set { } }
            event EventHandler IShape<Dictionary<TKey, TValue[]>>.Changed { add { } remove { } }
            int IComparable.CompareTo(object? other) => 0;
            public static Outer<TKey, TValue> operator +(Outer<TKey, TValue> a, Outer<TKey, TValue> b) => a;
            public static bool operator true(Outer<TKey, TValue> a) => true;
            public static bool operator false(Outer<TKey, TValue> a) => false;
            public static implicit operator int(Outer<TKey, TValue> a) => 0;
            public static implicit operator TValue[](Outer<TKey, TValue> a) => [];
            public static explicit operator Outer<TKey, TValue>(string text) => null!;
            public class Inner<T>
            {
                public T? Value { get; set; }
                public Inner(TKey key, T value) { }
                public Outer<TKey, TValue>.Inner<T[]> Nest(Outer<int, T>.Inner<string> other, Inner<TValue>.Leaf leaf) => null!;
                public struct Leaf { public void Fall(Leaf other, Outer<TKey, T>.Plainly plainly) { } }
            }
            public class Plainly { public void Go(Plainly other) { } }
            protected internal enum Level { Low, High }
            public delegate TKey Maker(TValue value);
        }
        public readonly record struct Point(int X, int Y) { public static Point operator checked -(Point a) => a; public static Point operator -(Point a) => a; }
        public record Person(string Name) { public void Deconstruct(out int length) => length = 0; }
        public static class Extensions
        {
            public static T Second<T>(this IReadOnlyList<T> items, Index index = default) => items[1];
            public static int Sum(this ReadOnlySpan<int> items, Span<char> text, scoped in ReadOnlySpan<byte> bytes) => 0;
        }
        public class Named { [System.Runtime.CompilerServices.IndexerName("Cell")] public int this[int i] => i; public volatile int Flag; public ref readonly int Ref(ref readonly int a) => ref a; }
        """;

    private static SampleSubject _subject = null!;

    [OneTimeSetUp]
    public static void BuildSubject() => _subject = new SampleSubject(Source, internalsVisible: true);

    [OneTimeTearDown]
    public static void DeleteSubject() => _subject.Dispose();

    [Test]
    public void Every_member_is_named_as_the_compiler_names_it()
    {
        var said = AllTypes(_subject.Compilation.Assembly.GlobalNamespace)
            .SelectMany(type => type.GetMembers())
            .Where(member => !member.IsImplicitlyDeclared && member is IMethodSymbol { MethodKind: not (MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove) } or IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false, ContainingType.TypeKind: not TypeKind.Enum })
            .Select(member => member.GetDocumentationCommentId()!)
            .ToHashSet();

        var reflected = _subject.Universe.Assembly.GetTypes().Where(type => !type.IsEnum).SelectMany(Named).ToHashSet();

        Assert.Multiple(() =>
        {
            Assert.That(said, Has.Count.GreaterThan(40));
            Assert.That(said.Except(reflected), Is.Empty);
        });
    }

    [Test]
    public void Every_type_is_named_as_the_compiler_names_it()
    {
        var said = AllTypes(_subject.Compilation.Assembly.GlobalNamespace).Select(type => type.GetDocumentationCommentId()!);

        Assert.That(said.Except(_subject.Universe.Assembly.GetTypes().Select(DocumentationId.Of)), Is.Empty);
    }

    [Test]
    public void A_closed_type_names_its_members_by_their_definition()
    {
        var closed = _subject.Type("Sample.Deep.Outer`2").MakeGenericType(typeof(string), typeof(int[]));

        Assert.That(Named(closed), Is.EquivalentTo(Named(closed.GetGenericTypeDefinition())));
    }

    [Test]
    public void A_closed_method_is_named_by_its_definition()
    {
        var definition = _subject.Type("Sample.Deep.Extensions").GetMethod("Second")!;

        Assert.That(DocumentationId.Of(definition.MakeGenericMethod(typeof(int))), Is.EqualTo("M:Sample.Deep.Extensions.Second``1(System.Collections.Generic.IReadOnlyList{``0},System.Index)"));
    }

    private static IEnumerable<string> Named(Type type)
    {
        foreach (var property in type.GetProperties(Declared))
            yield return DocumentationId.Of((property.GetMethod ?? property.SetMethod)!, property);
        foreach (var member in type.GetMembers(Declared).Where(member => member is MethodBase or FieldInfo))
            yield return DocumentationId.Of(member);
    }

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceOrTypeSymbol place) =>
        place.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(inner => inner is INamedTypeSymbol type ? AllTypes(type).Prepend(type) : AllTypes(inner));

    [TestCase("M:Shop.Cart.Free", "T:Shop.Cart")]
    [TestCase("M:Shop.Cart.#cctor", "T:Shop.Cart")]
    [TestCase("M:Shop.Carts.IsFull(Shop.Cart)", "T:Shop.Carts")]
    [TestCase("M:Shop.Cart.System#IDisposable#Dispose", "T:Shop.Cart")]
    [TestCase("F:Shop.Cart.Most", "T:Shop.Cart")]
    [TestCase("T:Shop.Cart", null)]
    public void A_member_knows_its_type(string member, string? type) => Assert.That(DocumentationId.TypeOf(member), Is.EqualTo(type));
}
