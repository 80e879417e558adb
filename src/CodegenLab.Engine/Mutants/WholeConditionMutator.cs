using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>The opposite of a condition that is made of several.</summary>
internal sealed class WholeConditionMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) =>
        node is BinaryExpressionSyntax { RawKind: (int)LogicalAndExpression or (int)LogicalOrExpression } && Statement(node) is IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax && model.GetTypeInfo(node) is { Type.IsBoolean: true, ConvertedType.IsBoolean: true }
            ? [new Mutation("Boolean", PrefixUnaryExpression(LogicalNotExpression, ParenthesizedExpression(((ExpressionSyntax)node).WithoutTrivia())))]
            : [];

    private static SyntaxNode? Statement(SyntaxNode condition)
    {
        while (condition.Parent is ParenthesizedExpressionSyntax)
            condition = condition.Parent;
        return condition.Parent;
    }
}
