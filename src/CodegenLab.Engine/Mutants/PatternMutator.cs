using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another pattern: the border and the opposite of a relational one, <c>or</c> for <c>and</c>, and the contrary of what stands behind an <c>is</c>.</summary>
internal sealed class PatternMutator : IMutator
{
    private static readonly Dictionary<SyntaxKind, SyntaxKind[]> Relations = new()
    {
        [LessThanToken] = [LessThanEqualsToken, GreaterThanToken],
        [LessThanEqualsToken] = [LessThanToken, GreaterThanToken],
        [GreaterThanToken] = [GreaterThanEqualsToken, LessThanToken],
        [GreaterThanEqualsToken] = [GreaterThanToken, LessThanToken],
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) => node switch
    {
        RelationalPatternSyntax relation when Relations.TryGetValue(relation.OperatorToken.Kind(), out var others) =>
            others.Select(other => new Mutation("Equality", relation.WithOperatorToken(Token(other).WithTriviaFrom(relation.OperatorToken)))),
        BinaryPatternSyntax { RawKind: (int)AndPattern } both when !Declares(both) && Keeps(both.Left, model) => [Of(both, OrPattern, OrKeyword)],
        BinaryPatternSyntax { RawKind: (int)OrPattern } either when IsOpen(either.Left) && IsOpen(either.Right) => [Of(either, AndPattern, AndKeyword)],
        // Conditions are negated elsewhere.
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { RawKind: (int)NotPattern } not } test when !test.IsAtomicCondition && !Declares(test) => [new Mutation("Equality", test.WithPattern(not.Pattern))],
        IsPatternExpressionSyntax { Pattern: not UnaryPatternSyntax } test when !test.IsAtomicCondition && !Declares(test) =>
            [new Mutation("Equality", test.WithPattern(UnaryPattern(Token(NotKeyword).WithTrailingTrivia(Space), Closed(test.Pattern))))],
        _ => [],
    };

    private static Mutation Of(BinaryPatternSyntax pattern, SyntaxKind kind, SyntaxKind token) =>
        new("Logical", BinaryPattern(kind, pattern.Left, Token(token).WithTriviaFrom(pattern.OperatorToken), pattern.Right));

    private static PatternSyntax Closed(PatternSyntax pattern) => pattern is BinaryPatternSyntax ? ParenthesizedPattern(pattern.WithoutTrivia()) : pattern;

    private static bool Declares(SyntaxNode node) => node.DescendantNodes().Any(inner => inner is SingleVariableDesignationSyntax);

    /// <summary>What is right of it sees the same type without it.</summary>
    private static bool Keeps(PatternSyntax pattern, SemanticModel model) =>
        model.GetOperation(pattern) is Microsoft.CodeAnalysis.Operations.IPatternOperation operation && SymbolEqualityComparer.Default.Equals(operation.InputType, operation.NarrowedType);

    /// <summary>Two of them can be true at once: no values, no ranges, no types, no lengths.</summary>
    private static bool IsOpen(PatternSyntax pattern) => pattern is RecursivePatternSyntax { Type: null } or UnaryPatternSyntax && !Declares(pattern);
}
