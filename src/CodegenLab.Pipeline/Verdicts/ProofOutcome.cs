using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What came of the attempt to prove rendered tests.</summary>
public sealed record ProofOutcome
{
    /// <summary>The fixtures that stand, as they are on disk; empty when none does or the proof failed.</summary>
    public required ImmutableArray<RenderedFixture> Fixtures { get; init; }

    /// <summary>Tests that did not get in, each with its reason.</summary>
    public required ImmutableArray<DroppedTest> Dropped { get; init; }

    /// <summary>Indexes of the found tests behind <see cref="Dropped"/>, each with the reason.</summary>
    public required IReadOnlyDictionary<int, DropReason> DroppedFound { get; init; }

    /// <summary>Indexes of found tests that a generated file edited by a person contains already: nothing is written for them.</summary>
    public required IReadOnlySet<int> AlreadyThere { get; init; }

    /// <summary>Paths of the files changed; in a dry run of those that would be. Files whose content stays are not among them.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Generated files that a person edited: left alone.</summary>
    public required ImmutableArray<string> KeptFiles { get; init; }

    /// <summary>Full names of the test classes that stand.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>The proven test assembly in its output folder; null: there is none.</summary>
    public required string? Assembly { get; init; }

    /// <summary>Why nothing was written although there were tests: the project's own build or test run fails. For people; null: all went well.</summary>
    public required string? Failure { get; init; }

    /// <summary>What a person should know; may be empty.</summary>
    public required ImmutableArray<string> Remarks { get; init; }
}
