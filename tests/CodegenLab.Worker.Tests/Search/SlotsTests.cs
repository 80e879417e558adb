using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Search;

public sealed class SlotsTests
{
    private static readonly Literal One = new(0, 1);

    private static readonly Literal Two = new(0, 2);

    /// <summary>Every sort of place: arguments, items, the value of a lambda, receivers, initialisers.</summary>
    private static readonly TestCase Rich = new(
    [
        new Statement(Call(1, null, One, new Collection(5, 0, [One, Two, Call(2, null, Two)]))),
        new Statement(Call(3, new Reference(9, 0), new Lambda(6, LambdaBody.Constant, One))),
        new Statement(new Invocation(9, 4, null, [new Reference(9, 1)], [new Initialiser(7, Two), new Initialiser(8, Call(2, null, One))])),
    ]);

    [Test]
    public void Replacing_a_place_changes_that_place_alone()
    {
        var mark = new Literal(0, 99);
        var slots = Slots.Of(Rich);
        foreach (var slot in slots)
        {
            var edited = Slots.Of(Slots.Replace(Rich, slot, mark));

            Assert.That(edited[slot.Ordinal].Value, Is.EqualTo(mark));
            Assert.That(edited[..slot.Ordinal].Where(other => other.Value is Literal or Reference), Is.EqualTo(slots[..slot.Ordinal].Where(other => other.Value is Literal or Reference)));
            Assert.That(edited.Count - slots.Count, Is.EqualTo(InnerCount(mark) - InnerCount(slot.Value)));
        }
    }

    [Test]
    public void Replacing_a_place_and_putting_the_value_back_gives_the_same_test()
    {
        foreach (var slot in Slots.Of(Rich))
        {
            var there = Slots.Replace(Rich, slot, new Literal(0, 99));
            var back = Slots.Replace(there, slot with { Value = new Literal(0, 99) }, slot.Value);

            Assert.That(back.ToString(), Is.EqualTo(Rich.ToString()));
        }
    }

    [Test]
    public void A_value_that_gets_a_variable_and_loses_it_again_is_where_it_was()
    {
        var slot = Slots.Of(Rich).First(slot => slot is { Statement: 0, Value: Invocation });

        var hoisted = Slots.Hoist(Rich, slot, new Statement((Invocation)slot.Value), place: 7);

        Assert.Multiple(() =>
        {
            Assert.That(hoisted.Statements, Has.Length.EqualTo(4));
            Assert.That(hoisted.Statements[0].Call, Is.EqualTo(slot.Value));
            Assert.That(Slots.Refers(hoisted.Statements[1].Call, 0), Is.True);
            Assert.That(Slots.Refers(hoisted.Statements[2].Call, 1), Is.True, "References to later statements move along.");
            Assert.That(Slots.Inline(hoisted, 0)?.ToString(), Is.EqualTo(Rich.ToString()));
        });
    }

    [Test]
    public void What_other_statements_make_is_put_into_a_place_and_they_before_it([Range(0, 2)] int at)
    {
        var carving = new Carving([new Statement(Call(2, null, One)), new Statement(Call(1, null, new Reference(9, 0))), new Statement(Call(3, new Reference(9, 1), Two))], Variable: 1);
        foreach (var slot in Slots.Of(Rich).Where(slot => slot.Statement == at && !slot.InLambda))
        {
            var grafted = Slots.Graft(Rich, slot, carving, place: 7);

            Assert.Multiple(() =>
            {
                Assert.That(grafted.Statements, Has.Length.EqualTo(6));
                Assert.That(new TestCase([grafted.Statements[at]]).ToString(), Is.EqualTo(new TestCase([carving.Statements[0]]).ToString()));
                Assert.That(Slots.Refers(grafted.Statements[at + 1].Call, at) && Slots.Refers(grafted.Statements[at + 2].Call, at + 1), "They refer to each other.");
                Assert.That(Slots.Of(grafted).Where(other => other.Statement == at + 3).Select(other => other.Value), Has.Some.EqualTo(new Reference(7, at + 1)));
                Assert.That(Slots.Take(grafted, at).ToString(), Is.EqualTo(Slots.Take(Rich, at).ToString()), "What stands before stays.");
                Assert.That(grafted.Statements[(at + 4)..].Select(statement => statement.Call.Member), Is.EqualTo(Rich.Statements[(at + 1)..].Select(statement => statement.Call.Member)));
            });
        }
    }

    [Test]
    public void A_receiver_and_what_is_used_twice_keep_their_variables()
    {
        var twice = new TestCase([new Statement(Call(2, null, One)), new Statement(Call(1, null, new Reference(9, 0), new Reference(9, 0)))]);
        var receiver = new TestCase([new Statement(Call(2, null, One)), new Statement(Call(3, new Reference(9, 0)))]);

        Assert.That(new[] { Slots.Inline(twice, 0), Slots.Inline(receiver, 0) }, Is.All.Null);
    }

    [Test]
    public void An_edited_test_comes_from_where_the_test_did()
    {
        var test = Rich with { Origin = 3 };

        TestCase?[] edited = [Slots.Replace(test, Slots.Of(test)[0], new Literal(0, 99)), Slots.ReplaceStatement(test, 0, test.Statements[0]), Slots.Insert(test, 0, new Statement(Call(2, null, One))), Slots.Take(test, 1), Slots.Remove(test, test.Statements.Length - 1)];

        Assert.That(edited.Select(one => one!.Origin), Has.All.EqualTo(3));
    }

    [Test]
    public void A_place_knows_what_it_is_for()
    {
        var slots = Slots.Of(Rich);

        Assert.Multiple(() =>
        {
            Assert.That(slots.Select(slot => slot.Ordinal), Is.EqualTo(Enumerable.Range(0, slots.Count)));
            Assert.That(slots.Where(slot => slot.IsReceiver).Select(slot => slot.Value), Is.EqualTo(new Expression[] { new Reference(9, 0) }));
            Assert.That(slots[0] is { Member: 1, Parameter: 0, Statement: 0 });
            Assert.That(slots[2] is { Member: -1, Parameter: -1 }, "an item of a collection");
            Assert.That(slots.Where(slot => slot.Member is 7 or 8).Select(slot => slot.Parameter), Is.All.EqualTo(0), "initialisers");
        });
    }

    [Test]
    public void Inserting_moves_references_along_and_removing_moves_them_back([Range(0, 3)] int at)
    {
        var inserted = Slots.Insert(Rich, at, new Statement(Call(2, null, One)));

        Assert.That(ReferencesOf(inserted), Is.EqualTo(ReferencesOf(Rich).Select(reference => reference >= at ? reference + 1 : reference)));
        Assert.That(Slots.Remove(inserted, at)!.ToString(), Is.EqualTo(Rich.ToString()));
    }

    [Test]
    public void What_is_referred_to_is_not_removed() =>
        Assert.That(new[] { Slots.Remove(Rich, 0), Slots.Remove(Rich, 1) }, Is.All.Null);

    [Test]
    public void Taking_all_statements_is_the_test_itself() =>
        Assert.Multiple(() =>
        {
            Assert.That(Slots.Take(Rich, 3), Is.SameAs(Rich));
            Assert.That(Slots.Take(Rich, 1).Statements, Has.Length.EqualTo(1));
        });

    [Test]
    public void References_are_found_wherever_they_stand()
    {
        var deep = Call(1, null, new Collection(5, 0, [new Lambda(6, LambdaBody.Constant, new Reference(9, 4))]));

        Assert.Multiple(() =>
        {
            Assert.That(Slots.Refers(deep, 4), Is.True);
            Assert.That(Slots.Refers(deep, 3), Is.False);
            Assert.That(Slots.HasReference(deep), Is.True);
            Assert.That(Slots.HasReference(One), Is.False);
        });
    }

    private static Invocation Call(int member, Expression? receiver, params Expression[] arguments) => new(9, member, receiver, [.. arguments], []);

    private static int InnerCount(Expression expression)
    {
        var count = 0;
        Slots.Visit(expression, _ => count++);
        return count;
    }

    private static List<int> ReferencesOf(TestCase test)
    {
        var references = new List<int>();
        foreach (var statement in test.Statements)
            Slots.Visit(statement.Call, inner => { if (inner is Reference reference) references.Add(reference.Statement); });
        return references;
    }
}
