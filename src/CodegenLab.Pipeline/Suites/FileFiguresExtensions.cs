using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Questions about the figures of a file.</summary>
public static class FileFiguresExtensions
{
    extension(FileFigures file)
    {
        /// <summary>One entry a line: members that share a line share its tests. In ascending order, named by the first member on it.</summary>
        public ImmutableArray<LineFigures> MergedLines() =>
        [
            .. file.Lines.GroupBy(line => line.Line).OrderBy(group => group.Key)
                .Select(group => group.Count() == 1 ? group.First() : group.First() with { Tests = [.. group.SelectMany(line => line.Tests).Distinct().Order()] }),
        ];

        /// <summary>Members that can be covered: a field with a value that is just there cannot.</summary>
        public ImmutableArray<MemberFigures> CoveredMembers()
        {
            var counted = file.Lines.Select(line => line.Member).Concat(file.Branches.Select(branch => branch.Member)).ToHashSet(StringComparer.Ordinal);
            return [.. file.Members.Where(member => counted.Contains(member.Id))];
        }

        /// <summary>
        /// Branch outcomes by the line of the statement that they are part of, which may begin above them; coverage formats know no other lines.
        /// Those of a member without a line at or above them stand by their own.
        /// </summary>
        public ILookup<int, BranchFigures> BranchesByStatementLine()
        {
            var lines = file.Lines.ToLookup(line => line.Member, line => line.Line);
            return file.Branches.ToLookup(branch => lines[branch.Member].Where(line => line <= branch.Line).DefaultIfEmpty(branch.Line).Max());
        }
    }
}
