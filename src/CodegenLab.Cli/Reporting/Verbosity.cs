namespace CodegenLab.Cli.Reporting;

/// <summary>How much the tool says.</summary>
public enum Verbosity
{
    /// <summary>No progress; one line per project.</summary>
    Quiet,

    /// <summary>Progress, a table per project, groups of what is missing.</summary>
    Normal,

    /// <summary>Every untested member, dropped test and file by name.</summary>
    Detailed,

    /// <summary>Every progress report as a line of its own, stack traces of input errors.</summary>
    Diagnostic,
}
