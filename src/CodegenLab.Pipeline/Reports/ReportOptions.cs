namespace CodegenLab.Pipeline.Reports;

/// <summary>How reports look.</summary>
public sealed record ReportOptions
{
    /// <summary>Title of pages; usually the name of the solution.</summary>
    public string Title { get; init; } = "Tests";

    /// <summary>From here on a mutation score is shown as good, in percent.</summary>
    public int High { get; init; } = 80;

    /// <summary>Below it a mutation score is shown as bad, in percent.</summary>
    public int Low { get; init; } = 60;

    /// <summary>Content of the script that shows mutants, to be part of the page; null: the page loads it.</summary>
    public byte[]? ElementsScript { get; init; }
}
