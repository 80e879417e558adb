using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>The sides of a <c>??</c> the other way round, where the right one may be null too; the right one alone where it is of a narrower type.</summary>
internal sealed class CoalescingOrderMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: not ThrowExpressionSyntax } coalesce || model.GetTypeInfo(coalesce).Type is not { } type)
            yield break;

        if (model.GetTypeInfo(coalesce.Right).Type is { } right && !SymbolEqualityComparer.Default.Equals(right, type) && model.Compilation.ClassifyCommonConversion(right, type) is { IsImplicit: true, IsReference: true })
            yield return new Mutation("Null coalescing", coalesce.Right);

        if (MayBeNull(coalesce.Right, model) && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(coalesce.Left).Type, type) && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(coalesce.Right).Type, type))
            yield return new Mutation("Null coalescing", coalesce.WithLeft(coalesce.Right.WithTriviaFrom(coalesce.Left)).WithRight(coalesce.Left.WithTriviaFrom(coalesce.Right)));
    }

    // As declared: what flow analysis knows costs a run of it over the member.
    private static bool MayBeNull(ExpressionSyntax expression, SemanticModel model) =>
        expression is ConditionalAccessExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression }
        || (model.GetSymbolInfo(expression).Symbol switch
        {
            IMethodSymbol method => method.ReturnNullableAnnotation,
            IPropertySymbol property => property.NullableAnnotation,
            IFieldSymbol field => field.NullableAnnotation,
            IParameterSymbol parameter => parameter.NullableAnnotation,
            ILocalSymbol local => local.NullableAnnotation,
            _ => NullableAnnotation.None,
        }) == NullableAnnotation.Annotated;
}
