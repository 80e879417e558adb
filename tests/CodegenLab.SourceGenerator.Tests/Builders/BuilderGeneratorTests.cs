using CodegenLab.SourceGenerator.Builders;

namespace CodegenLab.SourceGenerator.Tests.Builders;

public sealed class BuilderGeneratorTests
{
    private const string Shop = """
        using System.ComponentModel.DataAnnotations;
        namespace Shop;
        public sealed record Line(string Product, [property: System.ComponentModel.DataAnnotations.Range(1, 99)] int Quantity, decimal Price);
        public sealed class Customer
        {
            public Customer(string name, string email)
            {
                System.ArgumentException.ThrowIfNullOrEmpty(name);
                if (name.Length < 12) throw new System.ArgumentException("short");
                Name = name; Email = email;
            }
            public string Name { get; }
            [EmailAddress] public string Email { get; }
            public Order? LastOrder { get; set; }
        }
        public sealed class Order
        {
            public required string Id { get; init; }
            public required Customer Customer { get; init; }
            public IReadOnlyList<Line> Lines { get; init; } = [];
            [StringLength(8)] public string? Note { get; set; }
            public DateOnly? Due { get; set; }
            public List<string> Tags { get; } = [];
        }
        """;

    [Test]
    public Task Writes_a_builder_with_valid_defaults() => Verify(Compiled.WithSubject(new BuilderGenerator(), Shop, "using Shop; [Builder] public sealed partial class OrderBuilder;").Silent().Source, extension: "cs");

    [Test]
    public void Builds_what_the_test_says() => Assert.That(
        Run(Shop, "[Builder] public sealed partial class OrderBuilder;", """
            var builder = OrderBuilder.Valid().WithLines(3).WithNote("n").WithTags(["a", "b"]);
            var order = builder.Build();
            return $"{order.Lines.Count} {order.Lines[0].Quantity} {order.Note} {order.Tags.Count} {order.Customer.Name} {order.Customer.Email} {order.Due is null} {order.Customer.LastOrder is null} {ReferenceEquals(order, builder.Build())}";
            """),
        Is.EqualTo("3 1 n 2 customerrrrr ada@example.org True True False").Or.EqualTo("3 1 n 2 nameaaaaaaaa ada@example.org True True False"));

    [TestCase("records", "public record Point(int X, int Y) { public string? Name { get; init; } }", "[Builder] public partial class PointBuilder;", "var p = PointBuilder.Valid().WithX(3).WithName(\"n\").Build(); return p.ToString();", "Point { X = 3, Y = 1, Name = n }")]
    [TestCase("structs", "public readonly record struct Size(uint Width, double Height);", "[Builder] public partial class SizeBuilder;", "return SizeBuilder.Valid().WithWidth(2).Build().Width.ToString();", "2")]
    [TestCase("factories", "public sealed class Money { private Money(decimal a) => Amount = a; public decimal Amount { get; } public static Money Of(decimal amount) => new(amount); }", "[Builder] public partial class MoneyBuilder;", "return MoneyBuilder.Valid().WithAmount(5).Build().Amount.ToString();", "5")]
    [TestCase("factories of structs", "public readonly struct Share { private Share(int a) => Part = a; public int Part { get; } public static Share Of(int part) => new(part); }", "[Builder] public partial class ShareBuilder;", "return ShareBuilder.Valid().WithPart(5).Build().Part.ToString();", "5")]
    [TestCase("cycles", "public class Node { public required Node? Next { get; init; } public required List<Node> Children { get; init; } }", "[Builder] public partial class NodeBuilder;", "var n = NodeBuilder.Valid().WithNext(new Node { Next = null, Children = [] }).Build(); return $\"{n.Children.Count} {n.Next!.Next is null}\";", "0 True")]
    [TestCase("a default of the user", "public interface IClock { int Now { get; } } public class Job(IClock clock, int tries) { public int At => clock.Now + tries; }", "public class Fixed : IClock { public int Now => 7; } [Builder(typeof(Job))] internal partial class Jobs { private static IClock DefaultClock() => new Fixed(); private static int DefaultTries => 10; }", "return Jobs.Valid().Build().At.ToString();", "17")]
    [TestCase("depth", "public record A(B? B); public record B(C? C); public record C(int X);", "[Builder(Depth = 2)] public partial class ABuilder;", "return $\"{ABuilder.Valid().Build().B is { C: null }}\";", "True")]
    [TestCase("arrays and dictionaries", "public record Bag(int[] Numbers, Dictionary<string, int> Counts, IReadOnlyCollection<string> Words, HashSet<int> Set);", "[Builder] public partial class BagBuilder;", "var b = BagBuilder.Valid().WithNumbers(4).Build(); return $\"{b.Numbers.Length}{b.Counts.Count}{b.Words.Count}{b.Set.Count}\";", "4011")]
    [TestCase("tuples", "public sealed record Rec((int A, string B) Pair, IReadOnlyList<(int, string)> Pairs, (int, int, int, int, int, int, int, int H) Long);", "[Builder] public partial class RecBuilder;", "var r = RecBuilder.Valid().WithPairs(2).Build(); return $\"{r.Pair.A} {r.Pair.B} {r.Pairs.Count} {r.Long.H}\";", "1 item2 2 1")]
    [TestCase("tuples themselves", "", "[Builder(typeof((int, string)))] public partial class PairBuilder;", "return PairBuilder.Valid().WithItem1(5).Build().ToString();", "(5, item2)")]
    [TestCase("bases", "public class Base { public required string Id { get; set; } } public class Derived : Base { public int X { get; set; } }", "[Builder] public partial class DerivedBuilder;", "var d = DerivedBuilder.Valid().WithX(4).Build(); return d.Id + d.X;", "id4")]
    [TestCase("required members that a constructor sets", "public class P { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public P(string name) => Name = name; public required string Name { get; init; } }", "[Builder] public partial class PBuilder;", "return PBuilder.Valid().Build().Name;", "name")]
    [TestCase("in a generic class", "public record Bag(int[] Numbers);", "public partial class Outer<T> { [Builder] public partial class BagBuilder; }", "return Outer<string>.BagBuilder.Valid().WithNumbers(4).Build().Numbers.Length.ToString();", "4")]
    [TestCase("of a generic type", "public record Pair<TLeft, TRight>(TLeft Left, TRight? Right, List<TLeft> All) where TLeft : IComparable<TLeft>;", "[Builder(typeof(Pair<,>))] public partial class Pairs<A, B> where A : IComparable<A> { private static A DefaultLeft() => default!; }", "var p = Pairs<string, int>.Valid().WithLeft(\"a\").WithAll([\"b\"]).Build(); return $\"{p.Left}{p.Right}{p.All.Count}\";", "a01")]
    [TestCase("of a generic type, by its name", "public record Box<T>(int Size) where T : class, new() { public T? Content { get; init; } }", "[Builder] public partial class BoxBuilder<T> where T : class, new();", "var b = BoxBuilder<object>.Valid().WithSize(3).WithContent(\"c\").Build(); return $\"{b.Size}{b.Content}\";", "3c")]
    [TestCase("of a nullable value", "public record Box<T>(T? Content, int[] Sizes) where T : struct, System.Enum;", "[Builder] public partial class BoxBuilder<T> where T : struct, System.Enum;", "var b = BoxBuilder<DayOfWeek>.Valid().WithSizes(2).Build(); return $\"{b.Content}{b.Sizes.Length}\";", "2")]
    [TestCase("of a type that is not generic, by a builder that is", "public record Box(int Size);", "[Builder] public partial class BoxBuilder<T>;", "return BoxBuilder<string>.Valid().Build().Size.ToString();", "1")]
    [TestCase("of a type inside the generic class", "", "public partial class Outer<T> { public record Box(int Size, T? Content); [Builder] public partial class BoxBuilder; }", "return Outer<string>.BoxBuilder.Valid().WithContent(\"a\").Build().ToString();", "Box { Size = 1, Content = a }")]
    [TestCase("of a generic type of a generic base", "", "public class Base<T> { public record Box<U>(int Size, T? Content, U? Other); } public partial class Outer : Base<string> { [Builder] public partial class BoxBuilder<V>; }", "return Outer.BoxBuilder<int>.Valid().WithContent(\"a\").Build().ToString();", "Box { Size = 1, Content = a, Other = 0 }")]
    [TestCase("of a generic type inside the generic class", "", "public partial class Outer<T> { public record Box<U>(int Size, T? Content, U? Other); [Builder] public partial class BoxBuilder<V>; }", "return Outer<string>.BoxBuilder<int>.Valid().WithContent(\"a\").Build().ToString();", "Box { Size = 1, Content = a, Other = 0 }")]
    [TestCase("with a name that is a keyword", "public record P(int X);", "[Builder(typeof(P))] public partial class @event<@in>;", "return @event<int>.Valid().WithX(2).Build().X.ToString();", "2")]
    [TestCase("of limited dates", "public record P([property: System.ComponentModel.DataAnnotations.Range(typeof(DateTime), \"2020-01-01\", \"2021-12-31\")] DateTime Day) { [System.ComponentModel.DataAnnotations.Range(typeof(TimeSpan), \"02:00\", \"03:00\")] public TimeSpan? Length { get; set; } [System.ComponentModel.DataAnnotations.Range(1e300, 1e301)] public double Far { get; set; } }", "[Builder] public partial class PBuilder;", "var p = PBuilder.Valid().Build(); return FormattableString.Invariant($\"{p.Day:yyyy-MM-dd} {p.Length} {p.Far}\");", "2021-12-31 02:00:00 1E+300")]
    [TestCase("beside a constructor of the user", "public record P(int X);", "[Builder] public partial class PBuilder { private PBuilder(int x = 4) => X = x; public int X { get; } }", "return $\"{PBuilder.Valid().X} {PBuilder.Valid().Build().X}\";", "4 1")]
    [TestCase("what the user has not written", "public record P(string Name, int[] Parts) { public string? Note { get; set; } }", "[Builder] public partial class PBuilder { public static PBuilder Valid() => new PBuilder().WithName(\"a\"); public PBuilder WithName(string? name) => this; public PBuilder WithNote() => WithNote(\"n\"); public PBuilder WithParts(int count) => WithParts([count, count]); private static List<T> Many<T>(int count, Func<T> make) => []; }", "var p = PBuilder.Valid().WithNote().WithParts(3).Build(); return $\"{p.Name} {p.Note} {p.Parts.Length}\";", "name n 2")]
    [TestCase("without a Build where the user has one", "public record P(string Name);", "[Builder] public partial class PBuilder { public P Build() => new(_builtName() + \"!\"); }", "return PBuilder.Valid().WithName(\"a\").Build().Name;", "a!")]
    [TestCase("without members that are something else", "public record P(string Name);", "[Builder] public partial class PBuilder { public int WithName { get; set; } public P Build => Build_(); private P Build_() => new(_builtName()); }", "return PBuilder.Valid().Build.Name;", "name")]
    [TestCase("without factories that take spans", "public class P { private P(int size) => Size = size; public int Size { get; } public static P Parse(ReadOnlySpan<char> text, int size) => new(size); public static P Make(int size) => new(size); }", "[Builder] public partial class PBuilder;", "return PBuilder.Valid().WithSize(3).Build().Size.ToString();", "3")]
    [TestCase("without what nobody may use", "public class P { [Obsolete(\"x\", true)] public P(string name) { } public P() { } [Obsolete(\"x\", true)] public int Old { get; set; } [Obsolete(\"x\", true), System.ComponentModel.DataAnnotations.Range(1, 2)] public int Limited { get; set; } [Obsolete(\"x\", true)] public List<int> Items { get; } = []; public int New { get; set; } }", "[Builder] public partial class PBuilder;", "return PBuilder.Valid().WithNew(3).Build().New.ToString();", "3")]
    [TestCase("without a factory that nobody may use", "public class P { private P(int size) => Size = size; public int Size { get; } [Obsolete(\"x\", true)] public static P Create(int size, string name) => new(size); public static P Make(int size) => new(size); } public record Box(P Content);", "[Builder] public partial class BoxBuilder;", "return BoxBuilder.Valid().Build().Content.Size.ToString();", "1")]
    [TestCase("as a record", "public record P(string Name);", "[Builder] public sealed partial record PBuilder { public int X { get; init; } }", "return (PBuilder.Valid() with { X = 3 }).X + PBuilder.Valid().WithName(\"a\").Build().Name;", "3a")]
    [TestCase("as a record with parameters", "public record P(string Name);", "[Builder] public partial record PBuilder(int X = 3);", "return PBuilder.Valid().X + PBuilder.Valid().Build().Name;", "3name")]
    public void Builds(string what, string subject, string code, string body, string expected) => Assert.That(Run(subject, code, body), Is.EqualTo(expected), what);

    /// <summary>Guard clauses of .NET cannot be read, so that it is its objects that say whether a default is valid.</summary>
    [TestCase("System.Net.IPAddress", "127.0.0.1")]
    [TestCase("System.Net.IPNetwork", "0.0.0.0/0")]
    [TestCase("System.Net.IPEndPoint", "127.0.0.1:80")]
    [TestCase("System.Text.Encoding", "System.Text.UTF8Encoding+UTF8EncodingSealed")]
    [TestCase("Memory<byte>", "System.Memory<Byte>[0]")]
    [TestCase("ReadOnlyMemory<char>", "")]
    [TestCase("ArraySegment<int>", "System.ArraySegment`1[System.Int32]")]
    [TestCase("System.IO.MemoryStream", "System.IO.MemoryStream")]
    [TestCase("System.IO.Stream", "System.IO.MemoryStream")]
    [TestCase("System.IO.TextReader", "System.IO.StreamReader+NullStreamReader")]
    [TestCase("System.IO.TextWriter", "System.IO.TextWriter+NullTextWriter")]
    [TestCase("System.Net.Mail.MailAddress", "ada@example.org")]
    [TestCase("Half", "0")]
    [TestCase("System.Text.Rune", "\0")]
    [TestCase("TimeZoneInfo", "(UTC) Coordinated Universal Time")]
    [TestCase("TimeProvider", "System.TimeProvider+SystemTimeProvider")]
    [TestCase("System.Text.Json.JsonDocument", "System.Text.Json.JsonDocument")]
    [TestCase("System.Text.Json.JsonElement", "{}")]
    [TestCase("System.Text.Json.Nodes.JsonNode", "{}")]
    [TestCase("System.Xml.Linq.XElement", "<a />")]
    [TestCase("System.Xml.Linq.XName", "a")]
    [TestCase("System.Xml.Linq.XDocument", "")]
    [TestCase("System.Security.Claims.ClaimsPrincipal", "System.Security.Claims.ClaimsPrincipal")]
    [TestCase("Version", "0.0")]
    [TestCase("Type", "System.Object")]
    [TestCase("Random", "System.Random")]
    [TestCase("StringComparer", "System.OrdinalCaseSensitiveComparer")]
    [TestCase("Task", "System.Threading.Tasks.Task`1[System.Threading.Tasks.VoidTaskResult]")]
    [TestCase("System.Globalization.CultureInfo", "")]
    [TestCase("System.Text.RegularExpressions.Regex", "pattern")]
    [TestCase("System.Numerics.BigInteger", "0")]
    [TestCase("CancellationToken", "System.Threading.CancellationToken")]
    [TestCase("KeyValuePair<string, int>", "[key, 1]")]
    [TestCase("Lazy<int>", "Value is not created.")]
    public void Defaults_of_types_of_the_platform_are_valid(string type, string expected) =>
        Assert.That(Run($"public sealed record X({type} Part);", "[Builder] public partial class XBuilder;", "return XBuilder.Valid().Build().Part.ToString()!;"), Is.EqualTo(expected));

    /// <summary>Nor can those of what is built itself: it is taken as it is until something is set.</summary>
    [TestCase("System.Net.IPAddress", "127.0.0.1")]
    [TestCase("System.Net.IPEndPoint", "127.0.0.1:80")]
    [TestCase("System.Net.Mail.MailAddress", "ada@example.org")]
    [TestCase("System.Net.Http.Headers.MediaTypeHeaderValue", "text/plain")]
    [TestCase("System.Text.Encoding", "System.Text.UTF8Encoding+UTF8EncodingSealed")]
    [TestCase("System.IO.Stream", "System.IO.MemoryStream")]
    [TestCase("TimeZoneInfo", "(UTC) Coordinated Universal Time")]
    [TestCase("TimeProvider", "System.TimeProvider+SystemTimeProvider")]
    [TestCase("System.Text.Json.JsonDocument", "System.Text.Json.JsonDocument")]
    [TestCase("System.Xml.Linq.XElement", "<a />")]
    [TestCase("System.Globalization.CultureInfo", "")]
    [TestCase("System.Globalization.RegionInfo", "US")]
    [TestCase("Guid", "6b29fc40-ca47-4067-b31d-00dd010662da")]
    [TestCase("Uri", "https://example.org/")]
    [TestCase("Version", "0.0")]
    [TestCase("Type", "System.Object")]
    [TestCase("Half", "0")]
    [TestCase("System.Text.RegularExpressions.Regex", "pattern")]
    [TestCase("System.IO.MemoryStream", "System.IO.MemoryStream")]
    public void Types_of_the_platform_are_built_valid(string type, string expected) =>
        Assert.That(Run("", $"[Builder(typeof({type}))] public partial class XBuilder;", "return XBuilder.Valid().Build().ToString()!;"), Is.EqualTo(expected));

    [Test]
    public void Types_of_the_platform_are_built_of_what_the_test_says() => Assert.That(
        Run("", "[Builder(typeof(System.Net.Mail.MailAddress))] public partial class Mails; [Builder(typeof(System.Net.IPEndPoint))] public partial class Ends;", "return Mails.Valid().WithAddress(\"b@c.de\").Build() + \" \" + Ends.Valid().WithPort(8080).Build();"),
        Is.EqualTo("b@c.de 1.0.0.0:8080"));

    [Test]
    public void A_text_is_built() => Assert.That(Run("", "[Builder(typeof(string))] public partial class TextBuilder;", "return TextBuilder.Valid().Build();"), Is.EqualTo("a"));

    [TestCase("[Builder] public class OrderBuilder { }", "CGL0301: 'OrderBuilder' cannot be completed as a builder: declare it as partial", "OrderBuilder")]
    [TestCase("[Builder(typeof(Uri))] public static partial class Uris;", "CGL0301: 'Uris' cannot be completed as a builder: it must not be static", "Uris")]
    [TestCase("[Builder(typeof(Uri))] public abstract partial class Uris;", "CGL0301: 'Uris' cannot be completed as a builder: it must not be abstract", "Uris")]
    [TestCase("[Builder(typeof(Uri))] public partial class Uris(int x) { public int X => x; }", "CGL0301: 'Uris' cannot be completed as a builder: give it a constructor without parameters", "Uris")]
    [TestCase("[Builder(typeof(Uri))] public partial record Uris(int X);", "CGL0301: 'Uris' cannot be completed as a builder: give it a constructor without parameters", "Uris")]
    [TestCase("[Builder] public partial class Orders;", "CGL0302: What 'Orders' builds is not known: write [Builder(typeof(Order))], or call the class OrderBuilder where Order can be seen", "Orders")]
    [TestCase("[Builder(typeof(List<>))] public partial class Lists;", "CGL0302: What 'Lists' builds is not known: say what stands for the type parameters of System.Collections.Generic.List<T>, or give 'Lists' the same ones", "Lists")]
    [TestCase("public class Outer<T> { public class Box; } [Builder(typeof(Outer<>.Box))] public partial class B;", "CGL0302: What 'B' builds is not known: say what stands for the type parameters of Outer<T>.Box, or give 'B' the same ones", "B")]
    [TestCase("public class Box<T> where T : struct; [Builder] public partial class BoxBuilder<T>;", "CGL0302: What 'BoxBuilder' builds is not known: 'T' has to meet the constraints of Box<T>, so repeat them at 'BoxBuilder'", "BoxBuilder")]
    [TestCase("public class Box<T> where T : notnull; [Builder] public partial class BoxBuilder<T>;", "CGL0302: What 'BoxBuilder' builds is not known: 'T' has to meet the constraints of Box<T>, so repeat them at 'BoxBuilder'", "BoxBuilder")]
    [TestCase("public class Pair<A, B> where B : IEnumerable<A>; [Builder(typeof(Pair<,>))] public partial class Pairs<A, B> where B : IEnumerable<B>;", "CGL0302: What 'Pairs' builds is not known: 'B' has to meet the constraints of Pair<A, B>, so repeat them at 'Pairs'", "Pairs")]
    [TestCase("public record Box<T>(T Content); [Builder] public partial class BoxBuilder<T>;", "CGL0303: No valid Box can be made up (Content: values of type T are not made up): give 'BoxBuilder' a static member DefaultX() for the part X, or make the part nullable", "BoxBuilder")]
    [TestCase("public class Loop(Loop inner); [Builder] public partial class LoopBuilder;", "CGL0303: No valid Loop can be made up (inner: Loop is a part of itself (Loop > Loop)): give 'LoopBuilder' a static member DefaultX() for the part X, or make the part nullable", "LoopBuilder")]
    [TestCase("public interface ILog; public class X(ILog log); [Builder] public partial class XBuilder;", "CGL0303: No valid X can be made up (log: ILog is an interface): give 'XBuilder' a static member DefaultX() for the part X, or make the part nullable", "XBuilder")]
    [TestCase("public class X { private X() { } } [Builder] public partial class XBuilder;", "CGL0303: No valid X can be made up (X has no constructor or factory that can be called from here): give 'XBuilder' a static member DefaultX() for the part X, or make the part nullable", "XBuilder")]
    [TestCase("public class X([System.ComponentModel.DataAnnotations.Range(5, 1)] int size); [Builder] public partial class XBuilder;", "CGL0303: No valid X can be made up (size: The limits of 'size' contradict each other, so that no value is accepted: look at attributes, DataAnnotations and guard clauses): give 'XBuilder' a static member DefaultX() for the part X, or make the part nullable", "XBuilder")]
    public void What_cannot_be_built_is_told_with_place_and_advice(string code, string message, string at)
    {
        var compiled = Compiled.With(new BuilderGenerator(), code);
        var told = compiled.Diagnosed(new BuilderAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}", Is.EqualTo(message));
        Assert.That(told.Location.SourceTree!.GetText().ToString(told.Location.SourceSpan), Is.EqualTo(at));
        Assert.That(compiled.Sources, Is.Empty);
    }

    /// <summary>A missing member of an interface is an error in a declaration, and so is one that an attribute names; after it the compiler asks no analyzer.</summary>
    [TestCase("public record X(int Size); public interface IMake { X Build(); } [Builder] public class XBuilder : IMake { }", "CGL0301", "CS0535")]
    [TestCase("public interface IMake { string Build(); } [Builder] public partial class XBuilder : IMake;", "CGL0302", "CS0535")]
    [TestCase("public interface ILog; public record X(ILog Log); public interface IMake { X Build(); } [Builder] public partial class XBuilder : IMake;", "CGL0303", "CS0535")]
    [TestCase("public record X(int Size); [Builder] public class XBuilder { } [System.Obsolete(nameof(XBuilder.Valid))] public class T { }", "CGL0301", "CS0117")]
    [TestCase("[Builder] public partial class XBuilder; public class T { private const string A = nameof(global::XBuilder.Valid); }", "CGL0302", "CS0117")]
    public void What_comes_with_errors_in_declarations_is_told_by_the_generator(string code, string rule, string error)
    {
        var compiled = Compiled.With(new BuilderGenerator(), code);

        Assert.That(compiled.Compilation.GetDeclarationDiagnostics().Select(message => message.Id), Does.Contain(error));
        Assert.That(compiled.Told.Select(told => told.Id), Is.EqualTo(new[] { rule }));
        Assert.That(compiled.Diagnosed(new BuilderAnalyzer()), Is.Empty);
    }

    [Test]
    public void Guard_clauses_of_another_project_that_leave_nothing_are_told_by_the_generator()
    {
        const string subject = "namespace Shop; public sealed class X { public X(int size) { if (size < 5 || size > 1) throw new System.Exception(); } }";
        var compiled = Compiled.WithSubject(new BuilderGenerator(), subject, "using Shop; public interface IMake { X Build(); } [Builder] public partial class XBuilder : IMake;");

        Assert.That(compiled.Told.Select(told => told.Id), Is.EqualTo(new[] { "CGL0303" }));
        Assert.That(compiled.Diagnosed(new BuilderAnalyzer(), new GivenText("/shop/Subject.cs", subject)), Is.Empty);
    }

    [Test]
    public void A_builder_implements_interfaces() => Assert.That(
        Run("public record X(int Size) { [System.ComponentModel.DataAnnotations.Range(1, 9)] public int More { get; set; } }", "public interface IMake { X Build(); } [Builder] public partial class XBuilder : IMake;", "IMake make = XBuilder.Valid().WithSize(3); return make.Build().ToString();"),
        Is.EqualTo("X { Size = 3, More = 1 }"));

    /// <summary>What nobody has to set needs no value, so that the builder has one all the same.</summary>
    [TestCase("public class X { [System.ComponentModel.DataAnnotations.StringLength(3, MinimumLength = 5)] public string? Note { get; set; } }", "Note")]
    [TestCase("public class X { [System.ComponentModel.DataAnnotations.Range(5, 3)] public int Size { get; set; } }", "Size")]
    [TestCase("public class X { [System.ComponentModel.DataAnnotations.Range(0.2, 0.8)] public int? Size { get; init; } }", "Size")]
    [TestCase("public class Y; public class X { [System.ComponentModel.DataAnnotations.Length(5, 3)] public List<Y>? Parts { get; set; } }", "Parts")]
    [TestCase("public class Y { [System.ComponentModel.DataAnnotations.Range(5, 3)] public int Size { get; set; } } public record X(Y Part, Y Other);", "Size")]
    public void Limits_that_contradict_each_other_are_told_of_what_may_be_left_out_too(string subject, string member)
    {
        var compiled = Compiled.With(new BuilderGenerator(), $"{subject} [Builder] public partial class XBuilder;").Silent();
        var told = compiled.Diagnosed(new BuilderAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}", Does.StartWith($"CGL0202: The limits of '{member}' contradict each other"));
        Assert.That(told.Location.SourceTree!.GetText().ToString(told.Location.SourceSpan), Is.EqualTo("XBuilder"));
    }

    [TestCase("[Builder] public partial class NowhereBuilder;")]
    [TestCase("[Builder(typeof(List<>))] public partial class B;")]
    [TestCase("[Builder(null)] public partial class Builder;")]
    [TestCase("public class X { public required Nowhere Y { get; set; } } [Builder] public partial class XBuilder;")]
    public void Code_that_does_not_compile_is_no_reason_to_fail(string code) => Assert.That(() => Compiled.With(new BuilderGenerator(), code).Diagnosed(new BuilderAnalyzer()), Throws.Nothing);

    [Test]
    public void An_unrelated_edit_repeats_nothing() => Incrementality.Holds(
        new BuilderGenerator(), [Steps.ReadBuilders, Steps.Builders, Steps.Guards], "public record Point(int X, string Name, Point? Next); [Builder] public partial class PointBuilder;", null, new GivenText("/shop/Order.cs", Shop));

    private static object? Run(string subject, string code, string body)
    {
        var source = $"{subject}\n{code}\npublic static class Entry {{ public static string Run() {{ {body} }} }}";
        return Compiled.With(new BuilderGenerator(), source).Silent().Run(subject.Contains("namespace Shop;", StringComparison.Ordinal) ? "Shop.Entry" : "Entry", "Run");
    }
}
