using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>One branch of a <c>?:</c> always, where it could not stand alone: the branches are of different types.</summary>
internal sealed class ForcedConditionMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not ConditionalExpressionSyntax conditional || conditional.WhenTrue is RefExpressionSyntax)
            yield break;

        var type = model.GetTypeInfo(conditional).Type;
        foreach (var (branch, forced) in new[] { (conditional.WhenTrue, TrueLiteralExpression), (conditional.WhenFalse, FalseLiteralExpression) })
            if (branch is ThrowExpressionSyntax || !SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(branch).Type, type))
                yield return new Mutation("Conditional", conditional.WithCondition(LiteralExpression(forced).WithTriviaFrom(conditional.Condition)));
    }
}
