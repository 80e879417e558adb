using System.Collections.Immutable;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Makes the proposals that minimising tries: a test with fewer statements, shorter ways to its values, simpler constants.</summary>
internal sealed class SmallerTests(Vocabulary vocabulary)
{
    /// <summary>Nodes: a call with two constants.</summary>
    private const int ShortestDetour = 4;

    /// <summary>Constants that are tried for one argument, and choices of all arguments together.</summary>
    private const int MostConstants = 3, MostWays = 6;

    private const int ManyItems = 6;

    private readonly Universe _universe = vocabulary.Universe;

    /// <summary>Simpler neighbours, the largest step first; each is simpler in a fixed order, so this ends.</summary>
    public IEnumerable<TestCase> Than(TestCase test)
    {
        for (var i = test.Statements.Length - 2; i >= 0; i--)
        {
            if (Slots.Remove(test, i) is { } shorter)
                yield return shorter;
        }

        for (var i = test.Statements.Length - 2; i >= 0; i--)
        {
            if (Slots.Inline(test, i) is { } inlined)
                yield return inlined;
        }

        var slots = Slots.Of(test);
        foreach (var simpler in Together(test, slots))
            yield return simpler;

        var constants = slots.Select(slot => slot.Value).OfType<Literal>().Where(literal => literal.Value is not null).Distinct().ToList();
        foreach (var slot in slots)
        {
            foreach (var value in Simpler(slot, constants))
                yield return Slots.Replace(test, slot, value);
        }

        for (var i = 0; i < test.Statements.Length; i++)
        {
            var call = test.Statements[i].Call;
            foreach (var settled in Settled(call))
                yield return Slots.ReplaceStatement(test, i, test.Statements[i] with { Call = settled });
            for (var k = 0; k < call.Initialisers.Length; k++)
            {
                if (!_universe.Catalog.Members[call.Initialisers[k].Member].IsRequired)
                    yield return Slots.ReplaceStatement(test, i, test.Statements[i] with { Call = call with { Initialisers = call.Initialisers.RemoveAt(k) } });
            }
        }
    }

    /// <summary>A constant that stands in several places may have to be the same in all of them: what was added is looked for.</summary>
    private IEnumerable<TestCase> Together(TestCase test, List<Slot> slots)
    {
        var repeated = slots
            .Where(slot => slot.Value is Literal { Value: not (null or bool) } literal && !_universe.TypeOf(literal.Type).IsEnum)
            .GroupBy(slot => ((Literal)slot.Value).Value!)
            .Where(places => places.Skip(1).Any());
        foreach (var places in repeated)
        {
            foreach (var value in LiteralSimplifier.Simpler(places.Key, places.Key.GetType()))
                yield return places.Aggregate(test, (changed, slot) => Slots.Replace(changed, slot, (Literal)slot.Value with { Value = value }));
        }
    }

    /// <summary>Without an initialiser that only overrides what a parameter of the same name could be given.</summary>
    private IEnumerable<Invocation> Settled(Invocation call)
    {
        var parameters = _universe.Catalog.Members[call.Member].Parameters;
        for (var i = 0; i < call.Initialisers.Length; i++)
        {
            var initialiser = call.Initialisers[i];
            var name = _universe.Catalog.Members[initialiser.Member].Name;
            var parameter = Array.FindIndex(parameters, parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && parameter.Type == initialiser.Value.Type);
            if (parameter >= 0)
                yield return call with { Arguments = call.Arguments.SetItem(parameter, initialiser.Value), Initialisers = call.Initialisers.RemoveAt(i) };
        }
    }

    /// <param name="constants">All of the test.</param>
    private IEnumerable<Expression> Simpler(Slot slot, List<Literal> constants)
    {
        switch (slot.Value)
        {
            // Null where null is not meant to be is a remark of its own, which only a test about it should make.
            case Literal { Value: null } literal when _universe.TypeOf(literal.Type) == typeof(string)
                && slot is { Member: >= 0, Parameter: >= 0 } && !_universe.Catalog.Members[slot.Member].Parameters[slot.Parameter].IsNullable:
                return [literal with { Value = "" }];
            case Literal { Value: null, IsUnwanted: true } missing:
                return Stopgaps(missing);
            case Literal { Value: { } value } literal:
                return LiteralSimplifier.Simpler(value, _universe.TypeOf(literal.Type)).Select(simpler => (Expression)(literal with { Value = simpler }));
            case TypeOf type when !PlainTypes.Contains(_universe.TypeOf(type.Operand)):
                return PlainTypes.Select(plain => (Expression)(type with { Operand = _universe.IdOf(plain) }));
            case Collection collection:
                var step = CollectionShapes.Of(_universe.Catalog.Types[collection.Type]) == CollectionShape.Dictionary ? 2 : 1;
                return [.. Emptied(collection), .. Enumerable.Range(0, collection.Items.Length / step).Select(i => (Expression)(collection with { Items = collection.Items.RemoveRange(i * step, step) }))];
            case Lambda { Body: LambdaBody.Computed } lambda when lambda.Computation != Computation.FirstArgument:
                return Simpler(lambda);
            case Reference when !slot.IsReceiver:
                return Constants(slot.Value.Type, constants);
            case Invocation call:
                return [.. slot.IsReceiver ? [] : Constants(call.Type, constants), .. Simpler(slot, call, constants)];
            default:
                return [];
        }
    }

    /// <summary>Without the operator, without what is read from the argument, where the type stays the same.</summary>
    private IEnumerable<Expression> Simpler(Lambda lambda)
    {
        var shape = _universe.Catalog.DelegateOf(lambda.Type);
        for (var i = 0; i < shape.DelegateParameters.Length; i++)
        {
            if (shape.DelegateParameters[i] == shape.DelegateReturn && new Computation(i) is var bare && (bare.Size < lambda.Computation.Size || i < lambda.Computation.Argument))
                yield return lambda with { Computation = bare, Value = null };
        }

        if (lambda.Computation is { Operator: not LambdaOperator.None, Member: var read and >= 0 } && _universe.Catalog.Members[read].Result == shape.DelegateReturn)
            yield return lambda with { Computation = lambda.Computation with { Operator = LambdaOperator.None, Other = -1 }, Value = null };
    }

    /// <summary>Half of many items, and the same number of zeros: of a buffer only the length matters, mostly.</summary>
    private IEnumerable<Expression> Emptied(Collection collection)
    {
        if (collection.Items.Length < ManyItems || CollectionShapes.Of(_universe.Catalog.Types[collection.Type]) == CollectionShape.Dictionary)
            yield break;
        yield return collection with { Items = collection.Items[..(collection.Items.Length / 2)] };
        if (Simplest(collection.Element) is { } simplest && collection.Items.All(item => item is Literal) && collection.Items.Any(item => !item.Equals(simplest)))
            yield return collection with { Items = [.. collection.Items.Select(_ => simplest)] };
    }

    /// <summary>Say that it does not matter which type is handed in.</summary>
    private static readonly Type[] PlainTypes = [typeof(string), typeof(int)];

    /// <summary>A number or a text is written down where nothing but what it is matters: the simplest, else another of the test.</summary>
    private IEnumerable<Literal> Constants(int type, List<Literal> constants) =>
        Simplest(type) is { } simplest ? constants.Where(literal => literal.Type == type).Prepend(simplest).Distinct().Take(MostConstants) : [];

    /// <summary>What a reader would rather see than a null that the annotations forbid: something as empty as can be.</summary>
    private IEnumerable<Expression> Stopgaps(Literal missing)
    {
        var type = _universe.TypeOf(missing.Type);
        var shape = _universe.Catalog.Types[missing.Type];
        if (CollectionShapes.Of(shape) != CollectionShape.None)
            return [new Collection(missing.Type, shape.Arguments.Length == 0 ? _universe.IdOf(typeof(object)) : shape.Arguments[^1], [])];
        return vocabulary.Producers(type).Where(producer => producer is { IsStatic: true, Parameters.Length: 0 }).Distinct().Take(2)
            .Where(_ => vocabulary.Initialisable(type).All(property => !property.IsRequired))
            .Select(producer => (Expression)new Invocation(missing.Type, producer.Id, null, [], []));
    }

    /// <summary>A part instead of the whole where the type fits, a producer with fewer parameters, fewer initialisers.</summary>
    private IEnumerable<Expression> Simpler(Slot slot, Invocation call, List<Literal> constants)
    {
        var type = _universe.TypeOf(call.Type);
        foreach (var settled in Settled(call))
            yield return settled;

        for (var i = 0; i < call.Initialisers.Length; i++)
        {
            if (!_universe.Catalog.Members[call.Initialisers[i].Member].IsRequired)
                yield return call with { Initialisers = call.Initialisers.RemoveAt(i) };
        }

        var parts = new List<Expression>();
        Slots.Visit(call, parts.Add);
        foreach (var part in parts.Skip(1))
        {
            if (part is not (Literal { Value: null } or DefaultValue or Lambda) && part.Type >= 0 && type.IsAssignableFrom(_universe.TypeOf(part.Type)) && !(slot.IsReceiver && part is Literal))
                yield return part;
        }

        foreach (var plain in Plain(call, type, constants))
            yield return plain;

        foreach (var producer in vocabulary.Producers(type).Where(producer => producer is { IsStatic: true, Parameters.Length: 0 } && producer.Id != call.Member).Distinct().Take(3))
        {
            if (call.Size > 2 && vocabulary.Initialisable(type).All(property => !property.IsRequired))
                yield return new Invocation(call.Type, producer.Id, null, ImmutableArray<Expression>.Empty, ImmutableArray<Initialiser>.Empty);
        }
    }

    /// <summary>
    /// What makes the same type from constants alone, where the test took a longer way to it: those that stand in the call already, so that what belongs
    /// together stays together, else the simplest, else others of the test, such as the currency of all its prices.
    /// </summary>
    private IEnumerable<Expression> Plain(Invocation call, Type type, List<Literal> constants)
    {
        if (call.Size <= ShortestDetour || !call.Initialisers.IsEmpty || vocabulary.Initialisable(type).Any(property => property.IsRequired))
            yield break;
        var literals = new List<Literal>();
        Slots.Visit(call, inner =>
        {
            if (inner is Literal { Value: not null } literal)
                literals.Add(literal);
        });
        foreach (var producer in vocabulary.Producers(type).Where(producer => producer.Id != call.Member && producer is { Kind: MemberShapeKind.Constructor, Parameters.Length: > 0 and <= 3 }))
        {
            var choices = producer.Parameters.Select(parameter => ConstantsFor(parameter.Type).Distinct().Take(MostConstants).ToList()).ToList();
            IEnumerable<ImmutableArray<Expression>> ways = [[]];
            foreach (var choice in choices)
                ways = ways.SelectMany(way => choice.Select(constant => way.Add(constant)));
            foreach (var plain in ways.Take(MostWays).Select(arguments => new Invocation(call.Type, producer.Id, null, arguments, [])))
            {
                if (plain.Size < call.Size)
                    yield return plain;
            }
        }

        IEnumerable<Literal> ConstantsFor(int type) =>
            literals.Find(literal => literal.Type == type) is { } own ? [own] : constants.Where(literal => literal.Type == type).Prepend(Simplest(type)).OfType<Literal>();
    }

    private Literal? Simplest(int id)
    {
        var type = _universe.TypeOf(id);
        if (type == typeof(string))
            return new Literal(id, "");
        if (type.IsEnum)
            return _universe.Catalog.Types[id].Constants is [var first, ..] ? new Literal(id, first.Value) : null;
        return type.IsPrimitive && type != typeof(char) && type != typeof(nint) && type != typeof(nuint) || type == typeof(decimal) ? new Literal(id, Activator.CreateInstance(type)) : null;
    }
}
