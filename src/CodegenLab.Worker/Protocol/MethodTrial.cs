namespace CodegenLab.Worker.Protocol;

/// <summary>What is known of one test method.</summary>
/// <param name="Method">Its index in <see cref="TrialJob.Methods"/>.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Failure">Why it did not pass; null when it did, or nothing is known.</param>
public sealed record MethodTrial(int Method, TrialStatus Status, TrialFailure? Failure)
{
    /// <summary>Goals it covers, as in <see cref="FoundTest"/>.</summary>
    public int[] Goals { get; init; } = [];

    /// <summary>Line probes it hits.</summary>
    public int[] Lines { get; init; } = [];

    /// <summary>Mutants it reaches, asked for or not.</summary>
    public int[] Reached { get; init; } = [];

    /// <summary>Mutants it kills, of those asked for; one that does not end is tried by the first few methods that reach it.</summary>
    public int[] Kills { get; init; } = [];

    /// <summary>All mutants that it reaches were tried.</summary>
    public bool IsTriedOnMutants { get; init; }
}

/// <summary>How a test method ended.</summary>
public enum TrialStatus
{
    /// <summary>Every row, every time.</summary>
    Passed,

    /// <summary>An assertion did not hold.</summary>
    AssertionFailed,

    /// <summary>An exception that no assertion expected, in the test or in what surrounds it.</summary>
    Threw,

    /// <summary>It passed, and then did not: on a second run, in another order, or under another culture.</summary>
    NotRepeatable,

    /// <summary>It computed or waited until it was stopped.</summary>
    TimedOut,

    /// <summary>The subject looped or called without end.</summary>
    OutOfFuel,

    /// <summary>It ended the process: stack overflow, Environment.Exit, an exception on a thread of its own.</summary>
    Crashed,

    /// <summary>The confinement refused what it did: a file outside the private folder, a connection, a process.</summary>
    Refused,

    /// <summary>The assembly has no such test.</summary>
    NotFound,

    /// <summary>The framework cannot run it: arguments that do not fit, a class that cannot be made.</summary>
    NotRunnable,

    /// <summary>Ignored, explicit, inconclusive, or passed with a warning: green in nobody's run.</summary>
    Ignored,
}

/// <summary>Parsed facts of a failure. Short, on one line each, without control characters; but they are words of the test and the subject: data, to be quoted as such.</summary>
/// <param name="Expected">What the assertion expected, in the framework's words; null: it did not say.</param>
/// <param name="Actual">What it got.</param>
/// <param name="ExceptionType">Full name; null: no exception but an assertion's own.</param>
/// <param name="Message">The exception's message; else what the assertion says before the values.</param>
/// <param name="Line">Line in the source of the draft, from 1; null without symbols.</param>
public sealed record TrialFailure(string? Expected, string? Actual, string? ExceptionType, string? Message, int? Line)
{
    /// <summary>Failed assertions of one test that are told; what follows is more of the same.</summary>
    public const int MostAssertions = 5;

    /// <summary>The next assertion that failed in the same run of the test, as in Assert.Multiple; null: none, or there are enough.</summary>
    public TrialFailure? Next { get; init; }

    /// <summary>This and what follows, in the order of the test.</summary>
    public IEnumerable<TrialFailure> All()
    {
        for (var failure = this; failure is not null; failure = failure.Next)
            yield return failure;
    }
}

/// <summary>A method has been tried, or tried on mutants: replaces what was said of it before.</summary>
public sealed record MethodTried(MethodTrial Trial) : Report;

/// <summary>The end of a <see cref="TrialJob"/>. Methods that killed a worker are missing.</summary>
public sealed record TrialOutcome(MethodTrial[] Trials) : Report;
