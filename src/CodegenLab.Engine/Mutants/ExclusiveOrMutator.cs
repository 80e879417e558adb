using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Equal for unequal where <c>^</c> stands between booleans; every bit turned round where it stands between numbers.</summary>
internal sealed class ExclusiveOrMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) => node is not BinaryExpressionSyntax { RawKind: (int)ExclusiveOrExpression } binary ? [] : model.GetTypeInfo(binary).Type switch
    {
        { IsBoolean: true } => [new Mutation("Logical", BinaryExpression(EqualsExpression, binary.Left, Token(EqualsEqualsToken).WithTriviaFrom(binary.OperatorToken), binary.Right))],
        { IsInteger: true } => [new Mutation("Bitwise", PrefixUnaryExpression(BitwiseNotExpression, ParenthesizedExpression(binary.WithoutTrivia())))],
        _ => [],
    };
}
