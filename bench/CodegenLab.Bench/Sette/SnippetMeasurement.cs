using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace CodegenLab.Bench.Sette;

/// <summary>Generates tests for all of SETTE's C# snippets in one run, and looks with coverlet at what the written tests reach of each.</summary>
/// <param name="seconds">CPU seconds for each snippet; the run has as many for all of them together.</param>
internal sealed class SnippetMeasurement(string subjects, string work, string tool, double seconds, ulong? seed, LogFolder logs)
{
    public async Task<string> MeasureAsync(CancellationToken cancellationToken)
    {
        var project = await new SnippetCopy(subjects, work, logs).MakeAsync(cancellationToken);
        var snippets = Directory.EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Path.GetDirectoryName(project)!, file) is ['_', ..] relative && !relative.Contains("dependencies", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(SnippetReader.Read)
            .ToList();
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{snippets.Count} snippets: generating tests"));

        var (testProject, tests, cost) = await GenerateAsync(project, snippets.Count * seconds, cancellationToken);
        await Console.Error.WriteLineAsync("covering the tests");
        CoverletRun.AddTo(testProject);
        var built = await ChildProcess.RunAsync("dotnet", ["build", testProject], Path.GetDirectoryName(testProject)!, logs.For("rebuild"), cancellationToken);
        if (built.ExitCode != 0)
            throw new InvalidOperationException($"the tests do not build: {built.Tail}");

        var hits = Hits(await new CoverletRun(logs).RunAsync(testProject, project, cancellationToken));
        return SnippetTable.Write([.. snippets.Select(snippet => SnippetFigures.Of(snippet, hits[Path.GetFileName(snippet.File)]))], tests, cost);
    }

    private async Task<(string TestProject, int Tests, ChildProcess.Outcome Cost)> GenerateAsync(string project, double budget, CancellationToken cancellationToken)
    {
        List<string> arguments = ["exec", tool, "generate-tests", project, "--offline", "--json", "--budget", budget.ToString(CultureInfo.InvariantCulture)];
        if (seed is { } number)
            arguments.AddRange(["--seed", number.ToString(CultureInfo.InvariantCulture)]);
        var outcome = await ChildProcess.RunAsync("dotnet", arguments, Path.GetDirectoryName(project)!, logs.For("tool"), cancellationToken);
        if (!outcome.Output.StartsWith('{'))
            throw new InvalidOperationException($"the tool ended with {outcome.ExitCode} and without a report: {outcome.Tail}");

        using var document = JsonDocument.Parse(outcome.Output);
        var report = document.RootElement.GetProperty("report").GetProperty("projects").EnumerateArray().Single();
        var testProject = report.GetProperty("testProject").GetString() ?? throw new InvalidOperationException("no test project was written");
        return (testProject, report.GetProperty("types").EnumerateArray().Sum(type => type.GetProperty("tests").GetInt32()), outcome);
    }

    /// <summary>By file name, which no two files of SETTE's share: line, and whether a test ran it. A line in two methods was run when one of them did.</summary>
    private static Dictionary<string, Dictionary<int, bool>> Hits(XElement coverage) =>
        coverage.Descendants("class")
            .GroupBy(type => Path.GetFileName(type.Attribute("filename")!.Value))
            .ToDictionary(
                file => file.Key,
                file => file.Descendants("line")
                    .GroupBy(line => int.Parse(line.Attribute("number")!.Value, CultureInfo.InvariantCulture))
                    .ToDictionary(line => line.Key, line => line.Any(one => one.Attribute("hits")!.Value != "0")));
}
