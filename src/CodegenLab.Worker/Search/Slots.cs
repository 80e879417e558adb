using System.Collections.Immutable;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>A replaceable expression inside a test case.</summary>
/// <param name="Ordinal">Position in a walk over all inner expressions, statements in order, parents first.</param>
/// <param name="Statement">Index of the statement it stands in.</param>
/// <param name="IsReceiver">Must stay non-null and no lambda.</param>
/// <param name="Member">Catalog id of the member it is an argument of; -1 inside collections and lambdas.</param>
/// <param name="Parameter">Index of the parameter it is passed to; -1 for everything else.</param>
/// <param name="InLambda">What a lambda returns: no variable may stand in it or replace it.</param>
internal readonly record struct Slot(int Ordinal, Expression Value, int Statement, bool IsReceiver, int Member, int Parameter, bool InLambda);

/// <summary>Edits of test cases: each returns a new one and shares what did not change.</summary>
internal static class Slots
{
    public static List<Slot> Of(TestCase test)
    {
        var slots = new List<Slot>();
        for (var i = 0; i < test.Statements.Length; i++)
            Children(test.Statements[i].Call, i, false, slots);
        return slots;
    }

    public static TestCase Replace(TestCase test, Slot slot, Expression value)
    {
        var statement = test.Statements[slot.Statement];
        var ordinal = slot.Ordinal;
        for (var i = 0; i < slot.Statement; i++)
            ordinal -= CountInner(test.Statements[i].Call);
        return test with { Statements = test.Statements.SetItem(slot.Statement, statement with { Call = (Invocation)ReplaceInside(statement.Call, ref ordinal, value) }) };
    }

    public static TestCase ReplaceStatement(TestCase test, int index, Statement statement) => test with { Statements = test.Statements.SetItem(index, statement) };

    public static TestCase Insert(TestCase test, int index, Statement statement)
    {
        var statements = test.Statements.ToBuilder();
        for (var i = index; i < statements.Count; i++)
            statements[i] = Shift(statements[i], index, 1);
        statements.Insert(index, statement);
        return test with { Statements = statements.ToImmutable() };
    }

    /// <summary>The test without a statement; null when a later one refers to it.</summary>
    public static TestCase? Remove(TestCase test, int index)
    {
        for (var i = index + 1; i < test.Statements.Length; i++)
        {
            if (Refers(test.Statements[i].Call, index))
                return null;
        }

        var statements = test.Statements.ToBuilder();
        statements.RemoveAt(index);
        for (var i = index; i < statements.Count; i++)
            statements[i] = Shift(statements[i], index + 1, -1);
        return test with { Statements = statements.ToImmutable() };
    }

    /// <summary>Gives the value in a slot a statement of its own, right before the one it stands in, and puts its variable in its place.</summary>
    /// <param name="creation">The value as a statement.</param>
    /// <param name="place">Type that the place asks for, by catalog id.</param>
    public static TestCase Hoist(TestCase test, Slot slot, Statement creation, int place)
    {
        var hoisted = Insert(test, slot.Statement, creation);
        var moved = slot with { Ordinal = slot.Ordinal + CountInner(creation.Call), Statement = slot.Statement + 1 };
        return Replace(hoisted, moved, new Reference(place, slot.Statement));
    }

    /// <summary>Puts an object that other statements make into a slot, and those statements right before the one it stands in.</summary>
    /// <param name="place">Type that the place asks for, by catalog id.</param>
    public static TestCase Graft(TestCase test, Slot slot, Carving carving, int place)
    {
        var inner = 0;
        for (var i = 0; i < carving.Statements.Length; i++)
        {
            var statement = Map(carving.Statements[i], number => number + slot.Statement);
            inner += CountInner(statement.Call);
            test = Insert(test, slot.Statement + i, statement);
        }

        var moved = slot with { Ordinal = slot.Ordinal + inner, Statement = slot.Statement + carving.Statements.Length };
        return Replace(test, moved, new Reference(place, slot.Statement + carving.Variable));
    }

    /// <summary>The opposite of <see cref="Hoist"/>: a statement goes where its variable stands, if that is one argument of the statement after it; else null.</summary>
    public static TestCase? Inline(TestCase test, int index)
    {
        var places = Of(test).Where(slot => slot.Value is Reference reference && reference.Statement == index).Take(2).ToList();
        return places is [{ InLambda: false, IsReceiver: false } place] && place.Statement == index + 1 && test.Statements[index].Take == 0
            ? Remove(Replace(test, place, test.Statements[index].Call), index)
            : null;
    }

    public static TestCase Take(TestCase test, int count) => count == test.Statements.Length ? test : test with { Statements = test.Statements[..count] };

    public static bool Refers(Expression expression, int statement)
    {
        var found = false;
        Visit(expression, inner => found |= inner is Reference reference && reference.Statement == statement);
        return found;
    }

    public static bool HasReference(Expression expression)
    {
        var found = false;
        Visit(expression, inner => found |= inner is Reference);
        return found;
    }

    /// <summary>The expression and everything inside it, parents first.</summary>
    public static void Visit(Expression expression, Action<Expression> action)
    {
        action(expression);
        switch (expression)
        {
            case Collection collection:
                foreach (var item in collection.Items)
                    Visit(item, action);
                break;
            case Lambda { Value: { } value }:
                Visit(value, action);
                break;
            case Invocation call:
                if (call.Receiver is not null)
                    Visit(call.Receiver, action);
                foreach (var argument in call.Arguments)
                    Visit(argument, action);
                foreach (var initialiser in call.Initialisers)
                    Visit(initialiser.Value, action);
                break;
        }
    }

    private static void Children(Expression parent, int statement, bool inLambda, List<Slot> slots)
    {
        switch (parent)
        {
            case Collection collection:
                foreach (var item in collection.Items)
                    Add(item, false, -1, -1);
                break;
            case Lambda { Value: { } value }:
                inLambda = true;
                Add(value, false, -1, -1);
                break;
            case Invocation call:
                if (call.Receiver is not null)
                    Add(call.Receiver, true, call.Member, -1);
                for (var i = 0; i < call.Arguments.Length; i++)
                    Add(call.Arguments[i], false, call.Member, i);
                foreach (var initialiser in call.Initialisers)
                    Add(initialiser.Value, false, initialiser.Member, 0);
                break;
        }

        void Add(Expression child, bool isReceiver, int member, int parameter)
        {
            slots.Add(new Slot(slots.Count, child, statement, isReceiver, member, parameter, inLambda));
            Children(child, statement, inLambda, slots);
        }
    }

    private static int CountInner(Expression parent)
    {
        var count = -1;
        Visit(parent, _ => count++);
        return count;
    }

    private static Expression ReplaceInside(Expression parent, ref int ordinal, Expression value)
    {
        switch (parent)
        {
            case Collection collection:
                return collection with { Items = ReplaceIn(collection.Items, ref ordinal, value) };
            case Lambda { Value: { } inner } lambda:
                return lambda with { Value = ReplaceChild(inner, ref ordinal, value) };
            case Invocation call:
                var receiver = call.Receiver is null ? null : ReplaceChild(call.Receiver, ref ordinal, value);
                var arguments = ReplaceIn(call.Arguments, ref ordinal, value);
                var initialisers = call.Initialisers;
                for (var i = 0; i < initialisers.Length && ordinal >= 0; i++)
                    initialisers = initialisers.SetItem(i, initialisers[i] with { Value = ReplaceChild(initialisers[i].Value, ref ordinal, value) });
                return call with { Receiver = receiver, Arguments = arguments, Initialisers = initialisers };
            default:
                return parent;
        }
    }

    private static ImmutableArray<Expression> ReplaceIn(ImmutableArray<Expression> items, ref int ordinal, Expression value)
    {
        for (var i = 0; i < items.Length && ordinal >= 0; i++)
        {
            var replaced = ReplaceChild(items[i], ref ordinal, value);
            if (!ReferenceEquals(replaced, items[i]))
                items = items.SetItem(i, replaced);
        }

        return items;
    }

    /// <summary>Counts down to the slot; below zero it is done and all else stays.</summary>
    private static Expression ReplaceChild(Expression child, ref int ordinal, Expression value)
    {
        if (ordinal < 0)
            return child;
        if (ordinal-- == 0)
            return value;
        return ReplaceInside(child, ref ordinal, value);
    }

    /// <summary>With other numbers of the statements that are referred to.</summary>
    public static Statement Map(Statement statement, Func<int, int> number) => statement with { Call = (Invocation)Map(statement.Call, number) };

    private static Statement Shift(Statement statement, int from, int by) => Map(statement, number => number >= from ? number + by : number);

    private static Expression Map(Expression expression, Func<int, int> number) => expression switch
    {
        Reference reference => number(reference.Statement) is var other && other != reference.Statement ? reference with { Statement = other } : reference,
        Collection collection => collection with { Items = [.. collection.Items.Select(item => Map(item, number))] },
        Lambda { Value: { } value } lambda => lambda with { Value = Map(value, number) },
        Invocation call => call with
        {
            Receiver = call.Receiver is null ? null : Map(call.Receiver, number),
            Arguments = [.. call.Arguments.Select(argument => Map(argument, number))],
            Initialisers = [.. call.Initialisers.Select(initialiser => initialiser with { Value = Map(initialiser.Value, number) })],
        },
        _ => expression,
    };
}
