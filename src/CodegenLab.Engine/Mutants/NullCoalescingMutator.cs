using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>One side of a <c>??</c> alone.</summary>
internal sealed class NullCoalescingMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce)
            yield break;

        var type = model.GetTypeInfo(coalesce).Type;
        if (SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(coalesce.Left).Type, type))
            yield return new Mutation("Null coalescing", coalesce.Left);

        if (coalesce.Right is not ThrowExpressionSyntax && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(coalesce.Right).Type, type))
            yield return new Mutation("Null coalescing", coalesce.Right);
    }
}
