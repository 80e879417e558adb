using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;

namespace CodegenLab.Pipeline.Staged;

/// <summary>What was found out about what is staged. Data alone: it goes from one process to another.</summary>
public sealed record StagedOutcome
{
    /// <summary>Staged files, of any kind.</summary>
    public required int Files { get; init; }

    /// <summary>Members of production code that were changed, added or removed, as a person names them.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>Test cases that were run.</summary>
    public int Tests { get; init; }

    public ImmutableArray<StagedFailure> Failures { get; init; } = [];

    /// <summary>On changed lines and branches; empty: none were changed.</summary>
    public ImmutableArray<TargetRow> Rows { get; init; } = [];

    /// <summary>Nobody has set a target for changed lines: the usual one is shown, and holds nobody.</summary>
    public bool IsAdvice { get; init; }

    /// <summary>Weak and stale tests among what is staged.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Changed members that no test runs, as a person names them.</summary>
    public ImmutableArray<string> Untested { get; init; } = [];

    /// <summary>For people.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    public TimeSpan Elapsed { get; init; }

    /// <summary>All that is asked for is reached. Failed tests are another matter.</summary>
    public bool IsMet => (IsAdvice || Rows.All(row => row.IsMet)) && Findings.IsEmpty;
}

/// <summary>A test that fails with what is staged.</summary>
/// <param name="Path">From the root; null: not known.</param>
/// <param name="Line">1-based; 0: not known.</param>
public sealed record StagedFailure(string DisplayName, string? Message, string? Path, int Line);
