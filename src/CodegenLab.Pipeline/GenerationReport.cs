using System.Collections.Immutable;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Replies;
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

    public ModelReport Model { get; init; } = ModelReport.Alone("");

    public required TimeSpan Elapsed { get; init; }
}

/// <summary>What a language model had to do with a run.</summary>
/// <param name="Name">Null: the engine worked alone.</param>
/// <param name="WhyNone">For people, what would change it; null when there is a model, empty when nothing was looked for.</param>
/// <param name="Failed">The asking ended early because the model, or the way to it, failed.</param>
/// <param name="Spending">Null when there is no model.</param>
public sealed record ModelReport(string? Name, string? WhyNone, bool Failed, Spending? Spending)
{
    /// <summary>Different secrets that were kept out of prompts.</summary>
    public int Secrets { get; init; }

    /// <summary>What a person should know; may be empty.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>What a run that is no dry run would spend on its first questions; null: this is none.</summary>
    public CostEstimate? Estimate { get; init; }

    /// <summary>The first questions, when they were to be shown.</summary>
    public ImmutableArray<Question> Questions { get; init; } = [];

    public static ModelReport Alone(string why) => new(null, why, false, null);
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

    /// <summary>Every test method that stands, the engine's first.</summary>
    public ImmutableArray<TestReport> Tests { get; init; } = [];

    /// <summary>Words and rules that the code does not meet, those of a model first.</summary>
    public ImmutableArray<Suspicion> Suspicions { get; init; } = [];

    /// <summary>Suspicions of the engine's that were left out, because a handful of a type is enough to look at.</summary>
    public int MoreSuspicions { get; init; }

    /// <summary>Members that reach out of the process by themselves and are not tested in full for it, in the order of the source.</summary>
    public ImmutableArray<MissingSeam> Seams { get; init; } = [];

    /// <summary>What came of laws; null: properties were not asked for.</summary>
    public PropertyReport? Properties { get; init; }

    /// <summary>How far the model's tests came; null: none was asked for.</summary>
    public DraftCounts? Drafts { get; init; }

    /// <summary>What the tests were to reach; null: no model was asked for more.</summary>
    public TestRequirements? Requirements { get; init; }

    /// <summary>Tests that were drafted and did not get in.</summary>
    public required ImmutableArray<DroppedTest> Dropped { get; init; }

    /// <summary>Which confinement the worker ran under, in words.</summary>
    public required string Confinement { get; init; }

    /// <summary>Which confinement <c>dotnet test</c> proved the tests under, in words; null: none, for no model had a hand in them.</summary>
    public string? ProofConfinement { get; init; }

    /// <summary>False: a time limit, a timer or a crash shaped the suite, or the code itself uses chance: the next run may differ.</summary>
    public required bool Reproducible { get; init; }

    /// <summary>What a person should know and do something about; may be empty.</summary>
    public required ImmutableArray<string> Remarks { get; init; }
}

/// <summary>One test method that stands.</summary>
/// <param name="Test">Full name.</param>
/// <param name="Drafter">engine, or the name of a model.</param>
/// <param name="Source">The words it rests on; null: it says what the code does.</param>
/// <param name="Branches">Branch outcomes that the tests before it do not cover.</param>
/// <param name="Mutants">Mutants that the tests before it do not kill.</param>
/// <param name="Cost">US dollars; 0 for answers that were paid before and for the engine, unless it searched on from a draft; null: no price is known.</param>
public sealed record TestReport(string Test, string Drafter, string? Source, int Branches, int Mutants, decimal? Cost)
{
    /// <summary>Drafts that the engine's search got to the test from, by edits; empty: it made the test up, or did not draft it.</summary>
    public ImmutableArray<GrownFrom> GrownFrom { get; init; } = [];

    public const string Engine = "engine";
}

/// <param name="Test">Name of the drafted test; it may not stand itself.</param>
/// <param name="Drafter">Name of the model.</param>
public sealed record GrownFrom(string Test, string Drafter);

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

    /// <summary>Mutants that were reached and no emitted test notices though it could, in the order of the source.</summary>
    public ImmutableArray<SurvivingMutant> Survivors { get; init; } = [];

    public required ImmutableArray<UntestedMember> Untested { get; init; }
}

/// <param name="Before">Covered by the tests that existed; null: not measured.</param>
/// <param name="After">Covered by those and the emitted ones.</param>
public sealed record Coverage(int? Before, int After, int Total);

/// <param name="Killed">By emitted tests.</param>
/// <param name="Reached">Executed by a test that was found, emitted or not: to leave out what is not killed would make the score look better.</param>
public sealed record MutantCounts(int Killed, int Reached, int Total)
{
    /// <summary>Proven to be no change, because they compile to the same code as the original; not among the others. Only what was reached and not killed is looked at.</summary>
    public int Equivalent { get; init; }
}

/// <param name="File">Path of the source file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Mutator">Kind of the edit: Equality, Statement removal.</param>
/// <param name="Original">Source text.</param>
/// <param name="Replacement">What the mutant has in its place; empty: the statement is gone.</param>
/// <param name="HeldEquivalent">The model that was asked holds it for a change that no test can notice. It counts all the same.</param>
public sealed record SurvivingMutant(string File, int Line, string Mutator, string Original, string Replacement, bool HeldEquivalent = false);

/// <param name="Member">As C# shows it: Parse(string).</param>
/// <param name="Reason">Code, stable for machines.</param>
/// <param name="Detail">For people.</param>
public sealed record UntestedMember(string Member, string Reason, string Detail);

/// <summary>A place where a test cannot stand in between.</summary>
/// <param name="Type">C# name with namespace.</param>
/// <param name="Member">As C# shows it: Load(string).</param>
/// <param name="Reaches">Clock, FileSystem, Network, Process, Registry, Console, Environment.</param>
/// <param name="Source">By which member: File.ReadAllText.</param>
/// <param name="Advice">What to hand in instead, for people.</param>
/// <param name="OpenBranches">Branch outcomes of the member that no test covers.</param>
public sealed record MissingSeam(string Type, string Member, string Reaches, string Source, string Advice, int OpenBranches);

/// <param name="Reason">DoesNotCompile, Fails, Flaky, DependsOnOrder, DependsOnCulture, TimesOut, Crashes.</param>
public sealed record DroppedTest(string Test, string Reason, string Detail);

/// <summary>Where a run is.</summary>
/// <param name="Project">Null while loading.</param>
/// <param name="Detail">Type or file in hand; null for none.</param>
/// <param name="Covered">Branch outcomes covered so far.</param>
/// <param name="Done">Share of the stage, 0–1; null: unknown.</param>
public sealed record GenerationProgress(Stage Stage, string? Project, string? Detail, int Covered, int Goals, int KilledMutants, int Mutants, double? Done)
{
    /// <summary>The project is done with; others may go on.</summary>
    public bool IsLast { get; init; }
}

/// <summary>What a run is doing, in the order it does it.</summary>
public enum Stage
{
    Loading,
    Instrumenting,
    Searching,
    Killing,
    Minimising,
    Drafting,
    Rendering,
    Writing,
    Proving,
    Measuring,
}
