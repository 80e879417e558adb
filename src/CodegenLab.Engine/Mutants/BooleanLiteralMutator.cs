using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Mutants;

/// <summary>true for false and false for true.</summary>
internal sealed class BooleanLiteralMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) => node.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => [Of(SyntaxKind.FalseLiteralExpression)],
        SyntaxKind.FalseLiteralExpression => [Of(SyntaxKind.TrueLiteralExpression)],
        _ => [],
    };

    private static Mutation Of(SyntaxKind literal) => new("Boolean", SyntaxFactory.LiteralExpression(literal));
}
