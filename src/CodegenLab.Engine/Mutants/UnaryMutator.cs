using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>Takes a unary operator away.</summary>
internal sealed class UnaryMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not PrefixUnaryExpressionSyntax unary)
            yield break;

        var type = model.GetTypeInfo(unary.Operand).Type;
        var applies = unary.Kind() switch
        {
            SyntaxKind.LogicalNotExpression => type.IsBoolean,
            SyntaxKind.UnaryMinusExpression => type.IsNumber && unary.Operand is not LiteralExpressionSyntax && SymbolEqualityComparer.Default.Equals(type, model.GetTypeInfo(unary).Type),
            SyntaxKind.BitwiseNotExpression => type.IsInteger,
            _ => false,
        };
        if (applies)
            yield return new Mutation(unary.IsKind(SyntaxKind.LogicalNotExpression) ? "Boolean" : "Unary", unary.Operand);
    }
}
