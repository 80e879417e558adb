using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another result: an empty text, the next number, null for an object. Booleans are negated elsewhere.</summary>
internal sealed class ReturnValueMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        // Literals and conditionals have mutators of their own that do the same.
        if (node is not ExpressionSyntax value || !node.IsReturned || value is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or ConditionalExpressionSyntax or ThrowExpressionSyntax)
            yield break;

        var info = model.GetTypeInfo(value);
        if (info.Type is not { } type || model.GetConstantValue(value).HasValue || !SymbolEqualityComparer.Default.Equals(type, info.ConvertedType))
            yield break;

        ExpressionSyntax? other = type switch
        {
            { SpecialType: SpecialType.System_String } => LiteralExpression(StringLiteralExpression, Literal("")),
            { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } => BinaryExpression(AddExpression, ParenthesizedExpression(value.WithoutTrivia()), LiteralExpression(NumericLiteralExpression, Literal(1))),
            { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Array } => PostfixUnaryExpression(SuppressNullableWarningExpression, LiteralExpression(NullLiteralExpression)),
            _ => null,
        };
        if (other is not null)
            yield return new Mutation("Return value", other);
    }
}
