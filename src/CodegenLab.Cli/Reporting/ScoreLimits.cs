namespace CodegenLab.Cli.Reporting;

/// <summary>What a mutation score is held against, in percent.</summary>
/// <param name="BreakAt">Least score; 0: any will do.</param>
/// <param name="High">From here on it is good.</param>
/// <param name="Low">Below it is bad.</param>
internal sealed record ScoreLimits(double BreakAt, int High, int Low)
{
    public static ScoreLimits Usual { get; } = new(0, 80, 60);
}
