using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Mutants;

/// <summary>The next number.</summary>
internal sealed class NumberLiteralMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } literal)
            yield break;

        SyntaxToken? next = literal.Token.Value switch
        {
            int value and < int.MaxValue => Literal(value + 1),
            long value and < long.MaxValue => Literal(value + 1),
            double value when double.IsFinite(value) && value + 1 > value => Literal(value + 1),
            decimal value and < 1_000_000_000_000m => Literal(value + 1),
            _ => null,
        };

        if (next is { } token)
            yield return new Mutation("Number literal", LiteralExpression(SyntaxKind.NumericLiteralExpression, token));
    }
}
