using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>A calculation that may overflow.</summary>
internal sealed class CheckedMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) =>
        node is CheckedExpressionSyntax { RawKind: (int)SyntaxKind.CheckedExpression } calculation ? [new Mutation("Checked", calculation.Expression)] : [];
}
