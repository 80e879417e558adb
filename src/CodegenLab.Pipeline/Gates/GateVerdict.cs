using System.Collections.Immutable;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Gates;

/// <summary>What became of the targets.</summary>
/// <param name="Rows">One a target, in the order they are written in.</param>
/// <param name="FailedTests">They fail the run before any target does.</param>
/// <param name="Findings">The worst first, weak and stale tests included.</param>
public sealed record GateVerdict(ImmutableArray<TargetRow> Rows, int FailedTests, ImmutableArray<Finding> Findings)
{
    /// <summary>Every target is met. Failed tests are another matter.</summary>
    public bool IsMet => Rows.All(row => row.IsMet);
}

/// <summary>A target and how things stand.</summary>
public sealed record TargetRow
{
    /// <summary>As a person reads it: "branches of Shop.Pricing".</summary>
    public required string Name { get; init; }

    public required TargetMeasure Measure { get; init; }

    /// <summary>Shares 0–1 for <see cref="TargetMeasure.Line"/>, <see cref="TargetMeasure.Branch"/>, <see cref="TargetMeasure.Mutation"/>: at least this; counts for all others: at most this.</summary>
    public required double Target { get; init; }

    /// <summary>Null: there was nothing to measure, or it was not measured; <see cref="Remark"/> tells which.</summary>
    public required double? Actual { get; init; }

    public required bool IsMet { get; init; }

    /// <summary>What is behind a share; null for counts.</summary>
    public Share? Share { get; init; }

    /// <summary>Why there is no number, or where the target comes from; null: nothing to say.</summary>
    public string? Remark { get; init; }

    /// <summary>Where most is missing, most first; empty when met.</summary>
    public ImmutableArray<WorstPlace> Worst { get; init; } = [];

    public string TargetText => Text(Target);

    public string ActualText => Actual is { } actual ? Text(actual) : "–";

    private string Text(double value) => Measure.IsShare ? Suites.Share.PercentOf(value) : FormattableString.Invariant($"{value:0}");
}

/// <summary>A member that keeps a target from being met.</summary>
/// <param name="Member">As a person names it.</param>
/// <param name="Missing">Lines, branch outcomes or mutants.</param>
/// <param name="Gain">By how much the share would rise with them, 0–1.</param>
public sealed record WorstPlace(string Path, int Line, string Member, int Missing, double Gain);

/// <summary>What a target is about.</summary>
public enum TargetMeasure
{
    Line,
    Branch,
    Mutation,
    WeakTests,
    StaleTests,
    UntestedMembers,
}

/// <summary>What measures are.</summary>
public static class TargetMeasureExtensions
{
    extension(TargetMeasure measure)
    {
        /// <summary>A share to reach rather than a count not to exceed.</summary>
        public bool IsShare => measure <= TargetMeasure.Mutation;

        /// <summary>"1 line", "3 branches".</summary>
        public string Amount(int count) => FormattableString.Invariant($"{count} {(count != 1 ? measure.Title : measure == TargetMeasure.Branch ? "branch" : measure.Title[..^1])}");

        /// <summary>In the plural: "lines".</summary>
        public string Title => measure switch
        {
            TargetMeasure.Line => "lines",
            TargetMeasure.Branch => "branches",
            TargetMeasure.Mutation => "mutants",
            TargetMeasure.WeakTests => "weak tests",
            TargetMeasure.StaleTests => "stale tests",
            _ => "untested public members",
        };
    }
}
