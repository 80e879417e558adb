using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Pipeline.Candidates;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>What a model contributed to the tests of one project.</summary>
public sealed record DraftedSuite
{
    /// <summary>Nothing was asked.</summary>
    public static DraftedSuite None { get; } = new() { Fixtures = [], Superfluous = ImmutableHashSet<int>.Empty, Dropped = [], Suspicions = [], Counts = new DraftCounts(0, 0, 0, 0, 0), Equivalent = [], Remarks = [] };

    public required ImmutableArray<DraftedFixture> Fixtures { get; init; }

    /// <summary>Indexes of the engine's tests that add nothing to specified ones.</summary>
    public required IReadOnlySet<int> Superfluous { get; init; }

    public required ImmutableArray<DroppedTest> Dropped { get; init; }

    public required ImmutableArray<Suspicion> Suspicions { get; init; }

    /// <summary>Classes of tests that show the suspicions; they fail, and are explicit.</summary>
    public ImmutableArray<ReproFixture> Repros { get; init; } = [];

    public required DraftCounts Counts { get; init; }

    /// <summary>Mutants that the model holds for equivalent, for people to judge: they stay in the score.</summary>
    public required ImmutableArray<int> Equivalent { get; init; }

    /// <summary>Failures of the model, limits that ended the asking; may be empty.</summary>
    public required ImmutableArray<string> Remarks { get; init; }

    /// <summary>The engine's tests, grown from what drafts do; null: as they were.</summary>
    public GeneratedSuite? Grown { get; init; }

    /// <summary>Drafts that the engine searched on from; <see cref="Worker.TestCases.TestCase.Origin"/> of its tests is an index into it.</summary>
    public ImmutableArray<Seed> Seeds { get; init; } = [];

    /// <summary>Names for the engine's tests, by the index of the first found test that a method renders.</summary>
    public ImmutableDictionary<int, GivenName> Names { get; init; } = ImmutableDictionary<int, GivenName>.Empty;

    /// <summary>The asking ended because the model, or the way to it, failed.</summary>
    public bool ModelFailed { get; init; }

    public IEnumerable<DraftedTest> Tests => Fixtures.SelectMany(fixture => fixture.Tests);
}

/// <summary>A class of accepted tests.</summary>
/// <param name="SubjectType">C# name of the type under test, with namespace.</param>
/// <param name="Tests">One entry per test of <paramref name="Code"/>, same order.</param>
public sealed record DraftedFixture(string SubjectType, string Namespace, string ClassName, DraftFixture Code, ImmutableArray<DraftedTest> Tests);

/// <param name="Source">The whole file without a header.</param>
public sealed record ReproFixture(string SubjectType, string Namespace, string ClassName, string Source, int Tests);

/// <summary>A test that a model drafted and the judge let in.</summary>
/// <param name="Member">Documentation id of the member it is about.</param>
/// <param name="Source">The words it rests on; null: it says what the code does.</param>
/// <param name="Model">Who drafted it.</param>
/// <param name="Goals">Branch outcomes it covers: site id × 2, plus 1 for the false outcome.</param>
/// <param name="Kills">Mutants it kills of those that no test killed before.</param>
/// <param name="NewGoals">Of <paramref name="Goals"/>, how many neither the engine's tests nor earlier drafts cover.</param>
/// <param name="NewKills">Of <paramref name="Kills"/>, how many the engine's tests do not kill.</param>
/// <param name="Cost">US dollars: its share of the answers behind it; null: no price is known.</param>
public sealed record DraftedTest(
    string Name, string Member, Quotation? Source, string Model, ImmutableArray<int> Goals, ImmutableArray<int> Lines, ImmutableArray<int> Reached, ImmutableArray<int> Kills, int NewGoals, int NewKills, decimal? Cost)
{
    /// <summary>It says what should be, not what is.</summary>
    public bool IsSpecified => Source is not null;
}

/// <summary>A drafted test that the engine searched on from.</summary>
/// <param name="Test">Its name in the draft.</param>
/// <param name="Model">Who drafted it.</param>
/// <param name="Cost">US dollars of the answer it stood in, for each test that came of that answer, drafted or grown; null: no price is known.</param>
public sealed record Seed(string Test, string Model, decimal? Cost);

/// <summary>How far test methods came, over all rounds.</summary>
/// <param name="Drafted">In answers.</param>
/// <param name="CompiledRaw">As they came.</param>
/// <param name="CompiledByRule">After repairs by rule, the raw ones included.</param>
/// <param name="CompiledByModel">After the model's own repairs, those before included.</param>
public sealed record DraftCounts(int Drafted, int CompiledRaw, int CompiledByRule, int CompiledByModel, int Accepted)
{
    /// <summary>Branch outcomes that accepted tests cover and the engine's do not.</summary>
    public int NewBranches { get; init; }

    /// <summary>Mutants that accepted tests kill and the engine's do not.</summary>
    public int NewMutants { get; init; }

    /// <summary>Branch outcomes that the engine covers since it searched on from drafts.</summary>
    public int GrownBranches { get; init; }

    /// <summary>Mutants that the engine's tests kill since.</summary>
    public int GrownMutants { get; init; }

    /// <summary>Accepted tests at a border: null, nothing, zero, a negative number, a limit, an exception.</summary>
    public int EdgeCases { get; init; }

    /// <summary>Tests of the engine that specified ones stand in the place of.</summary>
    public int ReplacedTests { get; init; }

    /// <summary>Wall time of the loop in which no answer was waited for: making up questions, compiling drafts, running them.</summary>
    public TimeSpan OwnTime { get; init; }
}
