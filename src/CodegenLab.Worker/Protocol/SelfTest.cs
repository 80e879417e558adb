using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>Lets a worker do what bad subjects do, to see on this machine that crashes are survived and that the confinement holds.</summary>
public sealed record SelfTestJob : Job
{
    /// <summary>Done in order. Each notes itself in the journal as a test case, see <see cref="SelfTestStepExtensions.AsTestCase"/>; one that stands in the blacklist is left out.</summary>
    public required SelfTestStep[] Steps { get; init; }

    /// <summary>The job for these steps: it loads no subject.</summary>
    public static SelfTestJob Of(params SelfTestStep[] steps) =>
        new() { Search = new Build("", [], [], [], 0, []), References = [], Steps = steps };
}

/// <summary>One thing that a subject might do.</summary>
public enum SelfTestStep
{
    /// <summary>Sends progress and a checkpoint.</summary>
    Report,

    /// <summary>Writes to standard output and standard error, reads standard input.</summary>
    UseConsole,

    /// <summary>Writes a file in the private folder, moves it and deletes it.</summary>
    WritePrivateFile,

    /// <summary>Makes a folder beside the private one.</summary>
    WriteElsewhere,

    /// <summary>Opens a network socket.</summary>
    OpenSocket,

    /// <summary>Starts a process.</summary>
    StartProcess,

    /// <summary>Runs a thread and tasks.</summary>
    StartThreads,

    /// <summary>Writes beside the private folder from a finaliser.</summary>
    WriteElsewhereInFinaliser,

    /// <summary>Waits until the worker is asked to stop.</summary>
    WaitForStop,

    /// <summary>Ends the process as Environment.Exit does, with exit code 0.</summary>
    Exit,

    /// <summary>Recurses without end.</summary>
    OverflowStack,

    /// <summary>Throws on a thread of its own.</summary>
    ThrowOnThread,

    /// <summary>Allocates without end and keeps everything.</summary>
    Allocate,

    /// <summary>Computes without end.</summary>
    Spin,

    /// <summary>Waits without end.</summary>
    Block,

    /// <summary>Throws in the worker's own code.</summary>
    Throw,
}

/// <param name="Refused">The exception that the step met, with its type; null: it was done.</param>
public sealed record SelfTestResult(SelfTestStep Step, string? Refused);

/// <summary>The end of a <see cref="SelfTestJob"/>: the steps that ran to their end.</summary>
public sealed record SelfTestOutcome(SelfTestResult[] Results) : Report;

/// <summary>What a journal knows a step by.</summary>
public static class SelfTestStepExtensions
{
    /// <summary>How the step stands in the journal: a call of the member with the number of the step.</summary>
    public static TestCase AsTestCase(this SelfTestStep step) => new([new Statement(new Invocation(-1, (int)step, null, [], []))]);
}
