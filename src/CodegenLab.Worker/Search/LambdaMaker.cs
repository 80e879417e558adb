using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Makes lambdas: mostly such that do something with their arguments, as those that people write do.</summary>
/// <param name="makeResult">Makes what a lambda returns that does nothing with its arguments: a type and the nesting still allowed.</param>
internal sealed class LambdaMaker(Vocabulary vocabulary, RandomStream random, LiteralMaker literals, Func<Type, int, Expression?> makeResult)
{
    /// <summary>Share of the lambdas that throw.</summary>
    private const double ShareThrowing = .05;

    /// <summary>Share of those that compute where something can be computed, and of those that hand on an argument, or what is read from it, as it is.</summary>
    private const double ShareComputed = .7, ShareHandedOn = .6;

    /// <summary>What can be computed of a few arguments with many members has no end.</summary>
    private const int MostWays = 200;

    private static readonly LambdaOperator[] Operators = [.. Enum.GetValues<LambdaOperator>().Where(sign => sign != LambdaOperator.None)];

    private readonly Universe _universe = vocabulary.Universe;
    private readonly Dictionary<Type, Ways> _ways = [];

    /// <summary>A delegate; null when none can be made.</summary>
    public Lambda? Make(Type type, int id, int depth)
    {
        if (!LambdaFactory.CanMake(type))
            return null;
        if (random.Chance(ShareThrowing))
            return new Lambda(id, LambdaBody.Throw);
        var returned = type.GetMethod("Invoke")!.ReturnType;
        if (returned == typeof(void))
            return new Lambda(id, LambdaBody.Nothing);
        if (random.Chance(ShareComputed) && Compute(type, id) is { } computed)
            return computed;
        return depth > -2 && makeResult(returned, depth - 1) is { } value ? new Lambda(id, LambdaBody.Constant, value) : null;
    }

    /// <summary>An expression tree; null when none can be made.</summary>
    /// <param name="type">The delegate that it describes.</param>
    /// <param name="id">Of the tree's type.</param>
    public Lambda? MakeTree(Type type, int id)
    {
        if (!LambdaFactory.CanMake(type) || type.GetMethod("Invoke")!.ReturnType is var returned && returned == typeof(void))
            return null;
        if ((random.Chance(ShareComputed) || !Literals.IsLiteral(returned)) && Compute(type, id) is { } computed)
            return computed;
        if (Literals.IsLiteral(returned))
            return new Lambda(id, LambdaBody.Constant, LiteralOf(returned));

        // Where nothing that is computed fits: whoever only looks at the tree, or keeps it, gets one.
        return returned.IsValueType ? null : new Lambda(id, LambdaBody.Constant, new Literal(_universe.IdOf(returned), null));
    }

    private Literal LiteralOf(Type type) => new(_universe.IdOf(type), Literals.Store(literals.Draw(type, null)));

    private Lambda? Compute(Type type, int id)
    {
        if (!_ways.TryGetValue(type, out var ways))
            _ways.Add(type, ways = WaysOf(type));
        var choice = ways.Plain.Count > 0 && (ways.Signed.Count == 0 || random.Chance(ShareHandedOn)) ? ways.Plain : ways.Signed;
        if (choice.Count == 0)
            return null;
        var (computation, operand) = random.Pick(choice);
        return new Lambda(id, LambdaBody.Computed, computation is { Operator: not LambdaOperator.None, Other: < 0 } ? LiteralOf(operand) : null) { Computation = computation };
    }

    private Ways WaysOf(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        var returned = invoke.ReturnType;
        var parameters = invoke.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var ways = new Ways([], []);
        for (var i = 0; i < parameters.Length; i++)
        {
            foreach (var (member, read) in ReadFrom(parameters[i]))
            {
                if (ways.Signed.Count >= MostWays)
                    return ways;

                // Everything is an object: what says nothing of itself is not what somebody selects.
                if (read == returned || (Computing.Fits(read, returned) && (returned != typeof(object) || member >= 0 || parameters.Length == 1)))
                    ways.Plain.Add(new(new Computation(i, member), read));
                foreach (var sign in Operators.Where(sign => Computing.ResultOf(sign, read) == returned))
                {
                    ways.Signed.Add(new(new Computation(i, member, sign), read));
                    for (var other = 0; other < parameters.Length; other++)
                    {
                        if (other != i && parameters[other] == read)
                            ways.Signed.Add(new(new Computation(i, member, sign, other), read));
                    }
                }
            }
        }

        return ways;
    }

    /// <summary>The argument itself and what its getters and fields say.</summary>
    private IEnumerable<(int Member, Type Read)> ReadFrom(Type argument) =>
        vocabulary.Observers(argument).Where(member => member is { Kind: MemberShapeKind.PropertyGetter or MemberShapeKind.Field, Returns: >= 0 })
            .Select(member => (member.Id, _universe.TypeOf(member.Returns))).Prepend((-1, argument));

    private sealed record Ways(List<(Computation Computation, Type Operand)> Plain, List<(Computation Computation, Type Operand)> Signed);
}
