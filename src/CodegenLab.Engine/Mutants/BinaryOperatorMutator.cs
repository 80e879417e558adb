using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another operator between the same operands.</summary>
/// <param name="table">By kind of the original.</param>
internal sealed class BinaryOperatorMutator(IReadOnlyDictionary<SyntaxKind, (string Mutator, SyntaxKind[] Others)> table) : IMutator
{
    // A comparison gets its border case and its negation; the negation only where there is no border.
    public static readonly IReadOnlyDictionary<SyntaxKind, (string Mutator, SyntaxKind[] Others)> Common = new Dictionary<SyntaxKind, (string, SyntaxKind[])>
    {
        [LessThanExpression] = ("Equality", [LessThanOrEqualExpression, GreaterThanOrEqualExpression]),
        [LessThanOrEqualExpression] = ("Equality", [LessThanExpression, GreaterThanExpression]),
        [GreaterThanExpression] = ("Equality", [GreaterThanOrEqualExpression, LessThanOrEqualExpression]),
        [GreaterThanOrEqualExpression] = ("Equality", [GreaterThanExpression, LessThanExpression]),
        [EqualsExpression] = ("Equality", [NotEqualsExpression]),
        [NotEqualsExpression] = ("Equality", [EqualsExpression]),
        [LogicalAndExpression] = ("Logical", [LogicalOrExpression]),
        [LogicalOrExpression] = ("Logical", [LogicalAndExpression]),
        [AddExpression] = ("Arithmetic", [SubtractExpression]),
        [SubtractExpression] = ("Arithmetic", [AddExpression]),
        [MultiplyExpression] = ("Arithmetic", [DivideExpression]),
        [DivideExpression] = ("Arithmetic", [MultiplyExpression]),
        [ModuloExpression] = ("Arithmetic", [MultiplyExpression]),
        [LeftShiftExpression] = ("Bitwise", [RightShiftExpression]),
        [RightShiftExpression] = ("Bitwise", [LeftShiftExpression]),
        [UnsignedRightShiftExpression] = ("Bitwise", [LeftShiftExpression]),
        [BitwiseAndExpression] = ("Bitwise", [BitwiseOrExpression]),
        [BitwiseOrExpression] = ("Bitwise", [BitwiseAndExpression]),
        [ExclusiveOrExpression] = ("Bitwise", [BitwiseAndExpression]),
    };

    public static readonly IReadOnlyDictionary<SyntaxKind, (string Mutator, SyntaxKind[] Others)> Further = new Dictionary<SyntaxKind, (string, SyntaxKind[])>
    {
        [LessThanExpression] = ("Equality", [GreaterThanExpression]),
        [GreaterThanExpression] = ("Equality", [LessThanExpression]),
        [LeftShiftExpression] = ("Bitwise", [UnsignedRightShiftExpression]),
        [RightShiftExpression] = ("Bitwise", [UnsignedRightShiftExpression]),
        [UnsignedRightShiftExpression] = ("Bitwise", [RightShiftExpression]),
    };

    private static readonly Dictionary<SyntaxKind, SyntaxKind> Tokens = new()
    {
        [LessThanExpression] = LessThanToken,
        [LessThanOrEqualExpression] = LessThanEqualsToken,
        [GreaterThanExpression] = GreaterThanToken,
        [GreaterThanOrEqualExpression] = GreaterThanEqualsToken,
        [EqualsExpression] = EqualsEqualsToken,
        [NotEqualsExpression] = ExclamationEqualsToken,
        [LogicalAndExpression] = AmpersandAmpersandToken,
        [LogicalOrExpression] = BarBarToken,
        [AddExpression] = PlusToken,
        [SubtractExpression] = MinusToken,
        [MultiplyExpression] = AsteriskToken,
        [DivideExpression] = SlashToken,
        [LeftShiftExpression] = LessThanLessThanToken,
        [RightShiftExpression] = GreaterThanGreaterThanToken,
        [UnsignedRightShiftExpression] = GreaterThanGreaterThanGreaterThanToken,
        [BitwiseAndExpression] = AmpersandToken,
        [BitwiseOrExpression] = BarToken,
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryExpressionSyntax binary || !table.TryGetValue(binary.Kind(), out var row))
            yield break;

        if (model.GetOperation(binary) is not IBinaryOperation operation || !Allows(row.Mutator, operation))
            yield break;

        foreach (var other in row.Others.Where(other => IsDeclared(other, operation)))
            yield return new Mutation(row.Mutator, SyntaxFactory.BinaryExpression(other, binary.Left, SyntaxFactory.Token(Tokens[other]).WithTriviaFrom(binary.OperatorToken), binary.Right));
    }

    /// <summary>The built-in operators are all there; a type that declares its own need not have this one. (Of == and != it has both or none.)</summary>
    private static bool IsDeclared(SyntaxKind other, IBinaryOperation operation)
    {
        var name = other switch
        {
            LessThanExpression => "op_LessThan",
            LessThanOrEqualExpression => "op_LessThanOrEqual",
            GreaterThanExpression => "op_GreaterThan",
            GreaterThanOrEqualExpression => "op_GreaterThanOrEqual",
            _ => null,
        };
        return name is null || operation.OperatorMethod is null || !operation.OperatorMethod.ContainingType.GetMembers(name).IsEmpty;
    }

    private static bool Allows(string mutator, IBinaryOperation operation)
    {
        var type = operation.LeftOperand.Type;
        var isBuiltIn = operation.OperatorMethod is null || operation.OperatorMethod.ContainingType.SpecialType == SpecialType.System_Decimal;
        return mutator switch
        {
            "Equality" => operation.Type.IsBoolean,
            "Logical" => operation.Type.IsBoolean && isBuiltIn,
            "Arithmetic" => isBuiltIn && type.IsNumber,
            _ => isBuiltIn && (type.IsInteger || type.IsBoolean || type?.TypeKind == TypeKind.Enum),
        };
    }
}
