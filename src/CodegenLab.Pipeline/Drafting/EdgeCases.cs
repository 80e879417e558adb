using CodegenLab.Pipeline.Candidates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Tells tests at the border from those in the middle, by what stands in them.</summary>
internal static class EdgeCases
{
    private static readonly HashSet<string> Names = ["MaxValue", "MinValue", "Empty", "NaN", "PositiveInfinity", "NegativeInfinity", "Epsilon", "Throws", "ThrowsAsync", "ThrowsAny", "ThrowsAnyAsync", "ThrowsExactly", "ThrowsExactlyAsync", "ThrowsException", "ThrowsExceptionAsync", "Zero", "CatchAsync"];

    /// <summary>It uses null, nothing, zero, a negative number or a limit, or expects an exception.</summary>
    public static bool IsOne(DraftMember test) =>
        SyntaxFactory.ParseMemberDeclaration(test.Text) is { } method && method.DescendantNodes().Any(node => node switch
        {
            LiteralExpressionSyntax literal => literal.Token.Value switch
            {
                null => literal.IsKind(SyntaxKind.NullLiteralExpression),
                string text => text.Trim().Length == 0,
                int or long or uint or ulong or decimal or double or float => Convert.ToDouble(literal.Token.Value, System.Globalization.CultureInfo.InvariantCulture) == 0,
                _ => false,
            },
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.UnaryMinusExpression) && unary.Operand is LiteralExpressionSyntax,
            IdentifierNameSyntax name => Names.Contains(name.Identifier.Text),
            GenericNameSyntax name => Names.Contains(name.Identifier.Text),
            CollectionExpressionSyntax list => list.Elements.Count == 0,
            _ => false,
        });
}
