using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another arithmetic operator that the type declares itself: minus for plus between two time spans.</summary>
internal sealed class DeclaredOperatorMutator : IMutator
{
    private static readonly Dictionary<SyntaxKind, (SyntaxKind Other, SyntaxKind Token, string Method)> Table = new()
    {
        [AddExpression] = (SubtractExpression, MinusToken, "op_Subtraction"),
        [SubtractExpression] = (AddExpression, PlusToken, "op_Addition"),
        [MultiplyExpression] = (DivideExpression, SlashToken, "op_Division"),
        [DivideExpression] = (MultiplyExpression, AsteriskToken, "op_Multiply"),
        [ModuloExpression] = (MultiplyExpression, AsteriskToken, "op_Multiply"),
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryExpressionSyntax binary || !Table.TryGetValue(binary.Kind(), out var row))
            yield break;

        if (model.GetOperation(binary) is IBinaryOperation { OperatorMethod: { ContainingType.SpecialType: not SpecialType.System_Decimal } method } && method.ContainingType.GetMembers(row.Method).OfType<IMethodSymbol>().Any(other => IsAlike(other, method)))
            yield return new Mutation("Arithmetic", SyntaxFactory.BinaryExpression(row.Other, binary.Left, SyntaxFactory.Token(row.Token).WithTriviaFrom(binary.OperatorToken), binary.Right));
    }

    private static bool IsAlike(IMethodSymbol one, IMethodSymbol other) =>
        SymbolEqualityComparer.Default.Equals(one.ReturnType, other.ReturnType)
        && one.Parameters.Select(parameter => parameter.Type).SequenceEqual(other.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default);
}
