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

        if (!table.TryGetValue(name.Identifier.Text, out var other) || model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || method.ContainingType.ToDisplayString() != "System.Linq.Enumerable")
            yield break;

        // Any() without a predicate has no All() beside it; Take has an overload with a range.
        var isShared = other != "All" || call.ArgumentList.Arguments.Count == (method.ReducedFrom is null ? 2 : 1);
        var isCount = other != "Skip" || method.Parameters[^1].Type.SpecialType == SpecialType.System_Int32;
        if (!isShared || !isCount)
            yield break;

        var replacement = call.WithExpression(access.WithName(IdentifierName(other)));
        if (table == Common || Fits(replacement, access, method, model))
            yield return new Mutation("Linq", replacement);
    }

    /// <summary>The other one takes the same arguments, and what it gives will do.</summary>
    private static bool Fits(InvocationExpressionSyntax replacement, MemberAccessExpressionSyntax access, IMethodSymbol method, SemanticModel model)
    {
        if (BeginsWithBinding(access.Expression))
        {
            // The compiler looks for what stands before the question mark, and would not find it: a value of the type will do.
            if (model.GetTypeInfo(access.Expression).Type is not { } receiver)
                return false;
            var value = DefaultExpression(ParseTypeName(receiver.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)));
            replacement = replacement.WithExpression(((MemberAccessExpressionSyntax)replacement.Expression).WithExpression(value));
        }

        return model.GetSpeculativeSymbolInfo(access.SpanStart, replacement, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol { ReturnType: var type }
            && model.Compilation.ClassifyCommonConversion(type, method.ReturnType) is { IsImplicit: true, IsUserDefined: false };
    }

    /// <summary>It goes on behind a question mark: <c>.B(1)</c> of <c>a?.B(1).Count()</c>.</summary>
    private static bool BeginsWithBinding(ExpressionSyntax expression) => expression switch
    {
        MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => true,
        MemberAccessExpressionSyntax access => BeginsWithBinding(access.Expression),
        ElementAccessExpressionSyntax access => BeginsWithBinding(access.Expression),
        InvocationExpressionSyntax call => BeginsWithBinding(call.Expression),
        PostfixUnaryExpressionSyntax forgiven => BeginsWithBinding(forgiven.Operand),
        _ => false,
    };
}
