using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Execution;

public sealed class DiscoveryTests
{
    private const string Source = """
        namespace Sample;
        public ref struct Cursor { public int Position; public void Move() => Position++; }
        public unsafe class Native
        {
            public int Read(int* at) => *at;
            public int* Address() => null;
            public int Call(delegate*<int> function) => function();
            public int Move(ref Cursor cursor) => cursor.Position;
            public Cursor Start() => default;
            public int Length(ReadOnlySpan<char> text) => text.Length;
            public int Longest(scoped in ReadOnlySpan<char> text) => text.Length;
        }
        public class Old
        {
            [Obsolete("Use New.", error: true)] public void Gone() { }
            [Obsolete("Use New.", error: true)] public int Size => 1;
            [Obsolete("Use New.")] public int Discouraged() => 1;
        }
        public interface IHidden<T> { }
        public static class Picky
        {
            public static T Only<T>(T value) where T : System.IO.FileSystemInfo, IHidden<T> => value;
            public static int Any<T>(T value) => 1;
        }
        public class Picker<T> where T : System.IO.FileSystemInfo, IHidden<T> { public int Pick(T value) => 1; }
        internal class Secret { public int Value => 1; }
        public class Door
        {
            internal int Locked() => 1;
            protected int Guarded() => 1;
            private protected int Sealed() => 1;
            protected internal int Ajar() => 1;
            private int Walled() => 1;
            internal Secret Inside() => new();
            public int Open() => Locked() + Walled() + Sealed();
        }
        public class Form
        {
            public required string Name { get; set; }
            public string? Title { get; init; }
            public int Age { get; private set; }
            public required int Count;
            public int WriteOnly { set => Age = value; }
        }
        public class Explicit : IComparable, IComparable<Explicit>, IDisposable, IEnumerable<int>
        {
            int IComparable.CompareTo(object? other) => 0;
            int IComparable<Explicit>.CompareTo(Explicit? other) => 0;
            void IDisposable.Dispose() { }
            IEnumerator<int> IEnumerable<int>.GetEnumerator() => new List<int>().GetEnumerator();
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => new List<int>().GetEnumerator();
        }
        public class Hashed
        {
            public override int GetHashCode() => 1;
            public override bool Equals(object? other) => true;
            public override string ToString() => "";
            public event EventHandler Changed { add { } remove { } }
            ~Hashed() { }
            public static bool operator true(Hashed a) => true;
            public static bool operator false(Hashed a) => false;
            public static Hashed operator ++(Hashed a) => a;
            public static Hashed operator +(Hashed a, Hashed b) => a;
            public static explicit operator int(Hashed a) => 1;
        }
        public abstract class Shape { protected Shape() { } public Shape(int sides) { } public abstract int Area(); public virtual int Edge() => 1; }
        public delegate int Fold(int a, int b);
        public enum Level { Low, High }
        public static class Results
        {
            public static Task<string> TextAsync() => Task.FromResult("");
            public static ValueTask<int> NumberAsync() => new(1);
            public static Task DoAsync() => Task.CompletedTask;
            public static IEnumerable<int> Lazy() { yield return 1; }
            public static async IAsyncEnumerable<int> LazyAsync() { await Task.Yield(); yield return 1; }
            public static ReadOnlySpan<char> Text() => "";
            public static Span<int> Numbers() => new int[1];
            public static Fold Folding() => (a, b) => a + b;
            public static string? Maybe() => null;
            public static Task<string?> MaybeAsync() => Task.FromResult<string?>(null);
            public static void Fill(in int a, ref int b, out int c, int[]? d = null, params string[] rest) => c = a + b;
            public static int Extend(this string text) => 1;
        }
        """;

    private static readonly Dictionary<bool, SampleSubject> Subjects = [];

    [OneTimeTearDown]
    public static void DeleteSubjects()
    {
        foreach (var subject in Subjects.Values)
            subject.Dispose();
        Subjects.Clear();
    }

    [TestCase("M:Sample.Cursor.Move", UntestedReason.UnsupportedSignature, "a ref struct")]
    [TestCase("M:Sample.Native.Read(System.Int32*)", UntestedReason.UnsupportedSignature, "parameter at is a pointer")]
    [TestCase("M:Sample.Native.Address", UntestedReason.UnsupportedSignature, "returns a pointer")]
    [TestCase("M:Sample.Native.Move(Sample.Cursor@)", UntestedReason.UnsupportedSignature, "parameter cursor is a ref struct")]
    [TestCase("M:Sample.Native.Start", UntestedReason.UnsupportedSignature, "returns a ref struct")]
    [TestCase("M:Sample.Old.Gone", UntestedReason.NotCallable, "obsolete, and using it is an error")]
    [TestCase("P:Sample.Old.Size", UntestedReason.NotCallable, "obsolete, and using it is an error")]
    [TestCase("M:Sample.Picky.Only``1(``0)", UntestedReason.NoTypeArguments, "no type satisfies its constraints")]
    [TestCase("M:Sample.Picker`1.Pick(`0)", UntestedReason.NoTypeArguments, "no type satisfies the constraints of Picker`1")]
    public void What_no_test_can_call_is_left_with_the_reason(string member, UntestedReason reason, string detail)
    {
        var left = Subject().Untested.Where(untested => untested.Member == member);

        Assert.Multiple(() =>
        {
            Assert.That(left, Is.EqualTo(new[] { new Untested(member, reason, detail) }));
            Assert.That(Found(), Does.Not.Contain(member));
        });
    }

    [Test]
    public void A_function_pointer_is_a_pointer()
    {
        var left = Subject().Untested.Single(untested => untested.Member.StartsWith("M:Sample.Native.Call", StringComparison.Ordinal));

        Assert.That(left.Detail, Is.EqualTo("parameter function is a pointer"));
    }

    [Test]
    public void A_span_by_reference_is_left_and_one_by_value_is_found()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Found(), Does.Contain("M:Sample.Native.Length(System.ReadOnlySpan{System.Char})"));
            Assert.That(Found(), Does.Not.Contain("M:Sample.Native.Longest(System.ReadOnlySpan{System.Char}@)"));
        });
    }

    [Test]
    public void What_is_only_discouraged_is_found() => Assert.That(Found(), Does.Contain("M:Sample.Old.Discouraged"));

    [Test]
    public void What_is_not_accessible_is_neither_found_nor_left()
    {
        var door = Found().Concat(Subject().Untested.Select(untested => untested.Member)).Where(member => member.Contains("Door", StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(door, Is.EquivalentTo(new[] { "M:Sample.Door.#ctor", "M:Sample.Door.Open" }));
            Assert.That(Found(), Has.None.Contains("Secret"));
        });
    }

    [Test]
    public void Internals_are_found_where_they_are_visible()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                Found(internalsVisible: true).Where(member => member.Contains("Door", StringComparison.Ordinal)),
                Is.EquivalentTo(new[] { "M:Sample.Door.#ctor", "M:Sample.Door.Open", "M:Sample.Door.Locked", "M:Sample.Door.Ajar", "M:Sample.Door.Inside" }));
            Assert.That(Found(internalsVisible: true), Does.Contain("P:Sample.Secret.Value"));
        });
    }

    [Test]
    public void Properties_say_where_they_can_be_set()
    {
        var setters = Subject().Catalog.Members.Where(member => member.Kind == MemberShapeKind.PropertySetter && member.DocumentationId.Contains("Form", StringComparison.Ordinal));

        Assert.That(
            setters.Select(member => (member.Name, member.IsInitOnly, member.IsRequired)),
            Is.EquivalentTo(new[] { ("Name", false, true), ("Title", true, false), ("WriteOnly", false, false) }));
    }

    /// <summary>The compiler marks its constructor obsolete, for compilers that do not know required members.</summary>
    [Test]
    public void A_class_with_required_members_can_be_made() => Assert.That(Found(), Does.Contain("M:Sample.Form.#ctor"));

    [Test]
    public void A_required_field_says_so()
    {
        var field = Subject().Member("F:Sample.Form.Count");

        Assert.That((field.Kind, field.IsRequired), Is.EqualTo((MemberShapeKind.Field, true)));
    }

    [Test]
    public void Explicit_implementations_are_reached_through_the_interface()
    {
        var found = Subject().Catalog.Members.Where(member => member.DocumentationId.StartsWith("M:System.ICompar", StringComparison.Ordinal) || member.DocumentationId.StartsWith("M:System.IDisp", StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(found.Select(member => member.DocumentationId), Is.EquivalentTo(new[] { "M:System.IComparable.CompareTo(System.Object)", "M:System.IComparable`1.CompareTo(`0)", "M:System.IDisposable.Dispose" }));
            Assert.That(Found(), Has.None.Contains("Explicit.System"));
            Assert.That(Subject().Vocabulary.Targets.Where(target => target.Receiver.Name == "Explicit" && target.Member.Name != ".ctor").Select(target => target.Member.Name), Is.EquivalentTo(new[] { "CompareTo", "CompareTo", "Dispose" }));
        });
    }

    [Test]
    public void A_hash_code_is_no_result()
    {
        var hash = Subject().Member("M:Sample.Hashed.GetHashCode");

        Assert.That((hash.Result, hash.Returns >= 0), Is.EqualTo((-1, true)));
    }

    [Test]
    public void Operators_that_a_test_can_write_are_found()
    {
        var members = Subject().Catalog.Members.Where(member => member.DocumentationId.Contains("Hashed", StringComparison.Ordinal)).Select(member => (member.Name, member.Kind));

        Assert.That(members, Is.EquivalentTo(new[]
        {
            (".ctor", MemberShapeKind.Constructor),
            ("GetHashCode", MemberShapeKind.Method),
            ("Equals", MemberShapeKind.Method),
            ("ToString", MemberShapeKind.Method),
            ("op_Addition", MemberShapeKind.Operator),
            ("op_Explicit", MemberShapeKind.Conversion),
            ("Changed", MemberShapeKind.Event),
        }));
    }

    [Test]
    public void An_abstract_class_has_no_constructor_and_its_abstract_members_are_no_subjects()
    {
        var members = Subject().Catalog.Members.Where(member => member.DocumentationId.Contains("Sample.Shape", StringComparison.Ordinal)).Select(member => (member.Name, member.IsSubject));

        Assert.That(members, Is.EquivalentTo(new[] { ("Area", false), ("Edge", true) }));
    }

    [TestCase("TextAsync", "String", ResultConversion.Await)]
    [TestCase("NumberAsync", "Int32", ResultConversion.Await)]
    [TestCase("DoAsync", null, ResultConversion.Await)]
    [TestCase("Lazy", "List`1", ResultConversion.Enumerate)]
    [TestCase("LazyAsync", "List`1", ResultConversion.EnumerateAsync)]
    [TestCase("Text", "String", ResultConversion.SpanToText)]
    [TestCase("Numbers", "Int32[]", ResultConversion.SpanToArray)]
    [TestCase("Folding", "Fold", ResultConversion.None)]
    public void The_result_is_what_a_variable_would_hold(string name, string? type, ResultConversion conversion)
    {
        var member = Subject().Member("M:Sample.Results." + name);

        Assert.That((member.Result < 0 ? null : Subject().Universe.TypeOf(member.Result).Name, member.Conversion), Is.EqualTo((type, conversion)));
    }

    [TestCase("TextAsync", false)]
    [TestCase("MaybeAsync", true)]
    [TestCase("Maybe", true)]
    [TestCase("Folding", false)]
    public void The_annotation_says_whether_a_result_may_be_null(string name, bool nullable) =>
        Assert.That(Subject().Member("M:Sample.Results." + name).ReturnsNullable, Is.EqualTo(nullable));

    [Test]
    public void Parameters_say_how_they_are_passed()
    {
        var parameters = Subject().Catalog.Members.Single(member => member.Name == "Fill").Parameters;

        Assert.That(parameters.Select(parameter => (parameter.Name, parameter.Passing, parameter.IsNullable, parameter.IsOptional, parameter.IsParams)), Is.EqualTo(new[]
        {
            ("a", Passing.In, false, false, false),
            ("b", Passing.Ref, false, false, false),
            ("c", Passing.Out, false, false, false),
            ("d", Passing.Value, true, true, false),
            ("rest", Passing.Value, false, false, true),
        }));
    }

    [Test]
    public void A_delegate_that_a_member_returns_can_be_called() =>
        Assert.That(Subject().Catalog.Members.Where(member => member.Kind == MemberShapeKind.DelegateInvoke).Select(member => Subject().Universe.TypeOf(member.DeclaringType).Name), Does.Contain("Fold"));

    [Test]
    public void An_extension_method_says_so() => Assert.That(Subject().Member("M:Sample.Results.Extend(System.String)").IsExtension, Is.True);

    [Test]
    public void Only_what_was_asked_for_is_a_subject()
    {
        var catalog = new Catalog();
        var universe = new Universe(Subject().Instrumented.SearchAssembly, [], catalog);

        new Discovery(universe, internalsVisible: false, (type, member) => type == "T:Sample.Form" || member == "M:Sample.Door.Open").Run();

        Assert.That(
            catalog.Members.Where(member => member.IsSubject).Select(member => member.DocumentationId).Distinct(),
            Is.EquivalentTo(new[] { "M:Sample.Door.Open", "M:Sample.Form.#ctor", "P:Sample.Form.WriteOnly" }));
    }

    [Test]
    public void A_catalog_from_an_earlier_worker_stays_as_it_is()
    {
        var catalog = Subject().Catalog;
        var (types, members) = (catalog.Types.Count, catalog.Members.Count);

        new Discovery(new Universe(Subject().Instrumented.SearchAssembly, [], catalog), internalsVisible: false, (_, _) => true).Run();

        Assert.That((catalog.Types.Count, catalog.Members.Count), Is.EqualTo((types, members)));
    }

    [Test]
    public void Every_member_of_the_catalog_can_be_bound_in_both_builds()
    {
        var subject = Subject(internalsVisible: true);

        Assert.Multiple(() =>
        {
            foreach (var member in subject.Catalog.Members.ToList())
            {
                Assert.That(DocumentationIdOf(subject.Universe, member), Is.EqualTo(member.DocumentationId));
                Assert.That(DocumentationIdOf(subject.Mutants, member), Is.EqualTo(member.DocumentationId));
            }
        });

        static string DocumentationIdOf(Universe universe, MemberShape shape)
        {
            if (shape.Kind == MemberShapeKind.Event)
                return $"E:{DocumentationId.Of(universe.EventOf(shape.Id).DeclaringType!)[2..]}.{shape.Name}";
            var member = universe.CallableOf(shape.Id).Member;
            var property = shape.Kind is MemberShapeKind.PropertyGetter or MemberShapeKind.PropertySetter or MemberShapeKind.IndexerGetter or MemberShapeKind.IndexerSetter
                ? universe.TypeOf(shape.DeclaringType).GetProperties((System.Reflection.BindingFlags)62).Single(property => property.GetMethod == member || property.SetMethod == member)
                : null;
            return DocumentationId.Of(member, property);
        }
    }

    private static IEnumerable<string> Found(bool internalsVisible = false) => Subject(internalsVisible).Catalog.Members.Select(member => member.DocumentationId).Distinct();

    private static SampleSubject Subject(bool internalsVisible = false)
    {
        if (!Subjects.TryGetValue(internalsVisible, out var subject))
            Subjects.Add(internalsVisible, subject = new SampleSubject(Source, internalsVisible));
        return subject;
    }
}
