using System.Collections.Immutable;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.History;

/// <summary>A test case as the history names it.</summary>
/// <param name="Project">Name of the test project.</param>
/// <param name="Key">The worker's: the same in every run, and of no other case of the project.</param>
/// <param name="Class">As reflection gives it: "Space.Outer+Inner".</param>
/// <param name="FullName">Class and method, as a filter on <c>FullyQualifiedName</c> wants it.</param>
/// <param name="DisplayName">With its arguments.</param>
public sealed record TestName(string Project, string Key, string Class, string Method, string FullName, string DisplayName);

/// <summary>How a test case ended in a run.</summary>
/// <param name="Run">Number of the run, rising.</param>
public readonly record struct PastResult(int Run, SuiteTestStatus Status, TimeSpan Duration)
{
    /// <summary>Of what was staged, which need not be what was built or what <see cref="TestCoverage"/> tells of.</summary>
    public bool IsStaged { get; init; }
}

/// <summary>A run that is remembered.</summary>
/// <param name="Commit">Null: not known.</param>
/// <param name="Command">"test", "mutate", "check" or <see cref="Hook"/>.</param>
public sealed record PastRun(int Number, DateTimeOffset Time, string? Commit, string ToolVersion, string Command)
{
    /// <summary>The command that runs what is staged.</summary>
    public const string Hook = "hook run";
}

/// <summary>What a test reached, by pieces and places that outlive shifted lines.</summary>
/// <param name="Pieces">All that it depends on, with the fingerprints that they had.</param>
/// <param name="Hits">Lines and branches, by member.</param>
/// <param name="HasHits">These were looked at, by this version of the tool.</param>
public sealed record TestCoverage(ImmutableArray<KeyValuePair<CodePiece, string>> Pieces, ImmutableArray<MemberHits> Hits, bool HasHits)
{
    /// <summary>What it was found out from; null: not known.</summary>
    public CoverageBasis? Basis { get; init; }
}

/// <summary>Tells coverage that need not be looked into again: of the same code, and of a run that reached the same.</summary>
/// <param name="Code">Stamp of all code.</param>
/// <param name="Reached">Stamp of what the test reached.</param>
public sealed record CoverageBasis(string Code, string Reached);

/// <summary>What a test hit in a member.</summary>
/// <param name="Member">Documentation id.</param>
/// <param name="Lines">Numbers of line probes in the member, from 0, ascending.</param>
/// <param name="Goals">Number of the site in the member × 2, plus 1 for the false outcome, ascending.</param>
public sealed record MemberHits(string Member, ImmutableArray<int> Lines, ImmutableArray<int> Goals);

/// <summary>What is remembered of a test case.</summary>
/// <param name="Results">Newest first.</param>
/// <param name="Message">Of the newest result; null: nothing to say.</param>
/// <param name="Coverage">Null: not known.</param>
public sealed record KnownTest(TestName Name, ImmutableArray<PastResult> Results, string? Message, TestCoverage? Coverage)
{
    /// <summary>How it ended when its coverage was seen, or later; null: nobody knows.</summary>
    public PastResult? Last => Results.Where(result => !result.IsStaged).Select(result => (PastResult?)result).FirstOrDefault();
}

/// <summary>A test case that has just been run.</summary>
/// <param name="Coverage">Null: what is known stays.</param>
public sealed record RecordedTest(TestName Name, SuiteTestStatus Status, TimeSpan Duration, string? Message, TestCoverage? Coverage);

/// <summary>A run to remember.</summary>
/// <param name="Tests">Those that were run.</param>
/// <param name="Complete">By test project, the keys of all cases that there are; what is not among them is forgotten. Projects that are not named stay as they are.</param>
public sealed record RecordedRun(
    DateTimeOffset Time, string? Commit, string ToolVersion, string Command, ImmutableArray<RecordedTest> Tests, ImmutableDictionary<string, ImmutableHashSet<string>> Complete)
{
    /// <summary>Cases that there are and that were not run. Those that are not known yet become so, by their names alone: else nobody would miss them.</summary>
    public ImmutableArray<TestName> Waiting { get; init; } = [];
}
