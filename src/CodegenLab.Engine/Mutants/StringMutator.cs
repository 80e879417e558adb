using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Mutants;

/// <summary>A text for an empty one, an empty one for a text.</summary>
internal sealed class StringMutator : IMutator
{
    private static readonly Mutation ToEmpty = Of("");
    private static readonly Mutation ToText = Of("Codegen Lab was here");

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) => node switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => [literal.Token.ValueText.Length == 0 ? ToText : ToEmpty],
        InterpolatedStringExpressionSyntax { Contents.Count: > 0 } when model.GetTypeInfo(node).ConvertedType?.SpecialType == SpecialType.System_String => [ToEmpty],
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Empty" } when model.GetSymbolInfo(node).Symbol is IFieldSymbol { ContainingType.SpecialType: SpecialType.System_String } => [ToText],
        _ => [],
    };

    private static Mutation Of(string text) => new("String", LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(text)));
}
