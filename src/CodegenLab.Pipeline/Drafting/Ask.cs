using System.Collections.Immutable;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>What to ask of a model, and what is needed to understand the answer.</summary>
/// <param name="Type">The type that the tests will be about.</param>
/// <param name="Quotations">Of the material that the prompt shows.</param>
internal sealed record Ask(DraftedType Type, Question Question, Quotations Quotations)
{
    /// <summary>What was asked at first, where this is about a repair of its answer.</summary>
    public Question Origin { get; init; } = Question;

    /// <summary>Shown by number, from 1.</summary>
    public ImmutableArray<int> Mutants { get; init; } = [];
}
