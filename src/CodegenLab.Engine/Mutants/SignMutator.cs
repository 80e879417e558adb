using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Minus for plus; a number literal without its minus. (<see cref="UnaryMutator"/> takes it from everything else.)</summary>
internal sealed class SignMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) => node switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)UnaryPlusExpression } plus when model.GetTypeInfo(plus).Type is { IsNumber: true, SpecialType: not (SpecialType.System_UInt32 or SpecialType.System_UInt64) } =>
            [new Mutation("Unary", PrefixUnaryExpression(UnaryMinusExpression, plus.Operand))],
        PrefixUnaryExpressionSyntax { RawKind: (int)UnaryMinusExpression, Operand: LiteralExpressionSyntax literal } when SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(literal).Type, model.GetTypeInfo(node).Type) && !IsZero(literal) =>
            [new Mutation("Unary", literal)],
        _ => [],
    };

    private static bool IsZero(LiteralExpressionSyntax literal) => literal.Token.Value is 0 or 0L or 0f or 0d or 0m;
}
