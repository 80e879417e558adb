using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another compound assignment.</summary>
internal sealed class AssignmentOperatorMutator : IMutator
{
    private static readonly Dictionary<SyntaxKind, (SyntaxKind Other, SyntaxKind Token)> Table = new()
    {
        [AddAssignmentExpression] = (SubtractAssignmentExpression, MinusEqualsToken),
        [SubtractAssignmentExpression] = (AddAssignmentExpression, PlusEqualsToken),
        [MultiplyAssignmentExpression] = (DivideAssignmentExpression, SlashEqualsToken),
        [DivideAssignmentExpression] = (MultiplyAssignmentExpression, AsteriskEqualsToken),
        [ModuloAssignmentExpression] = (MultiplyAssignmentExpression, AsteriskEqualsToken),
        [AndAssignmentExpression] = (OrAssignmentExpression, BarEqualsToken),
        [OrAssignmentExpression] = (AndAssignmentExpression, AmpersandEqualsToken),
        [ExclusiveOrAssignmentExpression] = (AndAssignmentExpression, AmpersandEqualsToken),
        [LeftShiftAssignmentExpression] = (RightShiftAssignmentExpression, GreaterThanGreaterThanEqualsToken),
        [RightShiftAssignmentExpression] = (LeftShiftAssignmentExpression, LessThanLessThanEqualsToken),
        [CoalesceAssignmentExpression] = (SimpleAssignmentExpression, EqualsToken),
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not AssignmentExpressionSyntax assignment || !Table.TryGetValue(assignment.Kind(), out var row))
            yield break;

        // Text and delegates know += only.
        var isBuiltIn = model.GetOperation(assignment) is ICompoundAssignmentOperation { OperatorMethod: null } or ICompoundAssignmentOperation { OperatorMethod.ContainingType.SpecialType: SpecialType.System_Decimal };
        var type = model.GetTypeInfo(assignment.Left).Type;
        var isNumeric = isBuiltIn && (type.IsNumber || type.IsBoolean || type?.TypeKind == TypeKind.Enum || IsSmall(type));
        if (!isNumeric && !assignment.IsKind(CoalesceAssignmentExpression))
            yield break;

        yield return new Mutation("Assignment", SyntaxFactory.AssignmentExpression(row.Other, assignment.Left, SyntaxFactory.Token(row.Token).WithTriviaFrom(assignment.OperatorToken), assignment.Right));
    }

    private static bool IsSmall(ITypeSymbol? type) => type?.SpecialType is
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char;
}
