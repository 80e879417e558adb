using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Reporting;

/// <summary>What <c>--json</c> says of a run of people's tests. Lines and branches one by one are in the report of the format <c>json</c>.</summary>
internal sealed record SuiteSummary(
    string ToolVersion, string Root, TimeSpan Elapsed, SuiteSummary.TestCounts Tests, ImmutableArray<SuiteTest> Unsuccessful, SuiteSummary.Figures? Total,
    ImmutableArray<SuiteSummary.Project> Projects, ImmutableArray<SuiteSummary.Survivor> Survivors, int? RememberedVerdicts, ImmutableArray<string> Reports, SuiteSelection? Selection, ImmutableArray<LoadProblem> Problems, ImmutableArray<string> Remarks)
{
    public static SuiteSummary Of(SuiteFigures figures, ImmutableArray<string> reports) => new(
        figures.ToolVersion,
        figures.Root,
        figures.Elapsed,
        new TestCounts(figures.Tests.Length, Count(figures, SuiteTestStatus.Passed), Count(figures, SuiteTestStatus.Failed), Count(figures, SuiteTestStatus.Flaky), Count(figures, SuiteTestStatus.Skipped)),
        [.. figures.Tests.Where(test => test.Status is SuiteTestStatus.Failed or SuiteTestStatus.Flaky)],
        FiguresOf(figures, Totals.Of(figures)),
        [.. figures.Projects.Select(project => new Project(project.Name, project.Path, FiguresOf(figures, Totals.Of(project.Files)), [.. project.Files.Select(file => new File(file.Path, FiguresOf(figures, Totals.Of(file))))]))],
        [
            .. from project in figures.Projects
               from file in project.Files
               from mutant in file.Mutants
               where mutant.Status == MutantStatus.Survived
               select new Survivor(file.Path, mutant.Line, mutant.Column, mutant.Mutator, mutant.Original, mutant.Replacement, mutant.CoveredBy.Length),
        ],
        figures.HasMutants ? Remembered(figures) : null,
        reports,
        figures.Selection,
        figures.Problems,
        figures.Remarks);

    /// <summary>Verdicts that were taken from an earlier run.</summary>
    public static int Remembered(SuiteFigures figures) => figures.Projects.SelectMany(project => project.Files).SelectMany(file => file.Mutants).Count(mutant => mutant.IsRemembered);

    private static int Count(SuiteFigures figures, SuiteTestStatus status) => figures.Tests.Count(test => test.Status == status);

    private static Figures FiguresOf(SuiteFigures figures, Totals totals) => new(
        figures.HasCoverage ? Part.Of(totals.Lines) : null, figures.HasCoverage ? Part.Of(totals.Branches) : null, figures.HasMutants ? Part.Of(totals.Mutants) : null);

    internal sealed record TestCounts(int All, int Passed, int Failed, int Flaky, int Skipped);

    internal sealed record Figures(Part? Lines, Part? Branches, Part? Mutants);

    /// <param name="Met">Covered lines or branches, or mutants that a test notices.</param>
    internal sealed record Part(int Met, int All)
    {
        public static Part Of(Share share) => new(share.Met, share.All);
    }

    internal sealed record Project(string Name, string Path, Figures Total, ImmutableArray<File> Files);

    internal sealed record File(string Path, Figures Total);

    internal sealed record Survivor(string Path, int Line, int Column, string Mutator, string Original, string Replacement, int CoveredBy);
}
