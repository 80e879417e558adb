using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CodegenLab.Engine.Reading;

/// <summary>The part that reads lambdas.</summary>
internal sealed partial class TestReading
{
    private Lambda ReadLambda(IOperation operation, int place)
    {
        var type = Known(place >= 0 ? place : _symbols.TypeOf(operation.Type), operation.Type);
        var shape = _catalog.DelegateOf(type);
        if (shape.Kind != TypeShapeKind.Delegate || FunctionOf(operation) is not IAnonymousFunctionOperation { Body.Operations: var operations, Symbol: var symbol })
            throw new UnreadableException($"«{Shortened(operation)}» is no lambda that test cases have");
        var steps = operations.Where(step => step is not IReturnOperation { ReturnedValue: null }).ToList();
        var value = steps is [var only] ? ValueOf(only) : null;
        var body = value is null ? null : Bare(value);
        if (body is IThrowOperation or IConversionOperation { Operand: IThrowOperation })
            return new Lambda(type, LambdaBody.Throw);
        if (shape.DelegateReturn < 0)
            return new Lambda(type, LambdaBody.Nothing);
        if (value is null || body is null || symbol.IsAsync)
            throw Computes(operation);
        if (!body.DescendantsAndSelf().Any(part => ParameterOf(part, symbol) >= 0))
            return new Lambda(type, LambdaBody.Constant, Argument(value, new ParameterShape("", shape.DelegateReturn)));
        return ReadComputation(body, symbol, type) ?? throw Computes(operation);

        static IOperation? ValueOf(IOperation step) => step switch
        {
            IReturnOperation returned => returned.ReturnedValue,
            IExpressionStatementOperation statement => statement.Operation,
            IThrowOperation => step,
            _ => null,
        };
    }

    private static UnreadableException Computes(IOperation lambda) => new($"the lambda «{Shortened(lambda)}» computes");

    /// <summary>Null: it computes more than lambdas of test cases do.</summary>
    private Lambda? ReadComputation(IOperation body, IMethodSymbol lambda, int type)
    {
        var shape = _catalog.DelegateOf(type);
        if (body is IBinaryOperation { IsLifted: false, IsChecked: false } binary)
        {
            if (SignOf(binary.OperatorKind) is not { } sign || ReadOperand(binary.LeftOperand, lambda) is not { } left)
                return null;
            if (ParameterOf(Bare(binary.RightOperand), lambda) is >= 0 and var other)
                return new Lambda(type, LambdaBody.Computed) { Computation = left with { Operator = sign, Other = other } };
            if (binary.RightOperand.DescendantsAndSelf().Any(part => ParameterOf(part, lambda) >= 0))
                return null;
            var operand = left.Member >= 0 ? _catalog.Members[left.Member].Returns : shape.DelegateParameters[left.Argument];
            return new Lambda(type, LambdaBody.Computed, Argument(binary.RightOperand, new ParameterShape("", operand))) { Computation = left with { Operator = sign } };
        }

        if (body is IConversionOperation { OperatorMethod: null, Operand: var converted })
            body = converted;
        if (ReadOperand(body, lambda) is not { } computation)
            return null;
        var read = computation.Member >= 0 ? _catalog.Members[computation.Member].Returns : shape.DelegateParameters[computation.Argument];
        return read == shape.DelegateReturn || !_catalog.Types[read].IsValueType || !_catalog.Types[shape.DelegateReturn].IsValueType ? new Lambda(type, LambdaBody.Computed) { Computation = computation } : null;
    }

    /// <summary>An argument, or what is read from it; null: anything else.</summary>
    private Computation? ReadOperand(IOperation operand, IMethodSymbol lambda)
    {
        operand = Bare(operand);
        if (ParameterOf(operand, lambda) is >= 0 and var itself)
            return new Computation(itself);
        var (kind, member, on) = operand switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } instance } property => (MemberShapeKind.PropertyGetter, (ISymbol)property.Property, instance),
            IFieldReferenceOperation { Instance: { } instance } field => (MemberShapeKind.Field, field.Field, instance),
            _ => default,
        };
        return member is not null && ParameterOf(Bare(on), lambda) is >= 0 and var argument ? new Computation(argument, MemberFor(kind, member, on.Type).Id) : null;
    }

    private static int ParameterOf(IOperation operation, IMethodSymbol lambda) =>
        operation is IParameterReferenceOperation { Parameter: var parameter } ? lambda.Parameters.IndexOf(parameter, 0, SymbolEqualityComparer.Default) : -1;

    private static LambdaOperator? SignOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => LambdaOperator.Add,
        BinaryOperatorKind.Subtract => LambdaOperator.Subtract,
        BinaryOperatorKind.Multiply => LambdaOperator.Multiply,
        BinaryOperatorKind.Equals => LambdaOperator.Equal,
        BinaryOperatorKind.NotEquals => LambdaOperator.NotEqual,
        BinaryOperatorKind.LessThan => LambdaOperator.Less,
        BinaryOperatorKind.GreaterThan => LambdaOperator.Greater,
        _ => null,
    };
}
