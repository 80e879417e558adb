using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>An object, a collection or an array without what its initialiser gives it.</summary>
internal sealed class InitializerMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) => node switch
    {
        BaseObjectCreationExpressionSyntax { Initializer: { Expressions.Count: > 0 } initializer } creation when model.GetTypeInfo(creation).Type is { } type && !Requires(type) =>
            Of(creation is ImplicitObjectCreationExpressionSyntax { ArgumentList: var arguments } && type.CanBeReferencedByName
                ? ObjectCreationExpression(Name(type, model, node), arguments, Empty(initializer)).WithNewKeyword(Token(NewKeyword).WithTrailingTrivia(Space))
                : creation.WithInitializer(Empty(initializer))),
        ArrayCreationExpressionSyntax { Initializer: { Expressions.Count: > 0 } initializer, Type: var type } creation =>
            Of(creation.WithType(type.WithRankSpecifiers(type.RankSpecifiers.Replace(type.RankSpecifiers[0], WithoutSizes(type.RankSpecifiers[0])))).WithInitializer(Empty(initializer))),
        ImplicitArrayCreationExpressionSyntax { Initializer: { Expressions.Count: > 0 } initializer } when model.GetTypeInfo(node).Type is IArrayTypeSymbol { ElementType: { CanBeReferencedByName: true, IsAnonymousType: false } } type =>
            Of(ArrayCreationExpression((ArrayTypeSyntax)Name(type, model, node).WithTrailingTrivia(Space), Empty(initializer)).WithNewKeyword(Token(NewKeyword).WithTrailingTrivia(Space))),
        InitializerExpressionSyntax { RawKind: (int)ArrayInitializerExpression, Parent: EqualsValueClauseSyntax, Expressions.Count: > 0 } elements => Of(Empty(elements)),
        WithExpressionSyntax { Initializer: { Expressions.Count: > 0 } initializer } copy => Of(copy.WithInitializer(Empty(initializer))),
        _ => [],
    };

    private static Mutation[] Of(ExpressionSyntax replacement) => [new Mutation("Initializer", replacement)];

    private static InitializerExpressionSyntax Empty(InitializerExpressionSyntax initializer) =>
        InitializerExpression(initializer.Kind(), SeparatedList<ExpressionSyntax>()).WithOpenBraceToken(Token(OpenBraceToken).WithTrailingTrivia(Space)).WithLeadingTrivia(initializer.GetLeadingTrivia());

    private static TypeSyntax Name(ITypeSymbol type, SemanticModel model, SyntaxNode place) => ParseTypeName(type.ToMinimalDisplayString(model, place.SpanStart));

    private static ArrayRankSpecifierSyntax WithoutSizes(ArrayRankSpecifierSyntax rank) =>
        rank.WithSizes(SeparatedList(rank.Sizes.Select(_ => (ExpressionSyntax)OmittedArraySizeExpression()), rank.Sizes.GetSeparators()));

    /// <summary>The compiler insists on some members.</summary>
    private static bool Requires(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (at.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
                return true;
        return false;
    }
}
