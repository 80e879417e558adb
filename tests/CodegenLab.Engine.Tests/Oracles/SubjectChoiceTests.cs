using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Oracles;

public sealed class SubjectChoiceTests
{
    private const int MakePrice = 0;
    private const int Serve = 1;
    private const int BoxToString = 2;
    private const int ByAmount = 3;

    /// <summary>Tests were asked for Price alone; Desk and Box are of the same assembly.</summary>
    private static readonly SubjectChoice Choice = new(new Catalog
    {
        IsNarrowed = true,
        Types =
        {
            new TypeShape { Id = 0, Kind = TypeShapeKind.Class, Name = "Shop.Price", IsSubject = true },
            new TypeShape { Id = 1, Kind = TypeShapeKind.Class, Name = "Shop.Desk", IsSubject = true },
            new TypeShape { Id = 2, Kind = TypeShapeKind.Class, Name = "Shop.Box", IsSubject = true },
        },
        Members =
        {
            new MemberShape { Id = MakePrice, Kind = MemberShapeKind.Constructor, DeclaringType = 0, Name = ".ctor", DocumentationId = "M:Shop.Price.#ctor", IsSubject = true },
            new MemberShape { Id = Serve, Kind = MemberShapeKind.Method, DeclaringType = 1, Name = "Serve", DocumentationId = "M:Shop.Desk.Serve(Shop.Price)" },
            new MemberShape { Id = BoxToString, Kind = MemberShapeKind.Method, DeclaringType = 2, Name = "ToString", DocumentationId = "M:Shop.Box.ToString" },
            new MemberShape { Id = ByAmount, Kind = MemberShapeKind.PropertyGetter, DeclaringType = 0, Name = "ByAmount", DocumentationId = "P:Shop.Price.ByAmount" },
        },
    });

    [Test]
    public void A_test_is_about_what_was_asked_for_also_where_something_else_is_called_last() =>
        Assert.That(Choice.Of(new TestCase([Call(Serve, null, Make(MakePrice)), Call(BoxToString, new Reference(1, 0))])), Is.EqualTo(MakePrice));

    [Test]
    public void Without_anything_that_was_asked_for_it_is_about_nothing() =>
        Assert.That(Choice.Of(new TestCase([Call(Serve, null), Call(BoxToString, new Reference(1, 0))])), Is.EqualTo(-1));

    [Test]
    public void What_gives_the_receiver_of_a_later_call_counts_for_its_type() =>
        Assert.That(Choice.Of(new TestCase([Call(ByAmount, null), Call(BoxToString, new Reference(1, 0))])), Is.EqualTo(ByAmount));

    [Test]
    public void A_fake_is_nothing_to_test()
    {
        var choice = new SubjectChoice(new Catalog
        {
            Types = { new TypeShape { Id = 0, Kind = TypeShapeKind.Class, Name = "CodegenLab.Fakes.FakeDesk", IsSubject = true }, new TypeShape { Id = 1, Kind = TypeShapeKind.Interface, Name = "Shop.IDesk", IsSubject = true } },
            Members =
            {
                new MemberShape { Id = 0, Kind = MemberShapeKind.Constructor, DeclaringType = 0, Name = ".ctor", DocumentationId = "M:CodegenLab.Fakes.FakeDesk.#ctor" },
                new MemberShape { Id = 1, Kind = MemberShapeKind.Method, DeclaringType = 1, Name = "Serve", DocumentationId = "M:Shop.IDesk.Serve" },
            },
        });

        Assert.That(choice.Of(new TestCase([Call(0, null), Call(1, new Reference(1, 0))])), Is.EqualTo(-1));
    }

    private static Statement Call(int member, Expression? receiver, params Expression[] arguments) => new(new Invocation(0, member, receiver, [.. arguments], []));

    private static Invocation Make(int member) => new(0, member, null, [], []);
}
