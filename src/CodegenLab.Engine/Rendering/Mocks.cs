using System.Collections.Immutable;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Says for which fakes the mocking library of the test project can stand, in lines as plain as the fake's own.</summary>
internal sealed class Mocks(Catalog catalog, TypeNames types, MockingLibrary library, IReadOnlyDictionary<string, Fake> fakes)
{
    /// <summary>Public types of the libraries that a subject's may be called like; generic ones by arity.</summary>
    private static readonly Dictionary<MockingLibrary, (string Name, int Arity)[]> Declared = new()
    {
        [MockingLibrary.NSubstitute] = [("Arg", 0), ("Callback", 0), ("Raise", 0), ("Received", 0), ("Substitute", 0)],
        [MockingLibrary.Moq] =
        [
            ("Capture", 0), ("DefaultValue", 0), ("IInvocation", 0), ("IMock", 1), ("ISetup", 0), ("It", 0), ("Match", 0), ("Match", 1), ("Mock", 0), ("Mock", 1),
            ("MockBehavior", 0), ("MockException", 0), ("MockFactory", 0), ("MockRepository", 0), ("MockSequence", 0), ("Range", 0), ("Switches", 0), ("Times", 0),
        ],
    };

    /// <summary>More would be no plain line.</summary>
    private const int MostTurns = 4;

    public MockingLibrary Library => library;

    /// <summary>What a file that imports the library finds there: a simple name that could mean it is written in full.</summary>
    public static IEnumerable<(string Namespace, string Name, int Arity)> TypesOf(MockingLibrary library) => Declared[library].Select(type => (library.ToString(), type.Name, type.Arity));

    /// <summary>Fakes (catalog ids) that a test looks at or calls: what a library is asked for afterwards are other questions.</summary>
    public HashSet<int> LookedAt(TestCase test, IEnumerable<Observation> observations)
    {
        var members = observations.SelectMany(observation => observation.Of.Path)
            .Concat(test.Statements.SelectMany(statement => Inside(statement.Call)).Where(call => catalog.Members[call.Member].Kind != MemberShapeKind.Constructor).Select(call => call.Member));
        return [.. members.Select(member => catalog.Members[member].DeclaringType).Where(types.IsFake)];
    }

    /// <summary>The fakes in an expression, itself included, that the library stands for.</summary>
    /// <param name="kept">Fakes (catalog ids) that stay.</param>
    public IEnumerable<Invocation> In(Expression expression, IReadOnlySet<int> kept) => Inside(expression).Where(call => Of(call, kept) is not null);

    /// <summary>What is to be said in place of a fake; null: it is none, or it says what a plain line cannot.</summary>
    public Mock? Of(Invocation call, IReadOnlySet<int> kept)
    {
        var member = catalog.Members[call.Member];
        var shape = types[member.DeclaringType];
        if (member.Kind != MemberShapeKind.Constructor || call.Arguments.Length > 0 || kept.Contains(shape.Id) || !fakes.TryGetValue(shape.Name, out var fake) || fake.Members is not { } members)
            return null;

        // What a library makes at run time sees public types alone.
        if (shape.Arguments.Any(argument => types[argument].IsInternal))
            return null;
        var key = shape.Arguments.Length == 0 ? fake.InterfaceName : $"{fake.InterfaceName}[{string.Join(",", shape.Arguments.Select(types.Key))}]";
        if (types.Find(key) is not { } contract)
            return null;

        var answers = new List<MockAnswer>();
        foreach (var faked in members.All)
        {
            var failure = Index(call, faked.Failure);
            var result = Index(call, faked.Result);
            if (InTurn(call, faked, failure, result) is { } inTurn)
            {
                answers.Add(inTurn);
                continue;
            }

            if (failure < 0 && result < 0)
            {
                if (!faked.Unasked.Contains(library))
                    return null;
                continue;
            }

            if (faked.Kind == FakedMemberKind.Other)
                return null;
            answers.Add(new MockAnswer(faked, failure >= 0 ? failure : result, failure >= 0));
        }

        // Two that one name speaks for, or one that none does.
        return answers.Sum(answer => answer.Said) == call.Initialisers.Length ? new Mock(contract.Id, members.TypeParameters, [.. shape.Arguments], answers) : null;
    }

    private int Index(Invocation call, string? property) => property is null ? -1 : Array.FindIndex([.. call.Initialisers], initialiser => catalog.Members[initialiser.Member].Name == property);

    /// <summary>
    /// Answers or failures before another answer; null: there are none, or the library would go on otherwise. NSubstitute repeats the last answer for ever; after its
    /// sequence Moq answers as if nothing had been said, and with no task at all.
    /// </summary>
    private MockAnswer? InTurn(Invocation call, FakedMember faked, int failure, int result)
    {
        var first = Index(call, faked.FirstResults);
        var times = Index(call, faked.Failures);
        if (faked.Kind != FakedMemberKind.Method || (first < 0) == (times < 0))
            return null;
        if (library == MockingLibrary.NSubstitute ? result < 0 : result >= 0 || faked.IsInTask || !faked.Unasked.Contains(library))
            return null;
        var last = result < 0 ? 0 : 1;
        if (times >= 0)
            return failure >= 0 && call.Initialisers[times].Value is Literal { Value: int and > 0 and <= MostTurns and var count } ? new MockAnswer(faked, result, IsFailure: false) { Failure = failure, Times = count, Said = 2 + last } : null;
        return failure < 0 && call.Initialisers[first].Value is Collection { Items: { Length: > 0 and <= MostTurns } items } && items.All(item => item is Literal) ? new MockAnswer(faked, result, IsFailure: false) { First = items, Said = 1 + last } : null;
    }

    private static IEnumerable<Invocation> Inside(Expression expression) => expression switch
    {
        Invocation call => Parts(call).SelectMany(Inside).Prepend(call),
        Collection collection => collection.Items.SelectMany(Inside),
        Lambda { Value: { } value } => Inside(value),
        _ => [],
    };

    private static IEnumerable<Expression> Parts(Invocation call) =>
        new[] { call.Receiver }.OfType<Expression>().Concat(call.Arguments).Concat(call.Initialisers.Select(initialiser => initialiser.Value));
}

/// <summary>What a mocking library is told.</summary>
/// <param name="Contract">Catalog id of the interface.</param>
/// <param name="TypeParameters">Names of its type parameters, as they stand in the members' types.</param>
/// <param name="Arguments">Catalog ids of its type arguments.</param>
internal sealed record Mock(int Contract, IReadOnlyList<string> TypeParameters, IReadOnlyList<int> Arguments, IReadOnlyList<MockAnswer> Answers);

/// <param name="Initialiser">Index among the fake's initialisers; -1: what the library answers unasked, after what comes first.</param>
/// <param name="IsFailure">It is thrown.</param>
internal sealed record MockAnswer(FakedMember Member, int Initialiser, bool IsFailure)
{
    /// <summary>What the first calls get.</summary>
    public ImmutableArray<Expression> First { get; init; } = [];

    /// <summary>Index of the initialiser with what the first calls throw.</summary>
    public int Failure { get; init; } = -1;

    /// <summary>How many calls throw before one is answered.</summary>
    public int Times { get; init; }

    public bool IsInTurn => Times > 0 || !First.IsEmpty;

    /// <summary>Number of initialisers that it stands for.</summary>
    public int Said { get; init; } = 1;
}
