using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>
/// Run the tests that people wrote, from their built assembly: does each pass, and again; what does it reach; which mutants does it notice.
/// The shape of the subject is <see cref="Job.Search"/>, all its assemblies together; it has no path, the files are <see cref="Builds"/>.
/// </summary>
public sealed record SuiteJob : Job
{
    /// <summary>The test assembly in its output folder, with its <c>.deps.json</c> beside it.</summary>
    public required string Assembly { get; init; }

    /// <summary>Instrumented assemblies that take the place of those of the same name.</summary>
    public required string[] Builds { get; init; }

    /// <summary>Mutants (ids) to judge; empty: the tests are run and no more.</summary>
    public int[] Mutants { get; init; } = [];

    /// <summary>Every mutant is tried on all tests that reach it, not only up to the first that notices it.</summary>
    public bool FindsAllKillers { get; init; }

    /// <summary>Keys of the cases to run, in this order; null: all, in theirs. Only these are run, and only these can kill.</summary>
    public string[]? Cases { get; init; }

    /// <summary>Keys of cases that are left out, however many others there are.</summary>
    public string[] Omitted { get; init; } = [];

    /// <summary>Cases (keys) that killed a worker, with what they did to it: not run again.</summary>
    public Dictionary<string, string> Deadly { get; init; } = [];

    /// <summary>Verdicts of earlier workers of the same run: not tried again.</summary>
    public MutantJudged[] Known { get; init; } = [];

    /// <summary>Verdicts of earlier runs that hold if the cases reach what they reached then.</summary>
    public RememberedVerdict[] Remembered { get; init; } = [];

    /// <summary>Cases (keys) of which something is not as it was then: whatever depends on them is judged again.</summary>
    public string[] Affected { get; init; } = [];

    /// <summary>Stands in the journal for what cases share.</summary>
    public const int NumberOfShared = int.MaxValue;

    /// <summary>How a run of a case stands in the journal: a call of the member with the case's number.</summary>
    public static TestCase NoteOf(int number) => new([new Statement(new Invocation(-1, number, null, [], []))]);
}

/// <summary>One row of a test method.</summary>
/// <param name="Key">The same in every run of the same assembly, and of no other case.</param>
/// <param name="Class">Full name of its class, as reflection gives it.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="FullName">As a filter on <c>FullyQualifiedName</c> wants it.</param>
/// <param name="DisplayName">With its arguments.</param>
public sealed record SuiteCase(string Key, string Class, string Method, string FullName, string DisplayName);

/// <summary>How a case ended.</summary>
public enum CaseStatus
{
    Passed,
    Failed,
    Skipped,

    /// <summary>It passed, and then did not, or the other way round.</summary>
    NotRepeatable,

    /// <summary>It ended its worker.</summary>
    Crashed,
}

/// <summary>The cases that there are; sent once by each worker of a job, before anything runs.</summary>
public sealed record CasesFound(SuiteCase[] Cases) : Report;

/// <summary>A case has run, twice unless it failed.</summary>
/// <param name="Case">Index in <see cref="CasesFound"/>.</param>
/// <param name="Message">Why it did not pass, on one line; null: it did.</param>
/// <param name="Milliseconds">Of the first run.</param>
/// <param name="Goals">Goals it covers: site id × 2, plus 1 for the false outcome.</param>
/// <param name="Lines">Line probes it hits.</param>
/// <param name="Mutants">Mutants it reaches.</param>
/// <param name="Members">Members it enters, by entry id.</param>
public sealed record CaseRun(int Case, CaseStatus Status, string? Message, double Milliseconds, int[] Goals, int[] Lines, int[] Mutants, int[] Members) : Report;

/// <summary>A verdict on a mutant.</summary>
/// <param name="Killers">Indexes of the cases that noticed it.</param>
/// <param name="Runs">Cases that were run against it.</param>
/// <param name="IsStatic">Reached while types are initialised.</param>
/// <param name="Detail">What it did, on one line; null: nothing to say.</param>
public sealed record MutantJudged(int Mutant, MutantFate Fate, int[] Killers, int Runs, bool IsStatic, string? Detail) : Report
{
    /// <summary>Tells the cases that had a say from any other set of cases.</summary>
    public ulong Say { get; init; }

    /// <summary>Members (documentation ids) that were entered with the mutant and that the cases which had a say do not enter without it.</summary>
    public string[] Strayed { get; init; } = [];

    /// <summary>The verdict is of an earlier run.</summary>
    public bool IsRemembered { get; init; }
}

/// <summary>A verdict of an earlier run.</summary>
/// <param name="Mutant">Its number now.</param>
/// <param name="Killers">Keys of the cases that noticed it.</param>
/// <param name="Say">As in <see cref="MutantJudged.Say"/>.</param>
public sealed record RememberedVerdict(int Mutant, MutantFate Fate, string[] Killers, int Runs, bool IsStatic, string? Detail, ulong Say, string[] Strayed);

/// <summary>What became of a mutant.</summary>
public enum MutantFate
{
    /// <summary>Every case that reaches it passes all the same.</summary>
    Survived,

    /// <summary>A case that passes without it failed.</summary>
    Killed,

    /// <summary>A case used up a multiple of the fuel or time that it takes without it.</summary>
    TimedOut,

    /// <summary>It ended the worker.</summary>
    Crashed,

    /// <summary>No case reaches it.</summary>
    NotReached,
}

/// <summary>The end of a <see cref="SuiteJob"/>. Mutants without a verdict are left for the next worker: this one is worn out.</summary>
/// <param name="Framework">What the tests are written with: "xUnit 2.9".</param>
/// <param name="MembersOnce">Members (entry ids) that are entered before any case begins, or by a case in its first run only: while types are initialised or something is kept for later. Any case may depend on what they leave behind.</param>
public sealed record SuiteOutcome(string Framework, int[] MembersOnce) : Report;
