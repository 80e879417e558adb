namespace CodegenLab.Pipeline.Suites;

/// <summary>What a part of the code counts up to.</summary>
/// <param name="Lines">That a test runs, of those with code.</param>
/// <param name="Branches">Outcomes that a test takes, of all.</param>
/// <param name="Mutants">Detected (killed or timed out), of those that count: not the ignored ones and those that are no programs.</param>
/// <param name="Complexity">Sum over the members.</param>
public sealed record Totals(Share Lines, Share Branches, Share Mutants, int Complexity)
{
    public static Totals None { get; } = new(default, default, default, 0);

    public static Totals Of(SuiteFigures figures) => Of(figures.Projects.SelectMany(project => project.Files));

    public static Totals Of(IEnumerable<FileFigures> files) => files.Aggregate(None, (sum, file) => sum + Of(file));

    public static Totals Of(FileFigures file) => Of(file, _ => true);

    /// <param name="counts">Tells by documentation id which members count.</param>
    public static Totals Of(FileFigures file, Func<string, bool> counts) => new(
        LinesOf(file.MergedLines().Where(line => counts(line.Member))),
        BranchesOf(file.Branches.Where(branch => counts(branch.Member))),
        MutantsOf(file.Mutants.Where(mutant => counts(mutant.Member))),
        file.Members.Where(member => counts(member.Id)).Sum(member => member.Complexity));

    /// <param name="lines">One entry a line.</param>
    public static Share LinesOf(IEnumerable<LineFigures> lines) => Count(lines, line => !line.Tests.IsEmpty);

    public static Share BranchesOf(IEnumerable<BranchFigures> branches) => Count(branches, branch => !branch.Tests.IsEmpty);

    public static Share MutantsOf(IEnumerable<MutantFigures> mutants) => Count(mutants.Where(mutant => mutant.Status.Counts), mutant => mutant.Status.IsDetected);

    public static Totals operator +(Totals left, Totals right) =>
        new(left.Lines + right.Lines, left.Branches + right.Branches, left.Mutants + right.Mutants, left.Complexity + right.Complexity);

    public static Totals Add(Totals left, Totals right) => left + right;

    private static Share Count<T>(IEnumerable<T> all, Func<T, bool> met)
    {
        var (yes, count) = (0, 0);
        foreach (var one in all)
        {
            count++;
            yes += met(one) ? 1 : 0;
        }

        return new Share(yes, count);
    }
}
