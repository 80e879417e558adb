using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another method of System.Linq.Enumerable with the same signature.</summary>
internal sealed class LinqMutator : IMutator
{
    private static readonly Dictionary<string, string> Table = new()
    {
        ["First"] = "FirstOrDefault",
        ["FirstOrDefault"] = "First",
        ["Last"] = "First",
        ["LastOrDefault"] = "FirstOrDefault",
        ["Single"] = "SingleOrDefault",
        ["SingleOrDefault"] = "Single",
        ["All"] = "Any",
        ["Any"] = "All",
        ["Min"] = "Max",
        ["Max"] = "Min",
        ["Sum"] = "Max",
        ["OrderBy"] = "OrderByDescending",
        ["OrderByDescending"] = "OrderBy",
        ["ThenBy"] = "ThenByDescending",
        ["ThenByDescending"] = "ThenBy",
        ["Skip"] = "Take",
        ["Take"] = "Skip",
        ["SkipWhile"] = "TakeWhile",
        ["TakeWhile"] = "SkipWhile",
        ["Union"] = "Intersect",
        ["Intersect"] = "Union",
        ["Concat"] = "Except",
        ["Except"] = "Concat",
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } access } call)
            yield break;

        if (!Table.TryGetValue(name.Identifier.Text, out var other) || model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            yield break;

        // Any() without a predicate has no All() beside it; Take has an overload with a range.
        var isShared = other != "All" || call.ArgumentList.Arguments.Count == (method.ReducedFrom is null ? 2 : 1);
        var isCount = other != "Skip" || method.Parameters[^1].Type.SpecialType == SpecialType.System_Int32;
        if (isShared && isCount && method.ContainingType.ToDisplayString() == "System.Linq.Enumerable")
            yield return new Mutation("Linq", call.WithExpression(access.WithName(IdentifierName(other))));
    }
}
