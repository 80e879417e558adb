using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Search;

public sealed class DeadlyCallsTests
{
    private static readonly Catalog Catalog = new() { Members = [Member(0, "M:C.Exit"), Member(1, "M:C.Start"), Member(2, "M:C.Add")] };

    private static readonly AvoidedMember[] Avoided = [new("M:C.Exit", "ended the process"), new("M:C.Start", "threw on a thread", StrikesLater: true)];

    [Test]
    public void Without_deaths_nothing_is_deadly() => Assert.That(new DeadlyCalls(Catalog, [], []).AreIn(Test(Call(0))), Is.False);

    [Test]
    public void A_call_is_deadly_wherever_it_stands()
    {
        var deadly = new DeadlyCalls(Catalog, Avoided, []);

        Assert.Multiple(() =>
        {
            Assert.That(deadly.AreIn(Test(Call(0))), Is.True);
            Assert.That(deadly.AreIn(Test(Call(2, Call(1)), Call(2))), Is.True);
            Assert.That(deadly.AreIn(Test(Call(2, Call(2)))), Is.False);
        });
    }

    [Test]
    public void A_test_that_was_survived_may_run_again_unless_its_harm_comes_later()
    {
        var deadly = new DeadlyCalls(Catalog, Avoided, [Test(Call(0)), Test(Call(1))]);

        Assert.Multiple(() =>
        {
            Assert.That(deadly.AreIn(Test(Call(0))), Is.False);
            Assert.That(deadly.AreIn(Test(Call(0), Call(2))), Is.True);
            Assert.That(deadly.AreIn(Test(Call(1))), Is.True);
        });
    }

    private static TestCase Test(params Invocation[] calls) => new([.. calls.Select(call => new Statement(call))]);

    private static Invocation Call(int member, params Expression[] arguments) => new(0, member, null, [.. arguments], []);

    private static MemberShape Member(int id, string documentationId) =>
        new() { Id = id, Kind = MemberShapeKind.Method, DeclaringType = 0, Name = "", DocumentationId = documentationId };
}
