using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>One branch of a <c>?:</c> always.</summary>
internal sealed class ConditionalMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not ConditionalExpressionSyntax conditional)
            yield break;

        // Branches of other types got their type from each other or from outside.
        var type = model.GetTypeInfo(conditional).Type;
        foreach (var branch in new[] { conditional.WhenTrue, conditional.WhenFalse })
            if (branch is not (ThrowExpressionSyntax or RefExpressionSyntax) && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(branch).Type, type))
                yield return new Mutation("Conditional", branch);
    }
}
