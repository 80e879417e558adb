using System.Globalization;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The report format of mutation-testing-elements, which its page, the Stryker dashboard and editors read.</summary>
internal static class MutationJsonReport
{
    public const string SchemaVersion = "2";

    public static string Write(SuiteFigures figures, ReportOptions options) => ReportJson.Of(Document(figures, options));

    public static object Document(SuiteFigures figures, ReportOptions options) => new
    {
        schemaVersion = SchemaVersion,
        thresholds = new { high = options.High, low = options.Low },
        framework = new { name = "Codegen Lab", version = figures.ToolVersion },
        performance = figures.Phases is { } phases ? new { setup = Milliseconds(phases.Setup), initialRun = Milliseconds(phases.Tests), mutation = Milliseconds(phases.Mutants) } : null,
        files = Files(figures),
        testFiles = figures.Tests.Select((test, number) => (Test: test, Number: number)).GroupBy(entry => entry.Test.Path ?? entry.Test.Project).ToDictionary(
            group => group.Key,
            group => (object)new
            {
                tests = group.Select(entry => new
                {
                    id = Id(entry.Number),
                    name = entry.Test.DisplayName,
                    location = entry.Test.Line > 0 ? new { start = new { line = entry.Test.Line, column = 1 } } : null,
                }),
            }),
    };

    /// <summary>A file that several projects compile comes once: its mutants are those of all of them.</summary>
    private static Dictionary<string, object> Files(SuiteFigures figures)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return figures.Projects.SelectMany(project => project.Files).Where(file => !file.Mutants.IsEmpty).GroupBy(file => file.Path).ToDictionary(
            group => group.Key,
            group => (object)new
            {
                language = "cs",
                source = group.First().Text,
                mutants = group.SelectMany(file => file.Mutants).Select(mutant => Mutant(mutant, Unique(mutant.Id, used))).ToList(),
            });
    }

    private static object Mutant(MutantFigures mutant, string id) => new
    {
        id,
        mutatorName = mutant.Mutator,
        replacement = mutant.Replacement,
        location = new { start = new { line = mutant.Line, column = mutant.Column }, end = new { line = mutant.EndLine, column = mutant.EndColumn } },
        status = mutant.Status.ToString(),
        statusReason = mutant.Reason,
        coveredBy = mutant.CoveredBy.Select(Id),
        killedBy = mutant.KilledBy.Select(Id),
        @static = mutant.IsStatic,
        testsCompleted = mutant.TestsRun,
    };

    /// <summary>The page takes two mutants of one id for one.</summary>
    private static string Unique(string id, HashSet<string> used)
    {
        var unique = id;
        for (var number = 2; !used.Add(unique); number++)
            unique = FormattableString.Invariant($"{id}-{number}");
        return unique;
    }

    private static string Id(int test) => test.ToString(CultureInfo.InvariantCulture);

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds);
}
