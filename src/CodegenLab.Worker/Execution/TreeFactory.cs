using System.Linq.Expressions;
using System.Reflection;
using CodegenLab.Worker.TestCases;
using Tree = System.Linq.Expressions.Expression;

namespace CodegenLab.Worker.Execution;

/// <summary>Expression trees for lambdas, node by node as the compiler makes them: code under test looks at their form.</summary>
internal static class TreeFactory
{
    /// <summary>Names of parameters as the test writes them.</summary>
    private static readonly string[] Used = ["x", "y"];

    private static readonly MethodInfo Concat = typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string)])!;

    /// <param name="universe">The build whose members the lambda reads.</param>
    /// <param name="lambda">Its type is an expression tree.</param>
    /// <param name="value">Of the lambda's value; null for none.</param>
    public static LambdaExpression Make(Universe universe, Lambda lambda, object? value)
    {
        var described = universe.TypeOf(lambda.Type).GetGenericArguments()[0];
        var invoke = described.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select((parameter, i) => Tree.Parameter(parameter.ParameterType, NameOf(lambda, i))).ToArray();
        var body = lambda.Body switch
        {
            LambdaBody.Constant => ConstantOf(universe, (Literal)lambda.Value!, value, invoke.ReturnType),
            LambdaBody.Computed => Compute(universe, lambda, value, parameters),
            _ => throw new InvalidOperationException($"No expression tree for {lambda.Body}."),
        };

        // A reference is one whatever its type; values are boxed, or made nullable.
        return Tree.Lambda(described, body.Type != invoke.ReturnType && (body.Type.IsValueType || invoke.ReturnType.IsValueType) ? Tree.Convert(body, invoke.ReturnType) : body, parameters);
    }

    private static string NameOf(Lambda lambda, int parameter) =>
        lambda.Body != LambdaBody.Computed || !lambda.Computation.Uses(parameter) ? "_" : Used[lambda.Computation is { Operator: not LambdaOperator.None, Other: >= 0 and var other } && parameter == Math.Max(lambda.Computation.Argument, other) && other != lambda.Computation.Argument ? 1 : 0];

    private static ConstantExpression ConstantOf(Universe universe, Literal literal, object? value, Type place)
    {
        var type = value is null ? place : universe.TypeOf(literal.Type);
        return Tree.Constant(value is long bits && type.IsEnum ? Enum.ToObject(type, bits) : value, type);
    }

    private static Tree Compute(Universe universe, Lambda lambda, object? value, ParameterExpression[] parameters)
    {
        var (argument, member, sign, other) = lambda.Computation;
        Tree left = parameters[argument];
        if (member >= 0)
            left = universe.CallableOf(member).Member is MethodInfo getter ? Tree.Property(left, getter) : Tree.Field(left, (FieldInfo)universe.CallableOf(member).Member);
        if (sign == LambdaOperator.None)
            return left;
        var right = other >= 0 ? (Tree)parameters[other] : Tree.Constant(value, left.Type);
        return sign switch
        {
            LambdaOperator.Add when left.Type == typeof(string) => Tree.Add(left, right, Concat),
            LambdaOperator.Add => Tree.Add(left, right),
            LambdaOperator.Subtract => Tree.Subtract(left, right),
            LambdaOperator.Multiply => Tree.Multiply(left, right),
            LambdaOperator.Equal => Tree.Equal(left, right),
            LambdaOperator.NotEqual => Tree.NotEqual(left, right),
            LambdaOperator.Less => Tree.LessThan(left, right),
            _ => Tree.GreaterThan(left, right),
        };
    }
}
