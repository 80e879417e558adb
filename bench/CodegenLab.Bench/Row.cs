namespace CodegenLab.Bench;

/// <summary>What was measured for one subject.</summary>
internal sealed record Row
{
    public required string Subject { get; init; }

    /// <summary>Why there are no figures, or not all; null: all there.</summary>
    public string? Failure { get; init; }

    public ToolFigures? Tool { get; init; }

    public SuiteFigures? Suite { get; init; }

    /// <summary>Null: was not asked.</summary>
    public StrykerFigures? Stryker { get; init; }
}

/// <summary>What the run of the tool cost, and what the tool says about its tests.</summary>
/// <param name="CpuSeconds">Of the tool and every process it started and waited for, builds and test runs included.</param>
/// <param name="PeakTool">Bytes of the tool's own process at its largest.</param>
/// <param name="PeakWorker">Bytes of the largest worker; 0: none was seen.</param>
/// <param name="TestProject">The written test project; null: none.</param>
/// <param name="Killed">Mutants killed, by the tool's report.</param>
/// <param name="Reached">Mutants executed by a test.</param>
/// <param name="Untested">Members left untested.</param>
/// <param name="Members">Members that can be called from tests.</param>
/// <param name="Methods">Test methods that stand.</param>
/// <param name="Suspicions">All of them: those in the report, and those that it only counts.</param>
internal sealed record ToolFigures(
    double CpuSeconds,
    double WallSeconds,
    long PeakTool,
    long PeakWorker,
    string? TestProject,
    int Killed,
    int Reached,
    int Mutants,
    int Untested,
    int Dropped,
    int Members,
    int Methods,
    int Suspicions);

/// <summary>What the written tests are when the tool is gone.</summary>
/// <param name="Compiles">Share of the test project's source files without a compiler error, 0–1; less than 1: nothing ran, and all that follows is 0.</param>
/// <param name="Warnings">Compiler warnings of the test project.</param>
/// <param name="Tests">Test cases that ran.</param>
/// <param name="Passing">Of them, those that passed in every run.</param>
/// <param name="Flaky">Those that passed in some runs only.</param>
/// <param name="Lines">Line coverage of the subject's assembly, 0–1.</param>
/// <param name="Branches">Branch coverage of the subject's assembly, 0–1.</param>
/// <param name="Left">Branch outcomes of it that no test takes; null: nothing ran.</param>
internal sealed record SuiteFigures(double Compiles, int Warnings, int Tests, int Passing, int Flaky, double Lines, double Branches, BranchesLeft? Left);

/// <summary>What Stryker.NET says of the written tests.</summary>
/// <param name="Killed">Its mutants that a test fails on or that time out.</param>
/// <param name="Covered">Those that a test reaches.</param>
internal sealed record StrykerFigures(int Killed, int Covered, double WallSeconds);
