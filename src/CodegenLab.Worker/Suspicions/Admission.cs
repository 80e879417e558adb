using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suspicions;

/// <summary>
/// Tells inputs that the signatures allow from those that a caller has to answer for: null where no annotation allows it, a value that nobody made (default, or a struct that
/// stands for nothing), constants that an enum does not have, lambdas that throw, fakes that keep no contract, objects after their Dispose.
/// </summary>
internal sealed class Admission(Universe universe)
{
    private readonly Catalog _catalog = universe.Catalog;

    /// <param name="results">Of the statements of the test that ran; variables that are null are null arguments.</param>
    public bool Allows(TestCase test, IReadOnlyList<StatementResult> results)
    {
        for (var i = 0; i < test.Statements.Length; i++)
        {
            var call = test.Statements[i].Call;
            if (!AllowsCall(call, results) || (i < test.Statements.Length - 1 && _catalog.Members[call.Member].Name is "Dispose" or "DisposeAsync"))
                return false;
        }

        return true;
    }

    private bool AllowsCall(Invocation call, IReadOnlyList<StatementResult> results)
    {
        var member = _catalog.Members[call.Member];
        if (universe.TypeOf(member.DeclaringType).Namespace == Discovery.FakesNamespace || IsNothing(member))
            return false;
        if (call.Receiver is { } receiver && !Allows(receiver, false, results))
            return false;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var parameter = member.Parameters[i];
            if (parameter.Passing != Passing.Out && !Allows(call.Arguments[i], parameter.AllowsNull, results))
                return false;
        }

        foreach (var initialiser in call.Initialisers)
        {
            var setter = _catalog.Members[initialiser.Member];
            if (!Allows(initialiser.Value, setter.Parameters is [{ AllowsNull: true }], results))
                return false;
        }

        return true;
    }

    /// <summary>TextSpan.None: default under a name.</summary>
    private bool IsNothing(MemberShape member) =>
        member is { IsStatic: true, Kind: MemberShapeKind.PropertyGetter or MemberShapeKind.Field, Name: "None" or "Empty" or "Default" or "Null", Returns: >= 0 } && _catalog.Types[member.Returns] is { IsValueType: true, IsSubject: true };

    private bool Allows(Expression expression, bool nullable, IReadOnlyList<StatementResult> results) => expression switch
    {
        Literal { Value: null } literal => nullable || _catalog.Types[literal.Type].IsValueType,
        Literal { Value: long constant } literal when _catalog.Types[literal.Type] is { Kind: TypeShapeKind.Enum, IsFlags: false } shape => shape.Constants.Any(named => named.Value == constant),
        Literal { Value: double.NaN or float.NaN } => false,
        DefaultValue => false,
        Collection collection => collection.Items.All(item => Allows(item, false, results)),
        Lambda { Body: LambdaBody.Throw } => false,

        // Of an argument that is null nothing can be read, and whose fault that is nobody knows.
        Lambda { Body: LambdaBody.Computed, Computation.Member: >= 0 } => false,
        Lambda { Value: { } value } => Allows(value, false, results),
        Reference reference => nullable || reference.Statement >= results.Count || results[reference.Statement].Value is not null,
        Invocation call => (nullable || !_catalog.Members[call.Member].ReturnsNullable) && AllowsCall(call, results),
        _ => true,
    };
}
