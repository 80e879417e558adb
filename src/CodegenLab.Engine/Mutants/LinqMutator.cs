using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another method of System.Linq.Enumerable with the same signature.</summary>
/// <param name="table">By name of the original.</param>
internal sealed class LinqMutator(IReadOnlyDictionary<string, string> table) : IMutator
{
    public static readonly IReadOnlyDictionary<string, string> Common = new Dictionary<string, string>
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

    public static readonly IReadOnlyDictionary<string, string> Further = new Dictionary<string, string>
    {
        ["Count"] = "Sum",
        ["Average"] = "Min",
        ["Reverse"] = "AsEnumerable",
        ["AsEnumerable"] = "Reverse",
        ["MinBy"] = "MaxBy",
        ["MaxBy"] = "MinBy",
        ["SkipLast"] = "TakeLast",
        ["TakeLast"] = "SkipLast",
        ["Order"] = "OrderDescending",
        ["OrderDescending"] = "Order",
        ["UnionBy"] = "IntersectBy",
        ["IntersectBy"] = "UnionBy",
        ["Append"] = "Prepend",
        ["Prepend"] = "Append",
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } access } call)
            yield break;

        if (!table.TryGetValue(name.Identifier.Text, out var other) || model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            yield break;

        // Any() without a predicate has no All() beside it; Take has an overload with a range.
        var isShared = other != "All" || call.ArgumentList.Arguments.Count == (method.ReducedFrom is null ? 2 : 1);
        var isCount = other != "Skip" || method.Parameters[^1].Type.SpecialType == SpecialType.System_Int32;
        if (!isShared || !isCount || method.ContainingType.ToDisplayString() != "System.Linq.Enumerable")
            yield break;

        var replacement = call.WithExpression(access.WithName(IdentifierName(other)));
        if (table == Common || Fits(replacement, call, method, model))
            yield return new Mutation("Linq", replacement);
    }

    /// <summary>The other one takes the same arguments, and what it gives will do.</summary>
    private static bool Fits(ExpressionSyntax replacement, ExpressionSyntax call, IMethodSymbol method, SemanticModel model) =>
        model.GetSpeculativeSymbolInfo(call.SpanStart, replacement, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol { ReturnType: var type }
        && model.Compilation.ClassifyCommonConversion(type, method.ReturnType) is { IsImplicit: true, IsUserDefined: false };
}
