using System.Globalization;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Execution;

/// <summary>Every kind of expression and statement does what its C# would do.</summary>
public sealed class InterpreterTests
{
    private const string Source = """
        namespace Sample;
        public enum Size : byte { Small, Large = 200 }
        public delegate int Fold(int sum, int item);
        public class Node(string name)
        {
            public string Name => name;
            public int Weight { get; set; }
            public required string Label { get; init; }
            public required int Depth;
            public Size Size { get; set; }
            public int? Limit { get; set; }
            public int Throwing { get => 0; set => throw new InvalidOperationException("no"); }
            public int this[int row, string column] { get => row + column.Length + Weight; set => Weight = value + row; }
            public Node Self() => this;
            public static Node operator +(Node a, Node b) => new(a.Name + b.Name) { Label = a.Label, Depth = a.Depth + b.Depth };
            public static explicit operator string(Node node) => node.Name;
        }
        public struct Counter { public int Value; public int Up() => ++Value; public Counter(int value) => Value = value; }
        public static class Calls
        {
            public static int Shared = 5;
            public static bool TryHalve(int value, out int half) { half = value / 2; return value % 2 == 0; }
            public static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);
            public static int Read(in int value) => value + 1;
            public static int Sum(params int[] items) => items.Sum();
            public static string Join(IReadOnlyList<string?> items) => string.Join('+', items.Select(item => item ?? "null"));
            public static int CountList(List<int> items) { items.Add(0); return items.Count; }
            public static int CountSet(ISet<int> items) => items.Count;
            public static string Pairs(IReadOnlyDictionary<string, int> items) => string.Join(',', items.OrderBy(pair => pair.Key).Select(pair => pair.Key + pair.Value));
            public static int SpanSum(ReadOnlySpan<int> items) { var sum = 0; foreach (var item in items) sum += item; return sum; }
            public static int TextLength(ReadOnlySpan<char> text) => text.Length;
            public static ReadOnlySpan<char> Tail(string text) => text.AsSpan(1);
            public static Span<int> Doubled(int[] items) { for (var i = 0; i < items.Length; i++) items[i] *= 2; return items; }
            public static int Reduce(int[] items, Fold fold) { var sum = 0; foreach (var item in items) sum = fold(sum, item); return sum; }
            public static string Make(Func<string> make) => make();
            public static void Do(Action<int> action) => action(1);
            public static string NameOf(Type type) => type.Name;
            public static string CultureOf(System.Globalization.CultureInfo culture) => culture.Name;
            public static string Kind(Size size) => size.ToString();
            public static string Nothing(Counter counter) => counter.Value.ToString();
            public static string? Null() => null;
            public static int Fail(int value) => throw new ArgumentException("Wrong.", nameof(value));
            public static int Forever() { while (true) { } }
            public static int Deep(int n) => n == 0 ? 0 : 1 + Deep(n - 1);
            public static async Task<int> LaterAsync(int value) { await Task.Yield(); return value + 1; }
            public static async ValueTask<string> TextAsync() { await Task.Yield(); return "later"; }
            public static async Task OnlyAsync() => await Task.Yield();
            public static async Task<int> FailAsync() { await Task.Yield(); throw new FormatException("late"); }
            public static Task<int> NullAsync() => null!;
            public static async Task<int> AwaitGiven(Task<int> given) => await given;
            public static IEnumerable<int> Evens() { for (var i = 0; ; i += 2) yield return i; }
            public static IEnumerable<int> Three() { yield return 1; yield return 2; yield return 3; }
            public static IEnumerable<int> Broken() { yield return 1; throw new InvalidOperationException("broken"); }
            public static IEnumerable<int> NoSequence() => null!;
            public static int First(IEnumerable<int> items) => items.First();
            public static async IAsyncEnumerable<int> LaterThree() { for (var i = 1; i <= 3; i++) { await Task.Yield(); yield return i; } }
            public static async IAsyncEnumerable<int> LaterForever() { for (var i = 0; ; i++) { if (i < 0) await Task.Yield(); yield return i; } }
            public static async IAsyncEnumerable<int> LaterBroken() { await Task.Yield(); yield return 1; throw new InvalidOperationException("broken"); }
        }
        """;

    private static SampleSubject _subject = null!;

    [OneTimeSetUp]
    public static void BuildSubject() => _subject = new SampleSubject(Source);

    [OneTimeTearDown]
    public static void DeleteSubject() => _subject.Dispose();

    [Test]
    public void An_out_argument_is_left_in_the_arguments()
    {
        Assert.That(Value(Named("TryHalve", Int(7), _subject.Default(typeof(int)))), Is.False);
        Assert.That(_subject.Last.Arguments[1], Is.EqualTo(3));
    }

    [Test]
    public void Ref_arguments_are_written_back_and_leave_the_variables_alone()
    {
        var swap = _subject.Catalog.Members.First(member => member.Name == "Swap" && _subject.Universe.TypeOf(member.TypeArguments[0]) == typeof(string));

        Assert.That(_subject.Run(SampleSubject.CallOf(swap, null, Text("a"), Text("b"))), Is.EqualTo(RunEnd.Completed));
        Assert.That(_subject.Last.Arguments, Is.EqualTo(new object[] { "b", "a" }));
        Assert.That(_subject.Last.Value, Is.Null);
    }

    [Test]
    public void An_in_argument_is_a_value() => Assert.That(Value(Named("Read", Int(1))), Is.EqualTo(2));

    [Test]
    public void A_params_argument_is_an_array() => Assert.That(Value(Named("Sum", Items(typeof(int[]), typeof(int), Int(1), Int(2)))), Is.EqualTo(3));

    [Test]
    public void A_constructor_sets_its_initialisers_in_order()
    {
        Assert.That(_subject.Run(Node("a", ("P:Sample.Node.Label", Text("l")), ("F:Sample.Node.Depth", Int(3)), ("P:Sample.Node.Weight", Int(4)), ("P:Sample.Node.Weight", Int(5)))), Is.EqualTo(RunEnd.Completed));
        Assert.That((Read("Name"), Read("Label"), Read("Weight")), Is.EqualTo(("a", "l", 5)));
        Assert.That(_subject.Last.Value!.GetType().GetField("Depth")!.GetValue(_subject.Last.Value), Is.EqualTo(3));
    }

    [Test]
    public void An_enum_and_a_nullable_property_can_be_initialised()
    {
        var size = new Literal(_subject.Universe.IdOf(_subject.Type("Sample.Size")), 200L);

        Assert.That(_subject.Run(Node("a", ("P:Sample.Node.Size", size), ("P:Sample.Node.Limit", new Literal(_subject.Universe.IdOf(typeof(int?)), null)))), Is.EqualTo(RunEnd.Completed));
        Assert.That((Read("Size")!.ToString(), Read("Limit")), Is.EqualTo(("Large", (object?)null)));
    }

    [Test]
    public void An_initialiser_that_throws_is_the_outcome_of_its_statement()
    {
        Assert.That(_subject.Run(Node("a", ("P:Sample.Node.Throwing", Int(1)))), Is.EqualTo(RunEnd.Threw));
        Assert.That(_subject.Last.Exception!.Message, Is.EqualTo("no"));
    }

    [Test]
    public void Null_in_an_initialiser_of_a_value_type_is_unrunnable()
    {
        Assert.That(_subject.Run(Node("a", ("P:Sample.Node.Weight", _subject.Null(typeof(string))))), Is.EqualTo(RunEnd.Unrunnable));
        Assert.That(_subject.Run(Node("a", ("F:Sample.Node.Depth", _subject.Null(typeof(string))))), Is.EqualTo(RunEnd.Unrunnable));
    }

    [Test]
    public void Indexers_take_their_arguments_and_the_value_last()
    {
        var set = SampleSubject.CallOf(_subject.Member("P:Sample.Node.Item(System.Int32,System.String)", MemberShapeKind.IndexerSetter), Variable(0), Int(1), Text("ab"), Int(10));
        var get = SampleSubject.CallOf(_subject.Member("P:Sample.Node.Item(System.Int32,System.String)", MemberShapeKind.IndexerGetter), Variable(0), Int(1), Text("ab"));

        Assert.That(_subject.Run(Node("a"), set, get), Is.EqualTo(RunEnd.Completed));
        Assert.That(_subject.Last.Value, Is.EqualTo(1 + 2 + 11));
    }

    [Test]
    public void Operators_and_conversions_are_called_with_their_operands()
    {
        var sum = _subject.Call("M:Sample.Node.op_Addition(Sample.Node,Sample.Node)", Variable(0), Node("b"));
        var text = _subject.Call("M:Sample.Node.op_Explicit(Sample.Node)~System.String", Variable(1));

        Assert.That(_subject.Run(Node("a"), sum, text), Is.EqualTo(RunEnd.Completed));
        Assert.That(_subject.Last.Value, Is.EqualTo("ab"));
    }

    [Test]
    public void A_reference_is_the_object_of_the_earlier_statement()
    {
        Assert.That(_subject.Run(Node("a"), _subject.CallOn(Variable(0), "M:Sample.Node.Self")), Is.EqualTo(RunEnd.Completed));
        Assert.That(_subject.Last.Value, Is.SameAs(_subject.Interpreter.Results[0].Value));
    }

    /// <summary><c>counter.Up(); counter.Up();</c> on a variable changes the variable.</summary>
    [Test]
    public void A_struct_in_a_variable_changes_in_place()
    {
        var up = _subject.CallOn(Variable(0), "M:Sample.Counter.Up");

        Assert.That(_subject.Run(_subject.Call("M:Sample.Counter.#ctor(System.Int32)", Int(5)), up, up), Is.EqualTo(RunEnd.Completed));
        Assert.That(_subject.Last.Value, Is.EqualTo(7));
    }

    [Test]
    public void Fields_are_read() =>
        Assert.That(Value(SampleSubject.CallOf(_subject.Member("F:Sample.Calls.Shared"), null)), Is.EqualTo(5));

    [Test]
    public void A_read_only_interface_gets_an_array_with_nulls() =>
        Assert.That(Value(Named("Join", Items(typeof(IReadOnlyList<string>), typeof(string), Text("a"), _subject.Null(typeof(string))))), Is.EqualTo("a+null"));

    [Test]
    public void A_list_can_grow() => Assert.That(Value(Named("CountList", Items(typeof(List<int>), typeof(int), Int(1), Int(1)))), Is.EqualTo(3));

    [Test]
    public void A_set_holds_each_item_once() => Assert.That(Value(Named("CountSet", Items(typeof(ISet<int>), typeof(int), Int(1), Int(1)))), Is.EqualTo(1));

    [Test]
    public void A_dictionary_takes_keys_and_values_in_turn_and_the_last_of_a_key() =>
        Assert.That(Value(Named("Pairs", Items(typeof(IReadOnlyDictionary<string, int>), typeof(int), Text("a"), Int(1), Text("b"), Int(2), Text("a"), Int(3)))), Is.EqualTo("a3,b2"));

    [Test]
    public void A_dictionary_has_no_null_key() =>
        Assert.That(_subject.Run(Named("Pairs", Items(typeof(IReadOnlyDictionary<string, int>), typeof(int), _subject.Null(typeof(string)), Int(1)))), Is.EqualTo(RunEnd.Unrunnable));

    [Test]
    public void Null_among_values_is_unrunnable()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_subject.Run(Named("Sum", Items(typeof(int[]), typeof(int), _subject.Null(typeof(string))))), Is.EqualTo(RunEnd.Unrunnable));
            Assert.That(_subject.Run(Named("Pairs", Items(typeof(IReadOnlyDictionary<string, int>), typeof(int), Text("a"), _subject.Null(typeof(string))))), Is.EqualTo(RunEnd.Unrunnable));
            Assert.That(_subject.Run(Named("Read", _subject.Null(typeof(string)))), Is.EqualTo(RunEnd.Unrunnable));
        });
    }

    [Test]
    public void Spans_come_and_go_as_arrays_and_texts()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Value(Named("SpanSum", Items(typeof(ReadOnlySpan<int>), typeof(int), Int(1), Int(2)))), Is.EqualTo(3));
            Assert.That(Value(Named("TextLength", Text("abc"))), Is.EqualTo(3));
            Assert.That(Value(Named("TextLength", _subject.Null(typeof(string)))), Is.EqualTo(0));
            Assert.That(Value(Named("Tail", Text("abc"))), Is.EqualTo("bc"));
            Assert.That(Value(Named("Doubled", Items(typeof(int[]), typeof(int), Int(1), Int(2)))), Is.EqualTo(new[] { 2, 4 }));
        });
    }

    [TestCase(LambdaBody.Computed, 0)]
    [TestCase(LambdaBody.Constant, 9)]
    public void A_lambda_returns_what_it_says(LambdaBody body, int expected) =>
        Assert.That(Value(Named("Reduce", Items(typeof(int[]), typeof(int), Int(1), Int(2)), new Lambda(_subject.Universe.IdOf(_subject.Type("Sample.Fold")), body, body == LambdaBody.Constant ? Int(9) : null))), Is.EqualTo(expected));

    [Test]
    public void A_lambda_that_throws_throws_in_the_call()
    {
        Assert.That(_subject.Run(Named("Make", new Lambda(_subject.Universe.IdOf(typeof(Func<string>)), LambdaBody.Throw))), Is.EqualTo(RunEnd.Threw));
        Assert.That(_subject.Last.Exception, Is.InstanceOf<InvalidOperationException>().With.Message.EqualTo("boom"));
    }

    [Test]
    public void A_lambda_may_do_nothing() => Assert.That(_subject.Run(Named("Do", new Lambda(_subject.Universe.IdOf(typeof(Action<int>)), LambdaBody.Nothing))), Is.EqualTo(RunEnd.Completed));

    [Test]
    public void Types_known_values_enums_and_defaults_are_what_their_code_says()
    {
        var size = _subject.Universe.IdOf(_subject.Type("Sample.Size"));
        Assert.Multiple(() =>
        {
            Assert.That(Value(Named("NameOf", new TypeOf(_subject.Universe.IdOf(typeof(Type)), _subject.Universe.IdOf(typeof(Guid))))), Is.EqualTo("Guid"));
            Assert.That(Value(Named("CultureOf", new KnownValue(_subject.Universe.IdOf(typeof(CultureInfo)), "System.Globalization.CultureInfo.GetCultureInfo(\"de-DE\")"))), Is.EqualTo("de-DE"));
            Assert.That(Value(Named("Kind", new Literal(size, 200L))), Is.EqualTo("Large"));
            Assert.That(Value(Named("Kind", new Literal(size, 7L))), Is.EqualTo("7"));
            Assert.That(Value(Named("Nothing", _subject.Default(_subject.Type("Sample.Counter")))), Is.EqualTo("0"));
        });
    }

    [Test]
    public void A_null_receiver_is_unrunnable()
    {
        var length = _subject.CallOn(Named("Null"), "M:Sample.Node.Self");

        Assert.That(_subject.Run(length), Is.EqualTo(RunEnd.Unrunnable));
        Assert.That(_subject.Run(length with { Receiver = null }), Is.EqualTo(RunEnd.Unrunnable));
    }

    [Test]
    public void An_exception_of_the_outermost_call_ends_the_test_and_is_its_outcome()
    {
        Assert.That(_subject.Run(Named("Sum", Items(typeof(int[]), typeof(int))), Named("Fail", Int(1)), Named("Null")), Is.EqualTo(RunEnd.Threw));
        Assert.That(_subject.Interpreter.Results, Has.Count.EqualTo(2));
        Assert.That(_subject.Last.Exception, Is.TypeOf<ArgumentException>().With.Property("ParamName").EqualTo("value"));
    }

    [Test]
    public void An_exception_inside_an_argument_names_the_call_that_threw()
    {
        var inner = Named("Fail", Int(1));

        Assert.That(_subject.Run(Named("Read", inner)), Is.EqualTo(RunEnd.ThrewInside));
        Assert.That(_subject.Interpreter.NestedCulprit, Is.SameAs(inner));
        Assert.That(_subject.Interpreter.Results, Is.Empty);
    }

    [Test]
    public void The_innermost_call_that_threw_is_named()
    {
        var inner = Named("Fail", Int(1));

        Assert.That(_subject.Run(Named("Read", Named("Read", inner))), Is.EqualTo(RunEnd.ThrewInside));
        Assert.That(_subject.Interpreter.NestedCulprit, Is.SameAs(inner));
    }

    [Test]
    public void An_exception_inside_an_initialiser_or_collection_is_inside()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_subject.Run(Node("a", ("P:Sample.Node.Weight", Named("Fail", Int(1))))), Is.EqualTo(RunEnd.ThrewInside));
            Assert.That(_subject.Run(Named("Sum", Items(typeof(int[]), typeof(int), Named("Fail", Int(1))))), Is.EqualTo(RunEnd.ThrewInside));
        });
    }

    [Test]
    public void An_endless_loop_runs_out_of_fuel_wherever_it_is()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_subject.Run(Named("Forever")), Is.EqualTo(RunEnd.OutOfFuel));
            Assert.That(_subject.Run(Named("Read", Named("Forever"))), Is.EqualTo(RunEnd.OutOfFuel));
        });
    }

    [Test]
    public void A_call_costs_a_unit_of_fuel()
    {
        var deep = new TestCase([new Statement(Named("Deep", Int(20)))]);

        Assert.Multiple(() =>
        {
            Assert.That(_subject.Interpreter.Run(deep, 21), Is.EqualTo(RunEnd.Completed));
            Assert.That(_subject.Interpreter.Run(deep, 15), Is.EqualTo(RunEnd.OutOfFuel));
        });
    }

    [Test]
    public void What_is_awaited_yields_its_result_or_its_exception()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Value(Named("LaterAsync", Int(1))), Is.EqualTo(2));
            Assert.That(Value(Named("TextAsync")), Is.EqualTo("later"));
            Assert.That(Value(Named("OnlyAsync")), Is.Null);
            Assert.That(_subject.Run(Named("FailAsync")), Is.EqualTo(RunEnd.Threw));
            Assert.That(_subject.Last.Exception, Is.TypeOf<FormatException>());
            Assert.That(_subject.Run(Named("NullAsync")), Is.EqualTo(RunEnd.Threw));
            Assert.That(_subject.Last.Exception, Is.TypeOf<NullReferenceException>());
            Assert.That(_subject.Patience.IsTimed, Is.False);
        });
    }

    [Test]
    public void A_finished_task_is_passed_on_as_it_is()
    {
        var finished = _subject.Catalog.Members.First(member => member.Name == "FromResult" && _subject.Universe.TypeOf(member.Result) == typeof(Task<int>));

        Assert.That(Value(Named("AwaitGiven", SampleSubject.CallOf(finished, null, Int(4)))), Is.EqualTo(4));
    }

    [TestCase("Three", Statement.All, new[] { 1, 2, 3 })]
    [TestCase("Three", 2, new[] { 1, 2 })]
    [TestCase("Three", 9, new[] { 1, 2, 3 })]
    [TestCase("Evens", 3, new[] { 0, 2, 4 })]
    [TestCase("LaterThree", Statement.All, new[] { 1, 2, 3 })]
    [TestCase("LaterThree", 2, new[] { 1, 2 })]
    [TestCase("LaterForever", 2, new[] { 0, 1 })]
    public void A_sequence_is_taken_as_far_as_the_statement_says(string name, int take, int[] expected)
    {
        Assert.That(_subject.Run(new Statement(Named(name), take)), Is.EqualTo(RunEnd.Completed));
        Assert.That(_subject.Last.Value, Is.TypeOf<List<int>>().And.EqualTo(expected));
    }

    [TestCase("Evens")]
    [TestCase("LaterForever")]
    public void An_endless_sequence_is_cut_and_remembered(string name)
    {
        Assert.That(_subject.Run(new Statement(Named(name), Statement.All)), Is.EqualTo(RunEnd.Unrunnable));
        Assert.That(_subject.Interpreter.Endless, Is.EqualTo(Named(name).Member));
    }

    [TestCase("Broken")]
    [TestCase("LaterBroken")]
    public void A_sequence_that_throws_is_the_outcome(string name)
    {
        Assert.That(_subject.Run(new Statement(Named(name), Statement.All)), Is.EqualTo(RunEnd.Threw));
        Assert.That(_subject.Last.Exception, Is.TypeOf<InvalidOperationException>());
        Assert.That(_subject.Run(new Statement(Named(name), 1)), Is.EqualTo(RunEnd.Completed));
    }

    [Test]
    public void No_sequence_cannot_be_enumerated() => Assert.That(_subject.Run(new Statement(Named("NoSequence"), Statement.All)), Is.EqualTo(RunEnd.Unrunnable));

    [Test]
    public void As_an_argument_a_sequence_stays_lazy() => Assert.That(Value(Named("First", Named("Evens"))), Is.EqualTo(0));

    private static object? Value(Invocation call)
    {
        Assert.That(_subject.Run(call), Is.EqualTo(RunEnd.Completed));
        return _subject.Last.Value;
    }

    private static object? Read(string property) => _subject.Last.Value!.GetType().GetProperty(property)!.GetValue(_subject.Last.Value);

    private static Invocation Named(string method, params Expression[] arguments) => SampleSubject.CallOf(_subject.Catalog.Members.First(member => member.Name == method), null, arguments);

    private static Invocation Node(string name, params (string Member, Expression Value)[] initialisers) =>
        _subject.Call("M:Sample.Node.#ctor(System.String)", Text(name)) with
        {
            Initialisers = [.. initialisers.Select(one => new Initialiser(_subject.Catalog.Members.First(member => member.DocumentationId == one.Member && member.Kind is MemberShapeKind.PropertySetter or MemberShapeKind.Field).Id, one.Value))],
        };

    private static Literal Int(int value) => _subject.Of(value);

    private static Literal Text(string value) => _subject.Of(value);

    private static Reference Variable(int statement) => new(0, statement);

    private static Collection Items(Type type, Type element, params Expression[] items) => new(_subject.Universe.IdOf(type), _subject.Universe.IdOf(element), [.. items]);
}
