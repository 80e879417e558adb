using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Oracles;

public sealed class ObserverTests
{
    private const string Source = """
        namespace Sample;
        public enum Level { Low, High = 7 }
        public class Person(string name)
        {
            public string Name => name;
            public Person? Friend { get; set; }
            public int Broken => throw new InvalidOperationException();
            public Person Me() => this;
            private int Secret => 3;
        }
        public sealed class Student(string name) : Person(name);
        internal sealed class Ghost(string name) : Person(name);
        public class Tiring { public int Size { get { while (true) { } } } }
        public struct Pair { public int Left; public int Right { get; set; } public override string ToString() => Left + "/" + Right; }
        internal sealed class HiddenException() : ArgumentException("subject: hidden", "who");
        public class Wide { public int A => 1; public int B => 2; public int C => 3; public int D => 4; public int E => 5; public int F => 6; public int G => 7; public int H => 8; public int I => 9; public int J => 10; public int K => 11; public int L => 12; }
        public static class Makes
        {
            public static int Number() => 3;
            public static Level Level() => Sample.Level.High;
            public static int? Maybe(bool there) => there ? 4 : null;
            public static string Long() => new('x', 401);
            public static string? Null() => null;
            public static double NotANumber() => double.NaN;
            public static object Anything() => "text";
            public static Person Student() => new Student("Ada");
            public static System.IO.TextReader Reader() => new System.IO.StringReader("a");
            public static IComparable<string> Text() => "a";
            public static Person Ghost() => new Ghost("Bea");
            public static Person Friends() => new("Cleo") { Friend = new("Dora") { Friend = new("Eve") } };
            public static int[] Numbers() => [1, 2];
            public static List<string> None() => [];
            public static Person[] People() => [new("a"), new("b")];
            public static List<object> Mixed() => [1, "a"];
            public static IEnumerable<int> Lazy() { yield return 1; yield return 2; }
            public static IReadOnlyList<int> Many() => new int[21];
            public static Dictionary<string, int> Map() => new() { ["a"] = 1 };
            public static Pair Pair() => new() { Left = 1, Right = 2 };
            public static (int Id, string Name) Tuple() => (1, "a");
            public static Tiring Tiring() => new();
            public static Wide Wide() => new();
            public static bool Try(out string found, ref int count) { found = "it"; count++; return true; }
            public static void Fail(string given) => throw new ArgumentException("subject: wrong", nameof(given));
            public static void FailInWordsOfOthers() => throw new FormatException("The framework says so.");
            public static void FailHidden() => throw new HiddenException();
            public static Func<int> Function() => () => 1;
        }
        """;

    private static SampleSubject _subject = null!;

    [OneTimeSetUp]
    public static void BuildSubject() => _subject = new SampleSubject(Source);

    [OneTimeTearDown]
    public static void DeleteSubject() => _subject.Dispose();

    [TestCase("Number", " = Int32 3")]
    [TestCase("Level", " = Level 7")]
    [TestCase("Long", " has 401 characters")]
    [TestCase("Null", " is null")]
    [TestCase("NotANumber", " = Double NaN")]
    [TestCase("Anything", " = String text")]
    [TestCase("Student", " is a Student|.Friend is null|.Name = String Ada")]
    [TestCase("Reader", " is a StringReader")]
    [TestCase("Text", " = String a")]
    [TestCase("Ghost", " is not null|.Friend is null|.Name = String Bea")]
    [TestCase("Friends", " is not null|.Friend is not null|.Friend.Name = String Dora|.Name = String Cleo")]
    [TestCase("Numbers", " = [1, 2]")]
    [TestCase("None", " = []")]
    [TestCase("People", ".Length = 2")]
    [TestCase("Mixed", ".Count = 2")]
    [TestCase("Many", ".Count = 21")]
    [TestCase("Pair", ".Right = Int32 2|.Left = Int32 1|.ToString = String 1/2")]
    [TestCase("Tuple", ".Item1 = Int32 1|.Item2 = String a")]
    [TestCase("Function", " is not null")]
    public void A_result_is_seen_through_its_public_members(string method, string expected) =>
        Assert.That(See(Named(method)), Is.EquivalentTo(expected.Split('|').Select(seen => "0" + seen)));

    [Test]
    public void A_lazy_sequence_is_seen_as_the_list_it_was_collected_in()
    {
        _subject.Run(new Statement(Named("Lazy"), Statement.All));

        Assert.That(Seen(new TestCase([new Statement(Named("Lazy"), Statement.All)])), Is.EqualTo(new[] { "0 = [1, 2]" }));
    }

    [TestCase(true, "0 = Int32 4")]
    [TestCase(false, "0 is null")]
    public void A_nullable_value_is_its_value_or_null(bool there, string expected) => Assert.That(See(Named("Maybe", _subject.Of(there))), Is.EqualTo(new[] { expected }));

    [Test]
    public void By_reference_arguments_are_seen() =>
        Assert.That(See(Named("Try", _subject.Default(typeof(string)), _subject.Of(4))), Is.EqualTo(new[] { "0 = Boolean True", "0 out 0 = String it", "0 out 1 = Int32 5" }));

    [Test]
    public void The_object_of_an_earlier_variable_is_the_same() =>
        Assert.That(See(Named("Student"), _subject.CallOn(new Reference(0, 0), "M:Sample.Person.Me")), Does.Contain("1 same as 0"));

    [Test]
    public void An_exception_is_seen_with_its_parameter_and_the_subjects_own_words()
    {
        Assert.Multiple(() =>
        {
            Assert.That(See(Named("Fail", _subject.Of("a"))), Is.EqualTo(new[] { "0 throws exactly ArgumentException of given: subject: wrong (Parameter 'given')" }));
            Assert.That(See(Named("FailInWordsOfOthers")), Is.EqualTo(new[] { "0 throws exactly FormatException" }));
            Assert.That(See(Named("FailHidden")), Is.EqualTo(new[] { "0 throws ArgumentException of who: subject: hidden (Parameter 'who')" }));
        });
    }

    [Test]
    public void A_getter_without_end_ends_the_look() => Assert.That(See(Named("Tiring")), Is.Null);

    [Test]
    public void There_is_an_end_to_looking()
    {
        var wide = Named("Wide");

        Assert.Multiple(() =>
        {
            Assert.That(See(wide), Has.Length.EqualTo(11));
            Assert.That(See(wide, wide, wide, wide, wide, wide), Has.Length.EqualTo(60));
        });
    }

    private static Invocation Named(string method, params Expression[] arguments) => SampleSubject.CallOf(_subject.Catalog.Members.First(member => member.Name == method), null, arguments);

    private static string[]? See(params Invocation[] calls)
    {
        _subject.Run(calls);
        return Seen(new TestCase([.. calls.Select(call => new Statement(call))]));
    }

    private static string[]? Seen(TestCase test) =>
        new Observer(_subject.Vocabulary, message => message.StartsWith("subject", StringComparison.Ordinal)).Observe(_subject.Interpreter, test, Runner.Fuel)?.Select(Text).ToArray();

    private static string Text(Observation observation)
    {
        var place = observation.Of.Statement + (observation.Of.Out < 0 ? "" : $" out {observation.Of.Out}") + string.Concat(observation.Of.Path.Select(member => "." + _subject.Catalog.Members[member].Name));
        return place + observation.Fact switch
        {
            Fact.EqualTo equal => $" = {Name(equal.Value.Type)} {equal.Value.Value}",
            Fact.IsNull => " is null",
            Fact.IsNotNull => " is not null",
            Fact.TextLength length => $" has {length.Length} characters",
            Fact.InstanceOf instance => " is a " + Name(instance.Type),
            Fact.SameAs same => $" same as {same.Statement}",
            Fact.Elements elements => $" = [{string.Join(", ", elements.Items.Select(item => item.Value))}]",
            Fact.Count count => $".{(count.Length ? "Length" : "Count")} = {count.Value}",
            Fact.Throws thrown => $" throws {(thrown.Exactly ? "exactly " : "")}{Name(thrown.Type)}{(thrown.ParameterName is null ? "" : " of " + thrown.ParameterName)}{(thrown.Message is null ? "" : ": " + thrown.Message)}",
            _ => throw new InvalidOperationException(observation.Fact.ToString()),
        };
    }

    private static string Name(int type) => _subject.Universe.TypeOf(type).Name;
}
