using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Mutants;

/// <summary>All mutators there are. Adding one is adding a line here (docs/adding-a-mutator.md).</summary>
internal static class Mutators
{
    private static readonly IMutator[] All =
    [
        new BinaryOperatorMutator(),
        new AssignmentOperatorMutator(),
        new UpdateMutator(),
        new UnaryMutator(),
        new BooleanLiteralMutator(),
        new NumberLiteralMutator(),
        new StringMutator(),
        new NullCoalescingMutator(),
        new ConditionalMutator(),
        new LinqMutator(),
        new NegateConditionMutator(),
        new ReturnValueMutator(),
        new StatementRemovalMutator(),
    ];

    /// <summary>Every mutation of a node; of those that give the same text, the first.</summary>
    public static IEnumerable<Mutation> Of(SyntaxNode node, SemanticModel model) =>
        All.SelectMany(mutator => mutator.Mutate(node, model)).DistinctBy(mutation => mutation.Replacement?.NormalizeWhitespace().ToString());
}
