using System.Collections.Immutable;
using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Makes test cases: new ones for a member, and neighbours of old ones.</summary>
internal sealed class Variation(Vocabulary vocabulary, RandomStream random, ExpressionMaker maker, LiteralMaker literals)
{
    private const int MostStatements = 7;
    private const int MostStatementsWithGraft = 10;
    private const int MostStatementsWithFakes = 14;

    /// <summary>Chance of one more call that brings an object into a state.</summary>
    private const double ArrangingCall = .3;

    private readonly Universe _universe = vocabulary.Universe;

    /// <summary>A test that calls the target; null when something it needs cannot be made.</summary>
    public TestCase? NewTest(Target target)
    {
        var member = target.Member;
        ImmutableArray<Statement> statements = [];
        Expression? receiver = null;

        // What returns nothing shows on its receiver alone.
        if (!member.IsStatic && (member.Result < 0 || random.Chance(.9)))
        {
            var made = maker.MakeReceiver(target.Receiver, [], 3);
            if (made is null)
                return null;
            receiver = made;
            if (made is Invocation call && maker.AsStatement(call) is { Take: 0 } creation)
            {
                statements = [creation];
                if (vocabulary.VariableType(creation) is { } created && vocabulary.ChangersOf(created).Count > 0)
                {
                    while (statements.Length < MostStatements - 2 && random.Chance(ArrangingCall))
                        statements = AddChange(statements, 0, statements.Length);
                }
                else if (random.Chance(.25))
                {
                    statements = AddCallOn(statements, 0);
                }

                statements = Overheard(statements);
                receiver = new Reference(_universe.IdOf(target.Receiver), 0);
            }
        }

        if (maker.MakeStatement(member, statements, 3, receiver) is not { } act)
            return null;
        statements = statements.Add(act);
        var test = new TestCase(statements);
        if (random.Chance(ArrangingCall) && ArrangeArgument(test) is { } arranged)
            test = arranged;
        if (member.Result >= 0 && random.Chance(.15))
            test = test with { Statements = AddCallOn(test.Statements, test.Statements.Length - 1) };
        return RaisedAt(test);
    }

    /// <summary>With somebody who listens to the object that the first statement makes, half the time: code that raises events does so for listeners.</summary>
    private ImmutableArray<Statement> Overheard(ImmutableArray<Statement> statements)
    {
        if (vocabulary.VariableType(statements[0]) is not { } type || vocabulary.EventsOf(type) is not { Count: > 0 } events || !random.Chance(.5))
            return statements;
        return Slots.Insert(new TestCase(statements), 1, Subscription(random.Pick(events), 0)).Statements;
    }

    /// <summary>With a fake that raises an event of its own, half the time, once somebody has had the chance to subscribe.</summary>
    private TestCase RaisedAt(TestCase test)
    {
        if (!vocabulary.HasRaisers)
            return test;
        var fakes = Slots.Of(test).Where(slot => !slot.InLambda && slot.Value is Invocation call && maker.AsStatement(call).Take == 0
            && vocabulary.NestedType(_universe.Catalog.Members[call.Member]) is { IsValueType: false } type && vocabulary.RaisersOf(type).Count > 0).ToList();
        if (fakes.Count == 0 || !random.Chance(.5))
            return test;
        var slot = random.Pick(fakes);
        test = Slots.Hoist(test, slot, maker.AsStatement((Invocation)slot.Value), _universe.IdOf(PlaceType(slot)));
        var fake = slot.Statement;
        var raiser = random.Pick(vocabulary.RaisersOf(vocabulary.VariableType(test.Statements[fake])!));
        for (var times = random.Between(1, 2); times > 0; times--)
        {
            // After the statement that the fake is handed to, or at the end.
            var at = random.Between(fake + 2, test.Statements.Length);
            if (maker.MakeStatement(raiser, test.Statements[..at], 2, new Reference(raiser.DeclaringType, fake)) is { } raise)
                test = Slots.Insert(test, at, raise);
        }

        return test;
    }

    private static Statement Subscription(MemberShape happening, int statement) =>
        new(new Invocation(happening.Result, happening.Id, new Reference(happening.DeclaringType, statement), [], []));

    /// <summary>The test with a listener for every event of the objects that it calls something on: what is raised can be looked at.</summary>
    public TestCase WithEventsHeard(TestCase test)
    {
        for (var i = test.Statements.Length - 2; i >= 0; i--)
        {
            if (vocabulary.VariableType(test.Statements[i]) is not { } type || vocabulary.EventsOf(type) is not { Count: > 0 } events)
                continue;
            var listeners = test.Statements.Where(statement => statement.Call.Receiver is Reference receiver && receiver.Statement == i).Select(statement => statement.Call.Member).ToHashSet();
            if (listeners.Count == 0)
                continue;
            foreach (var happening in events.Where(happening => !listeners.Contains(happening.Id)).Reverse())
            {
                if (test.Statements.Length < MostStatementsWithFakes)
                    test = Slots.Insert(test, i + 1, Subscription(happening, i));
            }
        }

        return test;
    }

    /// <summary>One to three edits of a test, guided by the operands of the comparison that stood in the way.</summary>
    public TestCase Neighbour(TestCase test, in Operands operands)
    {
        var edits = random.Chance(.6) ? 1 : random.Between(1, 3);
        for (var i = 0; i < edits; i++)
            test = Edit(test, operands);
        return test;
    }

    private TestCase Edit(TestCase test, in Operands operands)
    {
        var slots = Slots.Of(test);
        var choice = random.NextUnit();
        if (choice < .62 && slots.Count > 0 && VaryConstant(test, slots, operands) is { } varied)
            return varied;
        if (choice < .85 && slots.Count > 0)
            return Regrow(test, slots);
        if (choice < .89 && test.Statements.Length < MostStatements - 1 && ArrangeArgument(test) is { } arranged)
            return arranged;
        if (choice < .92 && test.Statements.Length < MostStatements && AnswerAnew(test) is { } answered)
            return answered;
        if (choice < .95)
            return test.Statements.Length < MostStatements ? test with { Statements = AddLaterCall(test.Statements) } : test;
        return test.Statements.Length > 1 ? Slots.Remove(test, random.Below(test.Statements.Length - 1)) ?? test : test;
    }

    private TestCase? VaryConstant(TestCase test, List<Slot> slots, in Operands operands)
    {
        var constants = slots.Where(slot => slot.Value is Literal or Collection or Lambda or TypeOf or KnownValue && !IsOut(slot)).ToList();
        if (constants.Count == 0)
            return null;
        var slot = random.Pick(constants);
        var scope = test.Statements[..slot.Statement];
        return slot.Value switch
        {
            Literal literal when random.Chance(.08) && Other(literal, slots) is { } other => Slots.Replace(test, slot, other),
            Literal { Value: { } value } literal when !random.Chance(.08) => Slots.Replace(test, slot, Vary(literal, value, operands)),
            Collection collection => Slots.Replace(test, slot, Vary(collection, scope, operands)),
            _ => maker.Make(PlaceType(slot), scope, 1, IsNullable(slot), MemberOf(slot)) is { } made ? Slots.Replace(test, slot, made) : null,
        };
    }

    /// <summary>Another constant of the same type in the test: many branches ask whether two are equal.</summary>
    private Literal? Other(Literal literal, List<Slot> slots)
    {
        var others = slots.Select(slot => slot.Value).OfType<Literal>().Where(other => other.Type == literal.Type && other.Value is not null && !other.Equals(literal)).ToList();
        return others.Count == 0 ? null : random.Pick(others);
    }

    private Literal Vary(Literal literal, object value, in Operands operands)
    {
        var type = _universe.TypeOf(literal.Type);
        if (type == typeof(ReadOnlySpan<char>))
            type = typeof(string);
        var real = type.IsEnum ? Enum.ToObject(type, value) : value;
        return literal with { Value = Literals.Store(literals.Vary(real, real.GetType(), operands)) };
    }

    private Collection Vary(Collection collection, ImmutableArray<Statement> scope, in Operands operands)
    {
        var items = collection.Items;
        if (CollectionShapes.Of(_universe.Catalog.Types[collection.Type]) == CollectionShape.Dictionary)
            return items.Length >= 2 && random.Chance(.5) ? collection with { Items = items[..^2] } : AddPair(collection, scope);

        var element = _universe.TypeOf(collection.Element);
        switch (random.Below(5))
        {
            case 0 when items.Length > 0:
                return collection with { Items = items.RemoveAt(random.Below(items.Length)) };
            case 1 when operands is { Kind: OperandKind.Integer, RightInteger: >= 0 and < 64 }:
                return collection with { Items = Resize(items, (int)operands.RightInteger, element) };
            case 2 when items.Length > 0:
                return collection with { Items = items.Add(random.Pick(items)) };
            case 3 when items.Length > 1:
                var from = random.Below(items.Length);
                return collection with { Items = items.RemoveAt(from).Insert(random.Below(items.Length), items[from]) };
            default:
                return maker.Make(element, scope, 1, false) is { } item ? collection with { Items = items.Insert(random.Below(items.Length + 1), item) } : collection;
        }
    }

    private Collection AddPair(Collection collection, ImmutableArray<Statement> scope)
    {
        var arguments = _universe.Catalog.Types[collection.Type].Arguments;
        var key = maker.Make(_universe.TypeOf(arguments[0]), scope, 1, false);
        var value = maker.Make(_universe.TypeOf(arguments[1]), scope, 1, false);
        return key is null or Literal { Value: null } || value is null ? collection : collection with { Items = collection.Items.Add(key).Add(value) };
    }

    private ImmutableArray<Expression> Resize(ImmutableArray<Expression> items, int length, Type element)
    {
        if (items.Length > length)
            return items[..length];
        var grown = items.ToBuilder();
        while (grown.Count < length)
        {
            if ((grown.Count > 0 ? random.Pick(grown) : maker.Make(element, [], 1, false)) is not { } item)
                break;
            grown.Add(item);
        }

        return grown.ToImmutable();
    }

    /// <summary>Puts a whole new value in some place.</summary>
    private TestCase Regrow(TestCase test, List<Slot> slots)
    {
        var slot = random.Pick(slots);
        if (IsOut(slot) || _universe.Catalog.Members[test.Statements[slot.Statement].Call.Member].Kind == MemberShapeKind.Event)
            return test;
        var scope = test.Statements[..slot.Statement];
        var made = slot.IsReceiver ? maker.MakeReceiver(PlaceType(slot), scope, 3) : maker.Make(PlaceType(slot), scope, 3, IsNullable(slot), MemberOf(slot));
        return made is null ? test : Slots.Replace(test, slot, made);
    }

    /// <summary>Calls something on the variable of a statement, right after it.</summary>
    private ImmutableArray<Statement> AddCallOn(ImmutableArray<Statement> statements, int index) => AddCallOn(statements, index, index + 1);

    /// <summary>Calls something on the variable of some statement, anywhere after it: what is allowed depends on what was called before.</summary>
    private ImmutableArray<Statement> AddLaterCall(ImmutableArray<Statement> statements)
    {
        var index = random.Below(statements.Length);
        return AddCallOn(statements, index, random.Between(index + 1, statements.Length));
    }

    /// <param name="at">Index that the call gets.</param>
    private ImmutableArray<Statement> AddCallOn(ImmutableArray<Statement> statements, int index, int at)
    {
        if (vocabulary.VariableType(statements[index]) is not { } type || vocabulary.CallableOn(type) is not { Count: > 0 } callable)
            return statements;
        var member = random.Pick(callable);
        var receiver = new Reference(member.DeclaringType, index);
        return maker.MakeStatement(member, statements[..at], 2, receiver) is { } call ? Slots.Insert(new TestCase(statements), at, call).Statements : statements;
    }

    /// <summary>The test with a variable for every fake that remembers what it was asked, so that it can be looked at, and for the objects it answers with, so that they are known again.</summary>
    public TestCase WithFakesInSight(TestCase test)
    {
        while (test.Statements.Length < MostStatementsWithFakes && Slots.Of(test).Find(IsTelling) is { Value: Invocation fake } slot)
            test = Slots.Hoist(test, slot, maker.AsStatement(fake), _universe.IdOf(PlaceType(slot)));
        return test;
    }

    /// <summary>The test with another answer of a fake from some statement on: time passes, stock runs out. Null: no fake in it answers anything, or it is used once only.</summary>
    private TestCase? AnswerAnew(TestCase test)
    {
        var places = Slots.Of(test).Where(slot => slot.Statement < test.Statements.Length - 1 && IsAnswering(slot)).ToList();
        var made = Enumerable.Range(0, test.Statements.Length - 1).Where(index => test.Statements[index].Call is var call && _universe.Catalog.Members[call.Member].Kind == MemberShapeKind.Constructor && IsFake(_universe.Catalog.Members[call.Member])).ToList();
        if (places.Count + made.Count == 0)
            return null;
        var choice = random.Below(places.Count + made.Count);
        int fake;
        if (choice < places.Count)
        {
            var slot = places[choice];
            test = Slots.Hoist(test, slot, maker.AsStatement((Invocation)slot.Value), _universe.IdOf(PlaceType(slot)));
            fake = slot.Statement;
        }
        else
        {
            fake = made[choice - places.Count];
        }

        if (vocabulary.VariableType(test.Statements[fake]) is not { } type || vocabulary.Initialisable(type) is not { Count: > 0 } settable || fake + 2 > test.Statements.Length - 1)
            return null;
        var at = random.Between(fake + 2, test.Statements.Length - 1);
        var setter = random.Pick(settable);
        return setter.Kind == MemberShapeKind.PropertySetter && maker.MakeStatement(setter, test.Statements[..at], 2, new Reference(setter.DeclaringType, fake)) is { } set ? Slots.Insert(test, at, set) : null;
    }

    private bool IsAnswering(Slot slot) =>
        !slot.InLambda && slot.Value is Invocation call && _universe.Catalog.Members[call.Member] is { Kind: MemberShapeKind.Constructor } member && IsFake(member) && maker.AsStatement(call).Take == 0
        && vocabulary.Initialisable(_universe.TypeOf(member.DeclaringType)).Count > 0;

    private bool IsTelling(Slot slot) =>
        !slot.InLambda && slot.Value is Invocation call && maker.AsStatement(call).Take == 0 && vocabulary.NestedType(_universe.Catalog.Members[call.Member]) is { IsValueType: false } type
        && vocabulary.Observers(type).Count > 0 && (type.Namespace == Discovery.FakesNamespace || (slot.Member >= 0 && !slot.IsReceiver && IsFake(_universe.Catalog.Members[slot.Member])));

    private bool IsFake(MemberShape member) => _universe.TypeOf(member.DeclaringType).Namespace == Discovery.FakesNamespace;

    /// <summary>Calls something that may change the variable of a statement, at a later place.</summary>
    /// <param name="at">Index that the call gets.</param>
    private ImmutableArray<Statement> AddChange(ImmutableArray<Statement> statements, int index, int at)
    {
        if (vocabulary.VariableType(statements[index]) is not { } type || vocabulary.ChangersOf(type) is not { Count: > 0 } changers)
            return statements;
        var member = random.Pick(changers);
        var receiver = new Reference(member.DeclaringType, index);
        return maker.MakeStatement(member, statements[..at], 2, receiver) is { } call ? Slots.Insert(new TestCase(statements), at, call).Statements : statements;
    }

    /// <summary>Brings an object inside a statement into a state that its constructor alone does not give: it gets a variable, and calls before the statement. Null when there is none.</summary>
    private TestCase? ArrangeArgument(TestCase test)
    {
        var objects = Slots.Of(test).Where(IsArrangeable).ToList();
        if (objects.Count == 0)
            return null;
        var slot = random.Pick(objects);
        var index = slot.Statement;
        test = Slots.Hoist(test, slot, maker.AsStatement((Invocation)slot.Value), _universe.IdOf(PlaceType(slot)));
        var at = index + 1;
        do
        {
            var statements = AddChange(test.Statements, index, at);
            if (statements.Length == test.Statements.Length)
                return test;
            test = test with { Statements = statements };
            at++;
        }
        while (test.Statements.Length < MostStatements && random.Chance(ArrangingCall));
        return test;
    }

    /// <summary>The test with an object from another test, in the state that it was brought into there; null: none fits.</summary>
    public TestCase? Grafted(TestCase test, Carvings carvings)
    {
        var places = Slots.Of(test).Where(slot => !slot.InLambda && slot.Value is Invocation or Reference or Literal { Value: null } && !PlaceType(slot).IsValueType && !IsOut(slot)).ToList();
        if (places.Count == 0)
            return null;
        var slot = random.Pick(places);
        return carvings.For(PlaceType(slot)) is { } carving && test.Statements.Length + carving.Statements.Length <= MostStatementsWithGraft ? Slots.Graft(test, slot, carving, _universe.IdOf(PlaceType(slot))) : null;
    }

    private bool IsArrangeable(Slot slot)
    {
        if (slot.InLambda || slot.Value is not Invocation call || maker.AsStatement(call) is not { Take: 0 } || vocabulary.NestedType(_universe.Catalog.Members[call.Member]) is not { IsValueType: false } type)
            return false;
        return !IsFake(_universe.Catalog.Members[call.Member]) && vocabulary.ChangersOf(type).Count > 0;
    }

    /// <summary>The type that the place of a slot asks for, which may be wider than that of its value.</summary>
    private Type PlaceType(Slot slot)
    {
        if (slot.Member < 0)
            return _universe.TypeOf(slot.Value.Type);
        var member = _universe.Catalog.Members[slot.Member];
        if (slot.IsReceiver)
            return _universe.TypeOf(member.DeclaringType);
        return _universe.TypeOf(member.Kind == MemberShapeKind.Field ? member.Returns : member.Parameters[slot.Parameter].Type);
    }

    private bool IsNullable(Slot slot)
    {
        if (slot.Member < 0 || slot.IsReceiver)
            return false;
        var member = _universe.Catalog.Members[slot.Member];
        return member.Kind == MemberShapeKind.Field ? member.ReturnsNullable : member.Parameters[slot.Parameter].IsNullable;
    }

    private bool IsOut(Slot slot) => slot is { Member: >= 0, Parameter: >= 0 } && _universe.Catalog.Members[slot.Member] is { Parameters: var parameters } && slot.Parameter < parameters.Length && parameters[slot.Parameter].Passing == Passing.Out;

    private string? MemberOf(Slot slot) => slot.Member < 0 ? null : _universe.Catalog.Members[slot.Member].DocumentationId;
}
