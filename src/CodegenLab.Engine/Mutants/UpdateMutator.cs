using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Up for down and down for up.</summary>
internal sealed class UpdateMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) => node switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)PostIncrementExpression } update => [Of(PostfixUnaryExpression(PostDecrementExpression, update.Operand))],
        PostfixUnaryExpressionSyntax { RawKind: (int)PostDecrementExpression } update => [Of(PostfixUnaryExpression(PostIncrementExpression, update.Operand))],
        PrefixUnaryExpressionSyntax { RawKind: (int)PreIncrementExpression } update => [Of(PrefixUnaryExpression(PreDecrementExpression, update.Operand))],
        PrefixUnaryExpressionSyntax { RawKind: (int)PreDecrementExpression } update => [Of(PrefixUnaryExpression(PreIncrementExpression, update.Operand))],
        _ => [],
    };

    private static Mutation Of(ExpressionSyntax replacement) => new("Update", replacement);
}
