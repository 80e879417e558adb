using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>The part that writes lambdas.</summary>
internal sealed partial class ExpressionWriter
{
    /// <summary>Names of the arguments that a lambda does something with, in their order.</summary>
    internal static readonly string[] NamesOfArguments = ["x", "y"];

    private Code WriteLambda(Lambda lambda, bool hasNullableParts)
    {
        var shape = catalog.DelegateOf(lambda.Type);
        var names = NamesIn(lambda, shape.DelegateParameters.Length);
        var head = names is [var only] ? only : $"({string.Join(", ", names)})";
        var body = lambda.Body switch
        {
            LambdaBody.Nothing => "{ }",
            LambdaBody.Throw => $"throw new {types.Platform("System", "InvalidOperationException")}(\"boom\")",
            LambdaBody.Constant => WriteConstant(lambda.Value!, new Slot(shape.DelegateReturn, VariableNames.OfType(types, shape.DelegateReturn))).Text,
            LambdaBody.Computed => WriteComputation(lambda, shape, names, hasNullableParts && Annotated),
            _ => throw new NotRenderableException($"A lambda that does {lambda.Body}."),
        };
        return new Code($"{head} => {body}", "", Binding.Lowest);
    }

    private string[] NamesIn(Lambda lambda, int count)
    {
        var used = 0;
        return [.. Enumerable.Range(0, count).Select(i =>
            lambda.Body == LambdaBody.Computed && lambda.Computation.Uses(i) ? NamesOfArguments[used++]
            : i == 0 || options.LanguageVersion >= LambdaDiscards ? "_"
            : new string('_', i + 1))];
    }

    private Code WriteConstant(Expression value, Slot slot) => IsSameEachTime(value) ? WriteIn(value, slot) : Fit(value, Hoist(value, slot), slot);

    /// <param name="mayBeNull">Arguments may be null, and the compiler knows.</param>
    private string WriteComputation(Lambda lambda, TypeShape shape, string[] names, bool mayBeNull)
    {
        var (argument, member, sign, other) = lambda.Computation;
        var given = shape.DelegateParameters[argument];
        var left = names[argument] + (mayBeNull && !types.IsPlainValue(given) ? "!" : "");
        if (member >= 0)
            left += "." + Identifier(catalog.Members[member].Name);
        var read = member >= 0 ? catalog.Members[member].Returns : given;
        if (sign != LambdaOperator.None)
            return $"{left} {Sign(sign)} {(other >= 0 ? names[other] : WriteConstant(lambda.Value!, new Slot(read, "other")).Text)}";

        // A tree would have the conversion in it.
        return types[lambda.Type].IsExpressionTree || types.Key(read) == types.Key(shape.DelegateReturn) ? left : $"({types.Of(shape.DelegateReturn)}){left}";
    }

    private static string Sign(LambdaOperator sign) => sign switch
    {
        LambdaOperator.Add => "+",
        LambdaOperator.Subtract => "-",
        LambdaOperator.Multiply => "*",
        LambdaOperator.Equal => "==",
        LambdaOperator.NotEqual => "!=",
        LambdaOperator.Less => "<",
        LambdaOperator.Greater => ">",
        _ => throw new NotRenderableException($"The operator {sign}."),
    };
}
