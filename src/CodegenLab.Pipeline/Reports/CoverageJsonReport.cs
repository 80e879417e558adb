using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>Everything that coverage knows, in a format of our own: which test runs which line. See <c>docs/reports.md</c>.</summary>
internal static class CoverageJsonReport
{
    /// <summary>Raised when a member changes its meaning or goes; members may be added without.</summary>
    private const int SchemaVersion = 1;

    public static string Write(SuiteFigures figures) => ReportJson.Of(new
    {
        schemaVersion = SchemaVersion,
        tool = new { name = "codegen-lab", version = figures.ToolVersion },
        time = figures.Time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        elapsedMilliseconds = (long)figures.Elapsed.TotalMilliseconds,
        totals = Counts(Totals.Of(figures)),
        tests = figures.Tests.Select(test => new
        {
            project = test.Project,
            fullName = test.FullName,
            displayName = test.DisplayName,
            path = test.Path,
            line = test.Line == 0 ? (int?)null : test.Line,
            status = Lower(test.Status.ToString()),
            milliseconds = Math.Round(test.Duration.TotalMilliseconds, 3),
            message = test.Message,
        }),
        projects = figures.Projects.Select(project => new
        {
            name = project.Name,
            path = project.Path,
            totals = Counts(Totals.Of(project.Files)),
            files = project.Files.Select(File),
        }),
    });

    private static object File(FileFigures file) => new
    {
        path = file.Path,
        totals = Counts(Totals.Of(file)),
        members = file.Members.Select(member => new
        {
            id = member.Id,
            type = member.Type,
            name = member.Name,
            firstLine = member.FirstLine,
            lastLine = member.LastLine,
            complexity = member.Complexity,
            isPublic = member.IsPublic,
            totals = Counts(Totals.Of(file, id => id == member.Id)),
        }),
        lines = file.Lines.Select(line => new { line = line.Line, member = line.Member, tests = line.Tests }),
        branches = file.Branches.Select(branch => new
        {
            line = branch.Line,
            column = branch.Column,
            endLine = branch.EndLine,
            endColumn = branch.EndColumn,
            text = branch.Text,
            outcome = branch.Outcome,
            member = branch.Member,
            tests = branch.Tests,
        }),
    };

    private static object Counts(Totals totals) => new
    {
        lines = totals.Lines.All,
        coveredLines = totals.Lines.Met,
        branches = totals.Branches.All,
        coveredBranches = totals.Branches.Met,
        mutants = totals.Mutants.All,
        detectedMutants = totals.Mutants.Met,
    };

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
