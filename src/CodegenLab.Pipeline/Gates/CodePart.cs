using System.Collections.Immutable;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Gates;

/// <summary>The figures of a part of a file.</summary>
/// <param name="Lines">One entry a line, ascending.</param>
public sealed record CodePart(FileFigures File, ImmutableArray<LineFigures> Lines, ImmutableArray<BranchFigures> Branches, ImmutableArray<MutantFigures> Mutants)
{
    public Totals Totals => new(Totals.LinesOf(Lines), Totals.BranchesOf(Branches), Totals.MutantsOf(Mutants), 0);

    public static CodePart Whole(FileFigures file) => new(file, file.MergedLines(), file.Branches, file.Mutants);

    /// <param name="counts">Tells by documentation id which members belong to the part.</param>
    public static CodePart Of(FileFigures file, Func<string, bool> counts)
    {
        var part = file with
        {
            Lines = [.. file.Lines.Where(line => counts(line.Member))],
            Branches = [.. file.Branches.Where(branch => counts(branch.Member))],
            Mutants = [.. file.Mutants.Where(mutant => counts(mutant.Member))],
        };
        return Whole(part) with { File = file };
    }
}
