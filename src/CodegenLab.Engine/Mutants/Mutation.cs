using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>One edit that a mutator proposes for one node.</summary>
/// <param name="Mutator">Name as in reports.</param>
/// <param name="Replacement">What stands there instead, built from original nodes; null: the statement goes.</param>
internal readonly record struct Mutation(string Mutator, SyntaxNode? Replacement)
{
    /// <summary>Source text that stands in the place of a node, empty for a removal: a statement gives way to a statement.</summary>
    public string TextFor(SyntaxNode original) => Replacement is null ? "" : Replacement.WithoutTrivia().ToString() + (original is StatementSyntax && Replacement is ExpressionSyntax ? ";" : "");
}

/// <summary>Makes mutations. Looks at the original source only; knows neither ids nor probes.</summary>
internal interface IMutator
{
    /// <summary>Mutations of this very node, not of nodes below it; none for nodes that are not its business.</summary>
    IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model);
}
