using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another compound assignment.</summary>
/// <param name="table">By kind of the original.</param>
internal sealed class AssignmentOperatorMutator(IReadOnlyDictionary<SyntaxKind, SyntaxKind[]> table) : IMutator
{
    public static readonly IReadOnlyDictionary<SyntaxKind, SyntaxKind[]> Common = new Dictionary<SyntaxKind, SyntaxKind[]>
    {
        [AddAssignmentExpression] = [SubtractAssignmentExpression],
        [SubtractAssignmentExpression] = [AddAssignmentExpression],
        [MultiplyAssignmentExpression] = [DivideAssignmentExpression],
        [DivideAssignmentExpression] = [MultiplyAssignmentExpression],
        [ModuloAssignmentExpression] = [MultiplyAssignmentExpression],
        [AndAssignmentExpression] = [OrAssignmentExpression],
        [OrAssignmentExpression] = [AndAssignmentExpression],
        [ExclusiveOrAssignmentExpression] = [AndAssignmentExpression],
        [LeftShiftAssignmentExpression] = [RightShiftAssignmentExpression],
        [RightShiftAssignmentExpression] = [LeftShiftAssignmentExpression],
        [CoalesceAssignmentExpression] = [SimpleAssignmentExpression],
    };

    public static readonly IReadOnlyDictionary<SyntaxKind, SyntaxKind[]> Further = new Dictionary<SyntaxKind, SyntaxKind[]>
    {
        [AndAssignmentExpression] = [ExclusiveOrAssignmentExpression],
        [OrAssignmentExpression] = [ExclusiveOrAssignmentExpression],
        [ExclusiveOrAssignmentExpression] = [OrAssignmentExpression],
        [LeftShiftAssignmentExpression] = [UnsignedRightShiftAssignmentExpression],
        [RightShiftAssignmentExpression] = [UnsignedRightShiftAssignmentExpression],
        [UnsignedRightShiftAssignmentExpression] = [LeftShiftAssignmentExpression, RightShiftAssignmentExpression],
    };

    private static readonly Dictionary<SyntaxKind, SyntaxKind> Tokens = new()
    {
        [SimpleAssignmentExpression] = EqualsToken,
        [AddAssignmentExpression] = PlusEqualsToken,
        [SubtractAssignmentExpression] = MinusEqualsToken,
        [MultiplyAssignmentExpression] = AsteriskEqualsToken,
        [DivideAssignmentExpression] = SlashEqualsToken,
        [AndAssignmentExpression] = AmpersandEqualsToken,
        [OrAssignmentExpression] = BarEqualsToken,
        [ExclusiveOrAssignmentExpression] = CaretEqualsToken,
        [LeftShiftAssignmentExpression] = LessThanLessThanEqualsToken,
        [RightShiftAssignmentExpression] = GreaterThanGreaterThanEqualsToken,
        [UnsignedRightShiftAssignmentExpression] = GreaterThanGreaterThanGreaterThanEqualsToken,
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not AssignmentExpressionSyntax assignment || !table.TryGetValue(assignment.Kind(), out var others))
            yield break;

        // Text and delegates know += only.
        var isBuiltIn = model.GetOperation(assignment) is ICompoundAssignmentOperation { OperatorMethod: null } or ICompoundAssignmentOperation { OperatorMethod.ContainingType.SpecialType: SpecialType.System_Decimal };
        var type = model.GetTypeInfo(assignment.Left).Type;
        var isNumeric = isBuiltIn && (type.IsNumber || type.IsBoolean || type?.TypeKind == TypeKind.Enum || IsSmall(type));
        if (!isNumeric && !assignment.IsKind(CoalesceAssignmentExpression))
            yield break;

        foreach (var other in others)
            yield return new Mutation("Assignment", SyntaxFactory.AssignmentExpression(other, assignment.Left, SyntaxFactory.Token(Tokens[other]).WithTriviaFrom(assignment.OperatorToken), assignment.Right));
    }

    private static bool IsSmall(ITypeSymbol? type) => type?.SpecialType is
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char;
}
