using System.Text.Json.Serialization;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>What a worker says, one line of JSON each.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "report")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Checkpoint), "checkpoint")]
[JsonDerivedType(typeof(SearchOutcome), "found")]
[JsonDerivedType(typeof(ReplayOutcome), "replayed")]
[JsonDerivedType(typeof(MethodTried), "methodTried")]
[JsonDerivedType(typeof(TrialOutcome), "tried")]
[JsonDerivedType(typeof(CasesFound), "casesFound")]
[JsonDerivedType(typeof(CaseRun), "caseRun")]
[JsonDerivedType(typeof(MutantJudged), "judged")]
[JsonDerivedType(typeof(SuiteOutcome), "suiteRun")]
[JsonDerivedType(typeof(SelfTestOutcome), "selfTested")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record Report;

/// <summary>The first report: the worker is up, the subject not yet loaded.</summary>
public sealed record Started(ConfinementStatement Confinement) : Report;

/// <summary>The worker's own code threw: no crash of the subject, a restart would not help.</summary>
/// <param name="Explanation">The exception with its stack.</param>
public sealed record Failed(string Explanation) : Report;

/// <summary>Where the worker is; several per second.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Type">Full name of the type it works on; null for all.</param>
/// <param name="Covered">Branch outcomes covered so far, of <paramref name="Goals"/>.</param>
/// <param name="Done">Share of the budget spent, 0–1.</param>
public sealed record Progress(Phase Phase, string? Type, int Covered, int Goals, int KilledMutants, int Mutants, double Done) : Report
{
    /// <summary>A test of a person's that runs for long, and for how long; null: none does.</summary>
    public string? LongTest { get; init; }
}

/// <summary>What the worker is doing, in the order it does it.</summary>
public enum Phase
{
    Loading,
    Searching,
    Observing,
    Killing,
    Minimising,
    Replaying,
}

/// <summary>Everything found so far, enough to go on from after a crash. A later one replaces an earlier one. Sent at points counted in work, never by the clock: or a run that crashed could not be repeated.</summary>
public sealed record Checkpoint(Catalog Catalog, TestCase[] Tests, long WorkSpent) : Report;

/// <summary>The end of a <see cref="SearchJob"/>.</summary>
public sealed record SearchOutcome : Report
{
    public required Catalog Catalog { get; init; }

    /// <summary>The suite, minimised, ordered by subject member.</summary>
    public required FoundTest[] Tests { get; init; }

    /// <summary>Mutants that some executed test reached.</summary>
    public required int[] ReachedMutants { get; init; }

    /// <summary>Tests that were left out of the suite and reach mutants that none of it does.</summary>
    public TestCase[] Reachers { get; init; } = [];

    /// <summary>Tests, one for a member, in which nothing repeated.</summary>
    public TestCase[] Unsteady { get; init; } = [];

    /// <summary>How many tests are of the earlier suite, as they were in it.</summary>
    public int Recalled { get; init; }

    /// <summary>Members without a test, by documentation id, with the reason.</summary>
    public required Untested[] Untested { get; init; }

    /// <summary>What the code does against rules, the surest first.</summary>
    public FoundSuspicion[] Suspicions { get; init; } = [];

    /// <summary>Suspicions beyond those, left out because there are too many.</summary>
    public int MoreSuspicions { get; init; }

    public required long Executions { get; init; }

    /// <summary>False when <see cref="Budget.CpuLimit"/> or a killed worker ended the search, or the subject waited for a clock: the next run may differ.</summary>
    public required bool Reproducible { get; init; }
}

/// <param name="Case">What is done.</param>
/// <param name="Observations">What is asserted; at least one.</param>
/// <param name="Subject">Catalog id of the member the test is about.</param>
/// <param name="Goals">Goals it covers: site id × 2, plus 1 for the false outcome.</param>
/// <param name="Lines">Line probes it hits.</param>
/// <param name="Kills">Ids of the mutants it kills.</param>
/// <param name="Witness">The goal that is this test's own reason to exist: the last one on its path that no simpler test of the member covers; -1 when it is here for mutants.</param>
public sealed record FoundTest(TestCase Case, Observation[] Observations, int Subject, int[] Goals, int[] Lines, int[] Kills, int Witness)
{
    /// <summary>For each of <see cref="Kills"/>, the indexes of the <see cref="Observations"/> that fail on it; empty: not known.</summary>
    public int[][] Noticing { get; init; } = [];

    /// <summary>Places among those of <see cref="Observations"/> where it was so before the call under test.</summary>
    public Observed[] Unchanged { get; init; } = [];
}

/// <param name="Member">Documentation id.</param>
/// <param name="Reason">Code, stable for machines.</param>
/// <param name="Detail">For people: which parameter, which type. May be empty.</param>
public sealed record Untested(string Member, UntestedReason Reason, string Detail);

/// <summary>Why a member has no test.</summary>
public enum UntestedReason
{
    /// <summary>A pointer, a ref struct other than spans, or a function pointer in its signature.</summary>
    UnsupportedSignature,

    /// <summary>No public way to make the receiver.</summary>
    NoReceiver,

    /// <summary>No public way to make an argument.</summary>
    NoArgument,

    /// <summary>No type arguments satisfy the constraints.</summary>
    NoTypeArguments,

    /// <summary>Every call threw before anything could be seen, or killed the worker.</summary>
    Crashes,

    /// <summary>No run ended within its fuel.</summary>
    OutOfFuel,

    /// <summary>What it does differs from run to run.</summary>
    NotRepeatable,

    /// <summary>Called, but nothing about the call can be seen from outside.</summary>
    NothingToObserve,

    /// <summary>The budget ended before it was its turn.</summary>
    OutOfBudget,

    /// <summary>Other tests reach everything it does.</summary>
    CoveredByOthers,

    /// <summary>Obsolete with error, or an event accessor or a finalizer.</summary>
    NotCallable,

    /// <summary>It reaches the clock, files, the network and the like by itself, where no test can stand in between.</summary>
    NeedsSeam,
}

/// <summary>The end of a <see cref="ReplayJob"/>: one entry per test, in the order given; null: did not run to its end.</summary>
public sealed record ReplayOutcome(Observation[]?[] Observations) : Report;
