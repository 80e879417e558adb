using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Recollections;

/// <summary>Says in the vocabulary of the code as it is what was said in that of the code as it was: types and members are found by their names.</summary>
internal sealed class Translation
{
    private readonly Catalog _from;
    private readonly Universe _to;
    private readonly Dictionary<string, int> _members;
    private readonly Dictionary<int, Type?> _types = [];
    private bool _isComplete;

    /// <param name="from">The vocabulary of the code as it was.</param>
    /// <param name="to">The code as it is, discovered.</param>
    public Translation(Catalog from, Universe to)
    {
        (_from, _to) = (from, to);
        _members = to.Catalog.Members.ToDictionary(Discovery.Key, member => member.Id);
    }

    /// <summary>Null: it names what is there no more.</summary>
    public TestCase? Of(TestCase test) =>
        Complete(() => test with { Statements = [.. test.Statements.Select(statement => statement with { Call = Of(statement.Call) })] });

    /// <summary>Null: one of them names what is there no more.</summary>
    public Observation[]? Of(Observation[] observations) =>
        Complete(() => observations.Select(observation => new Observation(Of(observation.Of), Of(observation.Fact))).ToArray());

    /// <summary>Null: one of them names what is there no more.</summary>
    public Observed[]? Of(Observed[] places) => Complete(() => places.Select(Of).ToArray());

    /// <summary>Null: it names what is there no more.</summary>
    public FoundSuspicion? Of(FoundSuspicion suspicion)
    {
        var subject = MemberOf(suspicion.Subject);
        return subject >= 0 && Of(suspicion.Case) is { } test && Of(suspicion.Expected) is { } expected && Of(suspicion.Seen) is { } seen
            ? suspicion with { Case = test, Subject = subject, Expected = expected, Seen = seen }
            : null;
    }

    private T? Complete<T>(Func<T> translate)
        where T : class
    {
        _isComplete = true;
        var translated = translate();
        return _isComplete ? translated : null;
    }

    private Observed Of(Observed place) => place with { Path = [.. place.Path.Select(MemberOf)] };

    private Fact Of(Fact fact) => fact switch
    {
        Fact.EqualTo equal => new Fact.EqualTo((Literal)Of(equal.Value)),
        Fact.InstanceOf instance => new Fact.InstanceOf(TypeOf(instance.Type)),
        Fact.Elements elements => new Fact.Elements(TypeOf(elements.Element), [.. elements.Items.Select(item => (Literal)Of(item))]),
        Fact.Throws thrown => thrown with { Type = TypeOf(thrown.Type) },
        _ => fact,
    };

    private Expression Of(Expression expression) => expression switch
    {
        Invocation call => Of(call),
        Collection collection => new Collection(TypeOf(collection.Type), TypeOf(collection.Element), [.. collection.Items.Select(Of)]),
        Lambda lambda => lambda with { Type = TypeOf(lambda.Type), Value = lambda.Value is { } value ? Of(value) : null, Computation = lambda.Computation with { Member = MemberOf(lambda.Computation.Member) } },
        TypeOf type => new TypeOf(TypeOf(type.Type), TypeOf(type.Operand)),
        _ => expression with { Type = TypeOf(expression.Type) },
    };

    private Invocation Of(Invocation call) => new(
        TypeOf(call.Type),
        MemberOf(call.Member),
        call.Receiver is { } receiver ? Of(receiver) : null,
        [.. call.Arguments.Select(Of)],
        [.. call.Initialisers.Select(initialiser => new Initialiser(MemberOf(initialiser.Member), Of(initialiser.Value)))]);

    /// <summary>-1 stands for no type, and for one that is not there any more.</summary>
    private int TypeOf(int type)
    {
        if (type < 0)
            return type;
        if (Find(type) is { } found)
            return _to.IdOf(found);
        _isComplete = false;
        return -1;
    }

    private Type? Find(int type)
    {
        if (!_types.TryGetValue(type, out var found))
            _types.Add(type, found = _to.Find(_from.Types[type], Find));
        return found;
    }

    private int MemberOf(int member)
    {
        if (member < 0)
            return member;
        var shape = _from.Members[member];
        if (Find(shape.DeclaringType) is { } declaring && shape.TypeArguments.All(argument => Find(argument) is not null)
            && _members.TryGetValue(Discovery.Key(shape with { DeclaringType = _to.IdOf(declaring), TypeArguments = [.. shape.TypeArguments.Select(TypeOf)], HeardProperty = MemberOf(shape.HeardProperty) }), out var found))
            return found;
        _isComplete = false;
        return -1;
    }
}
