using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Which tests a run was about, of those that there are.</summary>
public sealed record SuiteSelection
{
    /// <summary>What is compared: "the last run of each test", or a commit as a person reads it. Null: changes do not matter, all tests are considered.</summary>
    public required string? Since { get; init; }

    /// <summary>In the order in which they are worth running; without a budget in that of the test projects.</summary>
    public required ImmutableArray<SelectedTest> Tests { get; init; }

    /// <summary>Tests that there are.</summary>
    public required int All { get; init; }

    /// <summary>What they may take; null: as long as they do.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>How good the order would have been for earlier runs; null: not asked for.</summary>
    public OrderQuality? Quality { get; init; }
}

/// <summary>A test that is to be run.</summary>
/// <param name="Project">Name of the test project.</param>
/// <param name="FullName">Class and method.</param>
/// <param name="DisplayName">With its arguments.</param>
/// <param name="Reason">Null: all are to be run.</param>
/// <param name="Change">What was changed, by documentation id or name; null: nothing to name.</param>
/// <param name="Expected">What it is expected to take.</param>
/// <param name="IsLeftOut">The budget does not reach it.</param>
public sealed record SelectedTest(string Project, string FullName, string DisplayName, SelectionReason? Reason, string? Change, TimeSpan Expected, bool IsLeftOut)
{
    /// <summary>It was not run the last time, because it says so.</summary>
    public bool WasSkipped { get; init; }
}

/// <summary>Why a test is to be run, the plainest reason first.</summary>
public enum SelectionReason
{
    /// <summary>Nothing is remembered of what it reaches.</summary>
    Unknown,

    /// <summary>It failed, or passed and failed, the last time.</summary>
    FailedLast,

    /// <summary>Its own class, or one of the test project that it uses, was changed.</summary>
    TestChanged,

    /// <summary>It reaches a member that was changed or is gone.</summary>
    MemberChanged,

    /// <summary>It deals with a type whose shape, or what derives from it, was changed.</summary>
    TypeChanged,

    /// <summary>Something else that its project, or one that this uses, is built from was changed.</summary>
    ProjectChanged,
}

/// <summary>How early an order finds what fails, on average over the runs looked at: APFD, from 0 to 1.</summary>
/// <param name="Runs">Earlier runs with a failing test that could be judged.</param>
/// <param name="Apfd">Null: not enough history.</param>
/// <param name="AsTheyStand">The same of the order of the test projects.</param>
public sealed record OrderQuality(int Runs, double? Apfd, double? AsTheyStand);
