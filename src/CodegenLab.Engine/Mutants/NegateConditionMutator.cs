using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Mutants;

/// <summary>The opposite of an atomic condition; comparisons have theirs from their operator.</summary>
internal sealed class NegateConditionMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not (InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or IsPatternExpressionSyntax or AwaitExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression }))
            yield break;

        var condition = (ExpressionSyntax)node;
        if (condition.IsAtomicCondition && model.GetTypeInfo(condition) is { Type.IsBoolean: true, ConvertedType.IsBoolean: true })
            yield return new Mutation("Boolean", PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, condition is BinaryExpressionSyntax or IsPatternExpressionSyntax ? ParenthesizedExpression(condition.WithoutTrivia()) : condition.WithoutTrivia()));
    }
}
