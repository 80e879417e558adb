using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline;

/// <summary>What a run did. Every figure is one of the emitted tests that passed under the real test runner, never of the search.</summary>
public sealed record GenerationReport
{
    public required string ToolVersion { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The solution, project or folder.</summary>
    public required string Path { get; init; }

    public required bool DryRun { get; init; }

    public required ImmutableArray<ProjectReport> Projects { get; init; }

    /// <summary>Projects that could not be worked on.</summary>
    public required ImmutableArray<LoadProblem> Problems { get; init; }

    /// <summary>What a person should know of the solution; may be empty.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    public required TimeSpan Elapsed { get; init; }
}

/// <summary>What a run did for one project.</summary>
public sealed record ProjectReport
{
    /// <summary>Path of the project file.</summary>
    public required string Project { get; init; }

    /// <summary>The test project's file; null when nothing was (or would be) written.</summary>
    public required string? TestProject { get; init; }

    public required bool TestProjectIsNew { get; init; }

    /// <summary>Paths of the files written, or in a dry run of those that would be.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Files left alone because a person edited them.</summary>
    public required ImmutableArray<string> KeptFiles { get; init; }

    public required ImmutableArray<TypeReport> Types { get; init; }

    /// <summary>Tests that were drafted and did not get in.</summary>
    public required ImmutableArray<DroppedTest> Dropped { get; init; }

    /// <summary>Which confinement the worker ran under, in words.</summary>
    public required string Confinement { get; init; }

    /// <summary>False: a time limit, a timer or a crash shaped the suite, or the code itself uses chance: the next run may differ.</summary>
    public required bool Reproducible { get; init; }

    /// <summary>What a person should know and do something about; may be empty.</summary>
    public required ImmutableArray<string> Remarks { get; init; }
}

/// <summary>What a run did for one type.</summary>
public sealed record TypeReport
{
    /// <summary>C# name with namespace.</summary>
    public required string Type { get; init; }

    /// <summary>Members that can be called from tests.</summary>
    public required int Members { get; init; }

    public required int Tests { get; init; }

    public required Coverage Branches { get; init; }

    public required Coverage Lines { get; init; }

    public required MutantCounts Mutants { get; init; }

    /// <summary>Mutants that were reached and no emitted test notices, in the order of the source.</summary>
    public ImmutableArray<SurvivingMutant> Survivors { get; init; } = [];

    public required ImmutableArray<UntestedMember> Untested { get; init; }
}

/// <param name="Before">Covered by the tests that existed; null: not measured.</param>
/// <param name="After">Covered by those and the emitted ones.</param>
public sealed record Coverage(int? Before, int After, int Total);

/// <param name="Killed">By emitted tests.</param>
/// <param name="Reached">Executed by a test that was found, emitted or not: to leave out what is not killed would make the score look better.</param>
public sealed record MutantCounts(int Killed, int Reached, int Total);

/// <param name="File">Path of the source file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Mutator">Kind of the edit: Equality, Statement removal.</param>
/// <param name="Original">Source text.</param>
/// <param name="Replacement">What the mutant has in its place; empty: the statement is gone.</param>
public sealed record SurvivingMutant(string File, int Line, string Mutator, string Original, string Replacement);

/// <param name="Member">As C# shows it: Parse(string).</param>
/// <param name="Reason">Code, stable for machines.</param>
/// <param name="Detail">For people.</param>
public sealed record UntestedMember(string Member, string Reason, string Detail);

/// <param name="Reason">DoesNotCompile, Fails, Flaky, DependsOnOrder, DependsOnCulture, TimesOut, Crashes.</param>
public sealed record DroppedTest(string Test, string Reason, string Detail);

/// <summary>Where a run is.</summary>
/// <param name="Project">Null while loading.</param>
/// <param name="Detail">Type or file in hand; null for none.</param>
/// <param name="Covered">Branch outcomes covered so far.</param>
/// <param name="Done">Share of the stage, 0–1; null: unknown.</param>
public sealed record GenerationProgress(Stage Stage, string? Project, string? Detail, int Covered, int Goals, int KilledMutants, int Mutants, double? Done);

/// <summary>What a run is doing, in the order it does it.</summary>
public enum Stage
{
    Loading,
    Instrumenting,
    Searching,
    Killing,
    Minimising,
    Rendering,
    Writing,
    Proving,
    Measuring,
}
