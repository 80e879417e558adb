using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Mutants;

/// <summary>The mutators that go over a program together. Adding one is adding a line here (docs/adding-a-mutator.md).</summary>
public sealed class MutatorSet
{
    private readonly IMutator[] _mutators;

    private MutatorSet(params IMutator[] mutators) => _mutators = mutators;

    /// <summary>What tests are generated against: few, and each of its own kind.</summary>
    public static MutatorSet Search { get; } = new(
        new BinaryOperatorMutator(BinaryOperatorMutator.Common),
        new AssignmentOperatorMutator(AssignmentOperatorMutator.Common),
        new UpdateMutator(),
        new UnaryMutator(),
        new BooleanLiteralMutator(),
        new NumberLiteralMutator(),
        new StringMutator(),
        new NullCoalescingMutator(),
        new ConditionalMutator(),
        new LinqMutator(LinqMutator.Common),
        new NegateConditionMutator(),
        new ReturnValueMutator(),
        new StatementRemovalMutator());

    /// <summary>What people's own tests are tried on: besides, all that Stryker.NET makes, and what it lacks.</summary>
    public static MutatorSet Suites { get; } = ForSuites();

    /// <summary>Every mutation of a node; of those that give the same text, the first.</summary>
    internal IEnumerable<Mutation> Of(SyntaxNode node, SemanticModel model) =>
        _mutators.SelectMany(mutator => mutator.Mutate(node, model)).DistinctBy(mutation => mutation.Replacement?.NormalizeWhitespace().ToString());

    private static MutatorSet ForSuites()
    {
        // With one of these inside, a block that does nothing tells nothing more: Stryker.NET's of its standard level.
        IMutator[] inBlocks =
        [
            .. Search._mutators.Where(mutator => mutator is not (NumberLiteralMutator or ReturnValueMutator or StatementRemovalMutator)),
            new BinaryOperatorMutator(BinaryOperatorMutator.Further),
            new AssignmentOperatorMutator(AssignmentOperatorMutator.Further),
            new DeclaredOperatorMutator(),
            new ExclusiveOrMutator(),
            new SignMutator(),
            new PatternMutator(),
            new ForcedConditionMutator(),
            new WholeConditionMutator(),
            new CoalescingOrderMutator(),
            new InitializerMutator(),
            new CheckedMutator(),
            new LinqMutator(LinqMutator.Further),
            new StringQuestionMutator(),
            new StepRemovalMutator(),
        ];
        return new MutatorSet(
        [
            .. inBlocks,
            new CollectionExpressionMutator(),
            new StringMethodMutator(),
            new MathMutator(),
            new NumberLiteralMutator(),
            new ReturnValueMutator(),
            new StatementRemovalMutator(keepsNeeded: true),
            new LowerNumberMutator(),
            new ArgumentSwapMutator(),
            new CallRemovalMutator(),
            new SwitchArmMutator(),
            new ExceptionTypeMutator(),
            new BlockRemovalMutator(inBlocks),
        ]);
    }
}
