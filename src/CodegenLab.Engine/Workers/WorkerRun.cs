using System.Collections.Immutable;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Workers;

/// <summary>A job done, by as many worker processes as it took.</summary>
/// <param name="Outcome">What the last process reported.</param>
/// <param name="Confinement">What was in force.</param>
/// <param name="Crashes">Processes that died, in order.</param>
/// <param name="PeakMemory">Largest working set of any of them, in bytes; 0 when the system does not tell.</param>
/// <param name="Cpu">CPU time of all of them, as last read while they lived.</param>
public sealed record WorkerRun<TOutcome>(TOutcome Outcome, ConfinementStatement Confinement, ImmutableArray<WorkerCrash> Crashes, long PeakMemory, TimeSpan Cpu)
    where TOutcome : Report;

/// <summary>The death of one worker process.</summary>
/// <param name="Kind">How it died.</param>
/// <param name="Culprit">The test that ran; null when none did, or it is not known.</param>
/// <param name="Mutant">The mutant that was switched on; -1: none.</param>
/// <param name="LastWords">The beginning of what the process wrote to standard error; of corrupted memory what the worker stumbled over.</param>
/// <param name="ExitCode">Of the process.</param>
public sealed record WorkerCrash(WorkerCrashKind Kind, TestCase? Culprit, int Mutant, string LastWords, int ExitCode)
{
    /// <summary>Documentation ids of the members that are to blame; empty: not known.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>Catalog id of the member that the test was calling; -1: not known.</summary>
    public int Calling { get; init; } = -1;

    /// <summary>The confinement had refused the test something.</summary>
    public bool WasRefused { get; init; }

    /// <summary>What a call did, for people: "ended the process (exit code 3)".</summary>
    public string Deed => Kind switch
    {
        WorkerCrashKind.Stalled when WasRefused && Mutant < 0 => "did not end, for want of something that is refused where mutants are tried",
        WorkerCrashKind.Stalled => "did not end",
        WorkerCrashKind.CorruptedMemory => "wrote to memory that is not its own",
        WorkerCrashKind.KilledByOthers => "had the process killed, by itself or by the system when memory ran out",
        WorkerCrashKind.ThrewOnThread => $"threw where nobody can catch it ({Exception()})",
        _ when OverflowedStack => "overflowed the stack",
        _ when LastWords.StartsWith("Process terminated", StringComparison.Ordinal) => "ended the process with Environment.FailFast",
        _ => $"ended the process (exit code {ExitCode})",
    };

    /// <summary>By endless recursion.</summary>
    public bool OverflowedStack => LastWords.StartsWith("Stack overflow", StringComparison.Ordinal);

    /// <summary>"InvalidOperationException" of "Unhandled exception. System.InvalidOperationException: in a finalizer".</summary>
    private string Exception()
    {
        var name = LastWords[(LastWords.IndexOf(UnhandledException, StringComparison.Ordinal) + UnhandledException.Length)..].Split(':', '\n')[0].Trim();
        return name[(name.LastIndexOf('.') + 1)..];
    }

    internal const string UnhandledException = "Unhandled exception.";

    /// <summary>It would happen again at the same point of the next run.</summary>
    public bool IsReproducible => Kind == WorkerCrashKind.Died;
}

/// <summary>How a worker came to its end.</summary>
public enum WorkerCrashKind
{
    /// <summary>Ended by what the test did: stack overflow, Environment.Exit, a fault in native code.</summary>
    Died,

    /// <summary>Ended by an exception on a thread that a test had started; that test need not be the one that ran.</summary>
    ThrewOnThread,

    /// <summary>The worker's own code failed after code that can write to memory that is not its own; that test need not be the one that ran.</summary>
    CorruptedMemory,

    /// <summary>Killed, but not by us: by the system when memory ran out, or by a person.</summary>
    KilledByOthers,

    /// <summary>Killed by the watchdog: one execution took too long. On another day it might have ended in time.</summary>
    Stalled,
}

/// <summary>No outcome: the worker's own code failed, or every worker died.</summary>
public sealed class WorkerException(string message) : Exception(message);
