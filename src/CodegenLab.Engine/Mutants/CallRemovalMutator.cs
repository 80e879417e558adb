using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>A call whose value is used is not made; default stands for its value.</summary>
internal sealed class CallRemovalMutator : IMutator
{
    private static readonly Mutation ToDefault = new("Call removal", PostfixUnaryExpression(SuppressNullableWarningExpression, LiteralExpression(DefaultLiteralExpression)));

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not (InvocationExpressionSyntax or AwaitExpressionSyntax) || !IsUsed((ExpressionSyntax)node) || model.GetConstantValue(node).HasValue)
            return [];

        if (model.GetTypeInfo(node).Type is not { SpecialType: not SpecialType.System_Void, TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic or TypeKind.Error), IsRefLikeType: false } type)
            return [];

        // Conditions and returned objects have the same from other mutators.
        var isThere = type.IsBoolean ? ((ExpressionSyntax)node).IsAtomicCondition || node.Parent is PrefixUnaryExpressionSyntax : type.IsReferenceType && node.IsReturned;
        return isThere || model.GetSymbolInfo(node).Symbol is IMethodSymbol { RefKind: not RefKind.None } ? [] : [ToDefault];
    }

    /// <summary>Something is done with the value, other than to follow it at once, which null never survives.</summary>
    private static bool IsUsed(ExpressionSyntax call) => call.Parent switch
    {
        ExpressionStatementSyntax or AwaitExpressionSyntax or ConditionalAccessExpressionSyntax or CommonForEachStatementSyntax or RefExpressionSyntax or FromClauseSyntax or JoinClauseSyntax => false,
        ParenthesizedExpressionSyntax { Parent: MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax } => false,
        MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or InvocationExpressionSyntax => false,
        PostfixUnaryExpressionSyntax { RawKind: (int)SuppressNullableWarningExpression } => false,
        _ => true,
    };
}
