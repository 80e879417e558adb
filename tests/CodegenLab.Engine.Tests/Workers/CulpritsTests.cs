using System.Collections.Immutable;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Workers;

[TestFixture]
public class CulpritsTests
{
    private static readonly Catalog Catalog = new()
    {
        Types =
        [
            new TypeShape { Id = 0, Kind = TypeShapeKind.Class, Name = "Shop.Till", IsSubject = true },
            new TypeShape { Id = 1, Kind = TypeShapeKind.Class, Name = "Shop.TillDrawer", IsSubject = true },
        ],
        Members = [Member(0, 0, "M:Shop.Till.Close"), Member(1, 1, "M:Shop.TillDrawer.#ctor"), Member(2, 1, "M:Shop.TillDrawer.Open")],
    };

    [Test]
    public void The_member_under_test_is_to_blame()
    {
        Assert.That(Culprits.MembersOf(Crash(WorkerCrashKind.Died, 2), Catalog), Is.EqualTo(new[] { "M:Shop.TillDrawer.Open" }));
    }

    [Test]
    public void A_call_inside_the_test_is_to_blame_when_it_was_that_one()
    {
        Assert.That(Culprits.MembersOf(Crash(WorkerCrashKind.Stalled, 2) with { Calling = 1 }, Catalog), Is.EqualTo(new[] { "M:Shop.TillDrawer.#ctor" }));
    }

    [Test]
    public void What_a_finalizer_throws_is_held_against_its_type_and_not_against_the_test_that_ran()
    {
        var crash = Crash(WorkerCrashKind.ThrewOnThread, 0) with
        {
            LastWords = "Unhandled exception. System.InvalidOperationException: boom\n   at System.Threading.Thread.Start()\n   at Shop.TillDrawer.Finalize()\n   at System.GC.RunFinalizers()",
        };

        Assert.That(Culprits.MembersOf(crash, Catalog), Is.EqualTo(new[] { "M:Shop.TillDrawer.#ctor", "M:Shop.TillDrawer.Open" }));
        Assert.That(crash.Deed, Is.EqualTo("threw where nobody can catch it (InvalidOperationException)"));
    }

    [Test]
    public void A_member_is_avoided_from_the_second_death_on()
    {
        Assert.That(Avoided(Blamed(WorkerCrashKind.Died, "A")), Is.Empty);
        Assert.That(Avoided(Blamed(WorkerCrashKind.Died, "A"), Blamed(WorkerCrashKind.Died, "B"), Blamed(WorkerCrashKind.Died, "A")), Is.EqualTo(new[] { "A" }));
    }

    [Test]
    public void A_member_that_does_not_end_is_avoided_at_once()
    {
        Assert.That(Avoided(Blamed(WorkerCrashKind.Stalled, "A")), Is.EqualTo(new[] { "A" }));
    }

    [TestCase(2_000_000_000, true)]
    [TestCase("1E4000", true)]
    [TestCase(12, false)]
    [TestCase("1E400", false)]
    public void A_member_that_does_not_end_with_something_large_is_called_with_small_things_once_more(object argument, bool isFine)
    {
        var crash = Blamed(WorkerCrashKind.Stalled, "A") with { Culprit = new TestCase([new Statement(new Invocation(0, 2, null, [new Literal(0, argument)], []))]) };

        Assert.That(Culprits.MembersToAvoid([crash]).Select(one => (one.Member, one.SmallIsFine)), Is.EqualTo(new[] { ("A", isFine) }));
        Assert.That(Culprits.MembersToAvoid([crash, crash]).Select(one => (one.Member, one.SmallIsFine)), Is.EqualTo(new[] { ("A", false) }));
    }

    [Test]
    public void Only_what_threw_on_a_thread_of_its_own_strikes_later()
    {
        var avoided = Culprits.MembersToAvoid([Blamed(WorkerCrashKind.Stalled, "A"), Blamed(WorkerCrashKind.ThrewOnThread, "B") with { LastWords = "Unhandled exception. System.Exception: late" }]);

        Assert.That(avoided.Select(one => (one.Member, one.StrikesLater)), Is.EqualTo(new[] { ("A", false), ("B", true) }));
    }

    [Test]
    public void After_many_deaths_nobody_gets_a_second_chance()
    {
        var members = Enumerable.Range(0, 8).Select(i => $"M{i}").ToArray();

        Assert.That(Avoided([.. members.Select(member => Blamed(WorkerCrashKind.Died, member))]), Is.EqualTo(members));
    }

    [Test]
    public void What_a_mutant_does_is_not_held_against_the_member()
    {
        Assert.That(Avoided(Blamed(WorkerCrashKind.Stalled, "A") with { Mutant = 3 }), Is.Empty);
    }

    private static IEnumerable<string> Avoided(params WorkerCrash[] crashes) => Culprits.MembersToAvoid([.. crashes]).Select(one => one.Member);

    private static WorkerCrash Blamed(WorkerCrashKind kind, string member) => new(kind, null, -1, "", 1) { Members = ImmutableArray.Create(member) };

    private static WorkerCrash Crash(WorkerCrashKind kind, int member) =>
        new(kind, new TestCase([new Statement(new Invocation(0, member, null, [], []))]), -1, "", 134);

    private static MemberShape Member(int id, int type, string documentationId) =>
        new() { Id = id, Kind = MemberShapeKind.Method, DeclaringType = type, Name = "", DocumentationId = documentationId };
}
