using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>The number before, and the next one of the types that <see cref="NumberLiteralMutator"/> leaves alone.</summary>
internal sealed class LowerNumberMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not LiteralExpressionSyntax { RawKind: (int)NumericLiteralExpression } literal)
            return [];

        // The lowest numbers are written with a minus before one that is too high.
        if (literal.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)UnaryMinusExpression } && literal.Token.Value is uint or ulong)
            return [];

        IEnumerable<ExpressionSyntax> others = literal.Token.Value switch
        {
            0 or 0L or 0f or 0d or 0m => [PrefixUnaryExpression(UnaryMinusExpression, Number(One(literal.Token.Value)))],
            int value => [Number(Literal(value - 1))],
            long value => [Number(Literal(value - 1))],
            uint value => Both(value > 0 ? Literal(value - 1) : null, value < uint.MaxValue ? Literal(value + 1) : null),
            ulong value => Both(value > 0 ? Literal(value - 1) : null, value < ulong.MaxValue ? Literal(value + 1) : null),
            float value when float.IsFinite(value) && value + 1 > value && value - 1 < value => Both(value >= 1 ? Literal(value - 1) : null, Literal(value + 1)),
            double value and >= 1 when double.IsFinite(value) && value - 1 < value => [Number(Literal(value - 1))],
            decimal value and >= 1 and < 1_000_000_000_000m => [Number(Literal(value - 1))],
            _ => [],
        };
        return others.Select(other => new Mutation("Number literal", other));
    }

    private static ExpressionSyntax Number(SyntaxToken token) => LiteralExpression(NumericLiteralExpression, token);

    private static IEnumerable<ExpressionSyntax> Both(SyntaxToken? lower, SyntaxToken? higher) => new[] { lower, higher }.OfType<SyntaxToken>().Select(Number);

    private static SyntaxToken One(object zero) => zero switch
    {
        long => Literal(1L),
        float => Literal(1f),
        double => Literal(1d),
        decimal => Literal(1m),
        _ => Literal(1),
    };
}
