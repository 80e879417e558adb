using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>One half of what <c>string.IsNullOrEmpty</c> and <c>string.IsNullOrWhiteSpace</c> ask, and that the other way round.</summary>
internal sealed class StringQuestionMutator : IMutator
{
    private static readonly ExpressionSyntax Empty = LiteralExpression(StringLiteralExpression, Literal(""));

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: ("IsNullOrEmpty" or "IsNullOrWhiteSpace") and var name }, ArgumentList.Arguments: [{ Expression: var text }] } call)
            yield break;
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String })
            yield break;

        text = text is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax ? text.WithoutTrivia() : ParenthesizedExpression(text.WithoutTrivia());
        yield return Differs(text, LiteralExpression(NullLiteralExpression));
        yield return Differs(text, Empty);
        if (name == "IsNullOrWhiteSpace")
            yield return Differs(InvocationExpression(MemberAccessExpression(SimpleMemberAccessExpression, text, IdentifierName("Trim"))), Empty);
    }

    private static Mutation Differs(ExpressionSyntax text, ExpressionSyntax from) =>
        new("String", ParenthesizedExpression(BinaryExpression(NotEqualsExpression, text, Token(TriviaList(Space), ExclamationEqualsToken, TriviaList(Space)), from)));
}
