using System.Collections.Immutable;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Gates;

/// <summary>Reads findings off the figures, the worst first.</summary>
public static class Findings
{
    /// <param name="others">Findings from elsewhere: weak and stale tests.</param>
    public static ImmutableArray<Finding> Of(SuiteFigures figures, IEnumerable<Finding>? others = null) =>
        InOrder([.. TestsOf(figures), .. others ?? [], .. figures.Projects.SelectMany(project => project.Files.SelectMany(file => OfFile(figures, project, file)))]);

    /// <summary>The worst kind first, within a kind what helps most, then by place.</summary>
    public static ImmutableArray<Finding> InOrder(IEnumerable<Finding> findings) =>
    [
        .. findings.OrderBy(finding => finding.Kind).ThenByDescending(finding => finding.Weight)
            .ThenBy(finding => finding.Path, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column).ThenBy(finding => finding.Key, StringComparer.Ordinal),
    ];

    private static IEnumerable<Finding> TestsOf(SuiteFigures figures)
    {
        foreach (var test in figures.Tests)
        {
            if (test.Path is null || test.Status is not (SuiteTestStatus.Failed or SuiteTestStatus.Flaky))
                continue;
            var failed = test.Status == SuiteTestStatus.Failed;
            yield return new Finding
            {
                Kind = failed ? FindingKind.FailedTest : FindingKind.FlakyTest,
                Path = test.Path,
                Line = test.Line,
                Member = test.DisplayName,
                Message = $"{test.DisplayName} {(failed ? "fails" : "passes and fails")}{(test.Message is { } message ? ": " + message : ".")}",
                Key = $"{test.Project}\n{test.FullName}\n{test.DisplayName}",
            };
        }
    }

    private static IEnumerable<Finding> OfFile(SuiteFigures figures, ProjectFigures project, FileFigures file)
    {
        var branches = file.Branches.ToLookup(branch => branch.Member);
        var mutants = file.Mutants.ToLookup(mutant => mutant.Member);
        var lines = file.Lines.ToLookup(line => line.Member);
        foreach (var member in file.Members)
        {
            var name = $"{member.Type}.{member.Name}";
            var ran = !figures.HasCoverage || lines[member.Id].Any(line => !line.Tests.IsEmpty) || branches[member.Id].Any(branch => !branch.Tests.IsEmpty);
            if (!ran && member.IsPublic)
            {
                yield return new Finding
                {
                    Kind = FindingKind.UntestedMember, Path = file.Path, Line = member.FirstLine, Member = name, Weight = lines[member.Id].Count(),
                    Message = $"No test runs {name}.",
                    Key = $"{project.Name}\n{member.Id}",
                };
            }

            if (figures.HasCoverage && (ran || !member.IsPublic))
            {
                foreach (var finding in Uncovered(project, file, member, name, [.. branches[member.Id]]))
                    yield return finding;
            }

            foreach (var finding in Survivors(project, file, member, name, [.. mutants[member.Id]]))
                yield return finding;
        }
    }

    private static IEnumerable<Finding> Uncovered(ProjectFigures project, FileFigures file, MemberFigures member, string name, ImmutableArray<BranchFigures> branches)
    {
        var keys = MemberKeys.Of(branches, branch => $"{branch.Text}\n{branch.Outcome}");
        for (var index = 0; index < branches.Length; index++)
        {
            var branch = branches[index];
            if (!branch.Tests.IsEmpty)
                continue;
            yield return new Finding
            {
                Kind = FindingKind.UncoveredBranch, Path = file.Path, Line = branch.Line, Column = branch.Column, EndLine = branch.EndLine, EndColumn = branch.EndColumn,
                Member = name, Weight = member.Complexity,
                Message = branch.Outcome is { } outcome ? $"In no test is `{branch.Text}` {(outcome ? "true" : "false")}, in {name}." : $"No test takes `{branch.Text}`, in {name}.",
                Key = $"{project.Name}\n{member.Id}\n{keys[index]}",
            };
        }
    }

    private static IEnumerable<Finding> Survivors(ProjectFigures project, FileFigures file, MemberFigures member, string name, ImmutableArray<MutantFigures> mutants)
    {
        var keys = MemberKeys.Of(mutants, mutant => $"{mutant.Mutator}\n{mutant.Original}\n{mutant.Replacement}");
        var survivors = mutants.Count(mutant => mutant.Status == MutantStatus.Survived);
        for (var index = 0; index < mutants.Length; index++)
        {
            var mutant = mutants[index];
            if (mutant.Status != MutantStatus.Survived)
                continue;
            var tests = mutant.CoveredBy.Length;
            yield return new Finding
            {
                Kind = FindingKind.SurvivingMutant, Path = file.Path, Line = mutant.Line, Column = mutant.Column, EndLine = mutant.EndLine, EndColumn = mutant.EndColumn,
                Member = name, Weight = survivors,
                Message = FormattableString.Invariant($"{Tests(tests)} not notice when `{OneLine(mutant.Original)}` becomes {Becomes(mutant)} ({mutant.Mutator}), in {name}."),
                Key = $"{project.Name}\n{member.Id}\n{keys[index]}",
            };
        }
    }

    private static string Tests(int tests) => tests switch
    {
        0 => "Tests do",
        1 => "The one test that runs it does",
        _ => FormattableString.Invariant($"The {tests} tests that run it do"),
    };

    private static string Becomes(MutantFigures mutant) => mutant.Replacement.Trim().Length == 0 ? "nothing" : $"`{OneLine(mutant.Replacement)}`";

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 120 ? line : line[..119] + "…";
    }
}
