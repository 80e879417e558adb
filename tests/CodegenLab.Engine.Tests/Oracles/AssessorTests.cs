using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Oracles;

/// <summary>What does not repeat is not observed.</summary>
public sealed class AssessorTests
{
    private const string Source = """
        namespace Sample;
        public class Ticket { public required int Number { get; init; } public required string Kind { get; init; } }
        public static class Unsteady
        {
            private static int _count;
            public static int Next() => ++_count;
            public static int Rented() => System.Buffers.ArrayPool<(int Start, int Length)>.Shared.Rent(4)[1].Length;
            public static Guid Fresh() => Guid.NewGuid();
            public static Ticket Issue() => new() { Number = ++_count, Kind = "single" };
            public static void Odd() { if (++_count % 2 == 1) throw new InvalidOperationException("odd"); }
            public static int FirstTime() => _seen ? 1 : (_seen = true) ? 0 : 2;
            private static bool _seen;
            public static void Say(int number) => throw new InvalidOperationException("Number " + ++_count);
        }
        public class Settings { public int Depth { get; set; } public void Deepen() => Depth++; }
        public static class Steady
        {
            public static Settings Current { get; } = new();
            public static Settings Own() => new();
            public static Settings Another => new();
            public static bool IsEven(System.Numerics.BigInteger number) => number.IsEven;
            public static int Twice(int value) => value * 2;
            public static string Sign(int value) => value < 0 ? "minus" : "plus";
            public static void Nothing() { }
            public static int Check(int value) => value > 10 ? throw new ArgumentException("Too large.") : value < 0 ? throw new ArgumentException("Too small.") : value;
            public static int Loop(int count) { var sum = 0; for (var i = 0; i < count; i++) sum += i; return sum; }
            public static int Forever() { while (true) { } }
        }
        public class Quiet { public int Next(int value) => value + 1; public void Hush() { } }
        public static class Guests
        {
            private static readonly List<string> Names = [];
            public static int Welcome(string name)
            {
                if (!Names.Contains(name))
                    Names.Add(name);
                var isLong = name.Length > 3;
                return Names.Count;
            }
        }
        """;

    private static SampleSubject _subject = null!;
    private static Assessor _assessor = null!;

    [OneTimeSetUp]
    public static void BuildSubject()
    {
        _subject = new SampleSubject(Source);
        var runner = new Runner(new QuietHost(), _subject.Universe, _subject.Mutants, new Observer(_subject.Vocabulary, _ => true), new WorkMeter(), [], new DeadlyCalls(_subject.Catalog, [], []));
        _assessor = new Assessor(runner, _subject.SearchBuild, _subject.MutantBuild);
    }

    [OneTimeTearDown]
    public static void DeleteSubject() => _subject.Dispose();

    [TestCase("Next")]
    [TestCase("Fresh")]
    [TestCase("Rented")]
    [TestCase("Odd")]
    [TestCase("FirstTime")]
    public void What_differs_from_run_to_run_is_no_test(string method) => Assert.That(Assess(Named(method)), Is.Null);

    [Test]
    public void Of_a_result_that_differs_in_part_the_rest_is_observed()
    {
        var candidate = Assess(Named("Issue"))!;

        Assert.That(
            candidate.Observations.SelectMany(observation => observation.Of.Path).Select(member => _subject.Catalog.Members[member].Name),
            Is.EqualTo(new[] { "Kind" }));
    }

    /// <summary>The message is part of what was seen of an exception.</summary>
    [Test]
    public void An_exception_with_another_message_each_time_is_no_test() => Assert.That(Assess(Named("Say", _subject.Of(1))), Is.Null);

    /// <summary>The tests that come after it would find what it has set.</summary>
    [Test]
    public void What_changes_a_part_of_what_all_share_is_no_test([Values("Current", "Own", "Another")] string origin, [Values] bool sets)
    {
        var settings = Named(origin);
        var variable = new Reference(settings.Type, 0);
        var change = sets
            ? SampleSubject.CallOf(_subject.Member("P:Sample.Settings.Depth", MemberShapeKind.PropertySetter), variable, _subject.Of(1))
            : SampleSubject.CallOf(_subject.Member("M:Sample.Settings.Deepen"), variable);

        var candidate = Assess(settings, change, SampleSubject.CallOf(_subject.Member("P:Sample.Settings.Depth", MemberShapeKind.PropertyGetter), variable));

        Assert.That(candidate, origin == "Current" ? Is.Null : Is.Not.Null);
    }

    [Test]
    public void What_others_refuse_to_make_is_no_test()
    {
        var infinite = _subject.Of(double.PositiveInfinity);
        var number = _subject.Catalog.Members.First(member => member is { Kind: MemberShapeKind.Constructor, IsSubject: false, Parameters: [var parameter] } && parameter.Type == infinite.Type);

        Assert.That(Assess(Named("Twice", _subject.Of(1)), SampleSubject.CallOf(number, null, infinite)), Is.Null);
    }

    /// <summary>An object that has nothing to do with the last call is not what a test of that call asserts.</summary>
    [Test]
    public void What_the_last_call_has_nothing_to_do_with_is_not_observed()
    {
        var settings = Named("Own");
        var beside = Assess(settings, Named("Twice", _subject.Of(1)))!;
        var alone = Assess(settings, Named("Nothing"));

        Assert.That(beside.Observations.Select(observation => observation.Of.Statement).Distinct(), Is.EqualTo(new[] { 1 }));
        Assert.That(alone, Is.Null);
    }

    /// <summary>What the last call does cannot show in a number that was read before.</summary>
    [Test]
    public void Plain_values_from_before_the_last_call_alone_make_no_test()
    {
        var quiet = SampleSubject.CallOf(_subject.Member("M:Sample.Quiet.#ctor"), null);
        var variable = new Reference(quiet.Type, 0);
        var next = SampleSubject.CallOf(_subject.Member("M:Sample.Quiet.Next(System.Int32)"), variable, _subject.Of(1));

        Assert.That(Assess(quiet, next, SampleSubject.CallOf(_subject.Member("M:Sample.Quiet.Hush"), variable)), Is.Null);
        Assert.That(Assess(quiet, next), Is.Not.Null);
    }

    [Test]
    public void Without_anything_to_see_there_is_no_test() => Assert.That(Assess(Named("Nothing")), Is.Null);

    [Test]
    public void What_does_not_end_is_no_test() => Assert.That(Assess(Named("Forever")), Is.Null);

    [Test]
    public void A_statement_after_an_exception_makes_no_test() => Assert.That(Assess(Named("Check", _subject.Of(11)), Named("Twice", _subject.Of(1))), Is.Null);

    [Test]
    public void Branches_and_mutants_are_those_of_the_run()
    {
        var minus = Assess(Named("Sign", _subject.Of(-1)))!;
        var plus = Assess(Named("Sign", _subject.Of(1)))!;

        Assert.Multiple(() =>
        {
            Assert.That(minus.Goals, Has.Count.EqualTo(1));
            Assert.That(minus.Goals, Is.Not.EqualTo(plus.Goals));
            Assert.That(minus.Reached, Is.Not.Empty);
            Assert.That(minus.Reached.Select(mutant => _subject.Instrumented.Mutants[mutant].Member), Has.All.Contains("Sign"));
        });
    }

    /// <summary>One of the mutants adds a guest each time: all runs after it, with whatever mutant, find more of them.</summary>
    [Test]
    public void What_another_mutant_has_left_behind_is_no_kill()
    {
        var candidate = Assess(Named("Welcome", _subject.Of("Ann")))!;

        var kills = _assessor.Differing(candidate, candidate.Reached, stopAtFirst: true).Keys.Select(mutant => _subject.Instrumented.Mutants[mutant].Original).ToList();

        Assert.That(kills, Has.Some.Contains("Names.Contains").And.Some.Contains("Names.Count"));
        Assert.That(kills, Has.None.Contains("name.Length"));
        Assert.That(candidate.Reached.Select(mutant => _subject.Instrumented.Mutants[mutant].Original), Has.Some.Contains("name.Length"));
    }

    [Test]
    public void A_mutant_is_killed_by_what_it_changes()
    {
        var zero = Assess(Named("Twice", _subject.Of(0)))!;
        var five = Assess(Named("Twice", _subject.Of(5)))!;

        Assert.Multiple(() =>
        {
            Assert.That(five.Reached.Where(mutant => _assessor.Kills(five, mutant)), Is.Not.Empty);
            Assert.That(zero.Reached.Count(mutant => _assessor.Kills(zero, mutant)), Is.LessThan(five.Reached.Count(mutant => _assessor.Kills(five, mutant))));
            Assert.That(five.Reached.Where(mutant => _assessor.Kills(five, mutant)).Select(mutant => _assessor.Differing(five, mutant, stopAtFirst: false)), Has.All.EqualTo(new[] { 0 }));
        });
    }

    [Test]
    public void A_mutant_that_does_not_end_is_killed_by_everything()
    {
        var loop = Assess(Named("Loop", _subject.Of(3)))!;

        var endless = loop.Reached.Where(mutant => _subject.Instrumented.Mutants[mutant].Replacement.Contains("i--", StringComparison.Ordinal)).ToList();

        Assert.That(endless, Is.Not.Empty);
        Assert.That(endless.Select(mutant => _assessor.Kills(loop, mutant)), Has.All.True);
    }

    /// <summary>Or whatever mutant a long run reaches would count as killed.</summary>
    [TestCase(1)]
    [TestCase(2_000)]
    [TestCase(60_000)]
    public void Nothing_kills_the_original(int turns)
    {
        var loop = Assess(Named("Loop", _subject.Of(turns)))!;

        Assert.That(_assessor.Kills(loop, -1), Is.False);
    }

    [Test]
    public void Only_where_another_exception_of_the_type_may_come_is_the_message_needed()
    {
        var large = Assess(Named("Check", _subject.Of(11)))!;
        var killed = large.Reached.Where(mutant => _assessor.Kills(large, mutant)).ToList();

        Assert.That(killed, Is.Not.Empty);
        Assert.That(killed.Select(mutant => _assessor.NeedsMessage(large, mutant)), Does.Contain(false));
    }

    private static Candidate? Assess(params Invocation[] calls) => _assessor.Assess(new TestCase([.. calls.Select(call => new Statement(call))]));

    private static Invocation Named(string method, params Expression[] arguments) => SampleSubject.CallOf(_subject.Catalog.Members.First(member => member.Name == method), null, arguments);

    private sealed class QuietHost : IWorkerHost
    {
        public bool StopRequested => false;

        public void Send(Report report) { }

        public void Running(TestCase test, int mutant) { }

        public void Calling(int member) { }
    }
}
