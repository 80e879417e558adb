namespace CodegenLab.Cli;

/// <summary>What the process returns. A contract with scripts, documented in <c>docs/exit-codes.md</c>.</summary>
public enum ExitCode
{
    /// <summary>What was asked for is done.</summary>
    Done = 0,

    /// <summary>The tool is broken: an exception nobody expected.</summary>
    InternalError = 1,

    /// <summary>The command line, a path or the code in hand is wrong in a way the user can put right.</summary>
    BadInput = 2,

    /// <summary>Some projects could not be worked on; what could be done was done.</summary>
    SomeProjectsFailed = 3,

    /// <summary>There is nothing to test, or no test could be generated.</summary>
    NothingGenerated = 4,

    /// <summary>The configured model does not answer.</summary>
    ModelFailed = 5,

    /// <summary>Tests of the solution fail.</summary>
    TestsFailed = 6,

    /// <summary>Everything ran, and a target was missed.</summary>
    TargetsMissed = 7,

    /// <summary>Stopped by the user: 128 + SIGINT, as shells have it.</summary>
    Cancelled = 130,
}
