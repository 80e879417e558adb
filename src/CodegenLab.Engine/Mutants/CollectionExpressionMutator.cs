using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>No elements for some, and one default for none.</summary>
internal sealed class CollectionExpressionMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) =>
        node is CollectionExpressionSyntax collection && model.GetTypeInfo(collection).ConvertedType is { IsRefLikeType: false, TypeKind: not TypeKind.Error }
            ? [new Mutation("Collection expression", collection.WithElements(collection.Elements.Count > 0 ? default : SingletonSeparatedList<CollectionElementSyntax>(ExpressionElement(LiteralExpression(DefaultLiteralExpression)))))]
            : [];
}
