using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>What the tests of a solution do to its code: all that coverage reports, mutation reports and gates are made of.</summary>
public sealed record SuiteFigures
{
    public required string ToolVersion { get; init; }

    /// <summary>Full path of the folder that all other paths are relative to, with forward slashes: the root of the git repository; without one, the solution's folder.</summary>
    public required string Root { get; init; }

    /// <summary>The project that was named, else the solution or folder; "." is the root itself.</summary>
    public string Opened { get; init; } = ".";

    /// <summary>Names or globs, where not all test projects were asked for.</summary>
    public ImmutableArray<string> OnlyProjects { get; init; } = [];

    /// <summary>When the tests began.</summary>
    public required DateTimeOffset Time { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Every test case of every test project. The index is the number by which lines, branches and mutants name it.</summary>
    public required ImmutableArray<SuiteTest> Tests { get; init; }

    /// <summary>Production projects that the tests use, by name.</summary>
    public required ImmutableArray<ProjectFigures> Projects { get; init; }

    /// <summary>Lines and branches were looked at.</summary>
    public bool HasCoverage { get; init; }

    /// <summary>Mutants were tried.</summary>
    public bool HasMutants { get; init; }

    /// <summary>Null: not known.</summary>
    public PhaseTimes? Phases { get; init; }

    /// <summary>Which tests were to be run; null: all.</summary>
    public SuiteSelection? Selection { get; init; }

    /// <summary>Projects of the solution that could not be worked on. Where one may hold tests, the figures are not those of the whole.</summary>
    public ImmutableArray<LoadProblem> Problems { get; init; } = [];

    /// <summary>For people.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];
}

/// <summary>A test case: one row of a test method.</summary>
/// <param name="Project">Name of the test project.</param>
/// <param name="FullName">Class and method, as a filter on <c>FullyQualifiedName</c> wants it.</param>
/// <param name="DisplayName">With its arguments, as a runner shows it.</param>
/// <param name="Path">File that holds the method; null: not known.</param>
/// <param name="Line">First line of the method, 1-based; 0: not known.</param>
/// <param name="Duration">Of the first run.</param>
/// <param name="Message">Why it failed or was skipped, on one line; null: nothing to say.</param>
public sealed record SuiteTest(string Project, string FullName, string DisplayName, string? Path, int Line, SuiteTestStatus Status, TimeSpan Duration, string? Message)
{
    /// <summary>It was not run: this is what the history knows of it, and what it reaches.</summary>
    public bool IsRemembered { get; init; }
}

/// <summary>How a test case ended.</summary>
public enum SuiteTestStatus
{
    Passed,

    Failed,

    Skipped,

    /// <summary>Passed and failed: it has no say in verdicts on mutants.</summary>
    Flaky,
}

/// <summary>A production project.</summary>
/// <param name="Path">Of its file.</param>
public sealed record ProjectFigures(string Name, string Path, ImmutableArray<FileFigures> Files);

/// <summary>A source file. Places are 1-based, ends exclusive.</summary>
/// <param name="Text">As it was compiled.</param>
/// <param name="Members">In source order; those with code.</param>
/// <param name="Lines">Lines on which a statement begins, by number.</param>
/// <param name="Branches">In source order; the outcomes of a condition follow each other.</param>
/// <param name="Mutants">In source order.</param>
public sealed record FileFigures(
    string Path, string Text, ImmutableArray<MemberFigures> Members, ImmutableArray<LineFigures> Lines, ImmutableArray<BranchFigures> Branches, ImmutableArray<MutantFigures> Mutants);

/// <summary>A member with code.</summary>
/// <param name="Id">Documentation id.</param>
/// <param name="Type">Full name of its type, nested ones behind a dot.</param>
/// <param name="Name">Of the member alone, with parameter types: "Add(int, int)".</param>
/// <param name="Complexity">Cyclomatic: 1 and one for each decision.</param>
/// <param name="IsPublic">Seen from other assemblies.</param>
public sealed record MemberFigures(string Id, string Type, string Name, int FirstLine, int LastLine, int Complexity, bool IsPublic)
{
    /// <summary>Full name of its type, nested ones behind a slash, as Cobertura's readers know them: behind a dot they would count the lines of a nested type for the outer one, too.</summary>
    public string ClassName { get => field ?? Type; init; }

    /// <summary>The statements of a program without a Main; nothing can call them.</summary>
    public bool IsTopLevel { get; init; }
}

/// <param name="Member">Documentation id.</param>
/// <param name="Tests">Numbers of the tests that run it, ascending.</param>
public sealed record LineFigures(int Line, string Member, ImmutableArray<int> Tests);

/// <summary>One outcome of a place where control decides.</summary>
/// <param name="Text">Source of the condition or of the case label, on one line.</param>
/// <param name="Outcome">Of a condition; null: an arm, taken or not.</param>
/// <param name="Member">Documentation id.</param>
/// <param name="Tests">Numbers of the tests that take it, ascending.</param>
public sealed record BranchFigures(int Line, int Column, int EndLine, int EndColumn, string Text, bool? Outcome, string Member, ImmutableArray<int> Tests);

/// <summary>A mutant and the verdict on it.</summary>
/// <param name="Id">Stable over runs as long as its member does not change: hexadecimal.</param>
/// <param name="Mutator">As in reports: "Equality".</param>
/// <param name="Member">Documentation id.</param>
/// <param name="Reason">Why it was ignored, or how it ended; null: nothing to say.</param>
/// <param name="CoveredBy">Numbers of the tests that reach it, ascending.</param>
/// <param name="KilledBy">Numbers of the tests that were seen to notice it: the first, unless all were asked for.</param>
/// <param name="IsStatic">Reached while types are initialised.</param>
/// <param name="TestsRun">Test cases that were run against it.</param>
public sealed record MutantFigures(
    string Id, string Mutator, string Member, int Line, int Column, int EndLine, int EndColumn, string Original, string Replacement,
    MutantStatus Status, string? Reason, ImmutableArray<int> CoveredBy, ImmutableArray<int> KilledBy, bool IsStatic, int TestsRun)
{
    /// <summary>The verdict is of an earlier run, and all that it depends on is as it was.</summary>
    public bool IsRemembered { get; init; }
}

/// <summary>As in the mutation testing report schema.</summary>
public enum MutantStatus
{
    Killed,
    Survived,
    NoCoverage,
    Timeout,
    RuntimeError,
    CompileError,
    Ignored,
}

/// <summary>How long the phases of a run took.</summary>
/// <param name="Setup">Loading, instrumenting, building.</param>
/// <param name="Tests">The tests on the code as it is.</param>
/// <param name="Mutants">The tests on the mutants; zero: none were tried.</param>
public sealed record PhaseTimes(TimeSpan Setup, TimeSpan Tests, TimeSpan Mutants);
