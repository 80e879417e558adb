using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CodegenLab.Bench;

/// <summary>Measures a written test project with nothing of the tool: the compiler, <c>dotnet test</c> and coverlet.</summary>
/// <param name="runs">In how many orders the tests are run.</param>
internal sealed partial class EmittedSuite(int runs, LogFolder logs)
{
    public async Task<SuiteFigures> MeasureAsync(string testProject, string subject, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(testProject)!;
        var (compiles, warnings) = await BuildAsync(testProject, folder, cancellationToken);

        if (compiles < 1)
            return new SuiteFigures(compiles, warnings, Tests: 0, Passing: 0, Flaky: 0, Lines: 0, Branches: 0, Left: null);

        // From here on the copy is ours: the order is shuffled and the collector added.
        await File.WriteAllTextAsync(Path.Combine(folder, "ShuffledOrder.cs"), ShuffledOrder.Source, cancellationToken);
        CoverletRun.AddTo(testProject);
        var rebuilt = await DotnetAsync("rebuild", folder, cancellationToken, "build", testProject);
        if (rebuilt.ExitCode != 0)
            throw new InvalidOperationException($"the tests do not build: {rebuilt.Tail}");

        var outcomes = new Dictionary<string, List<bool>>(StringComparer.Ordinal);
        for (var run = 1; run <= runs; run++)
        {
            foreach (var (test, passed) in await RunAsync(testProject, folder, run, cancellationToken))
            {
                if (!outcomes.TryGetValue(test, out var passes))
                    outcomes.Add(test, passes = []);
                passes.Add(passed);
            }
        }

        var (lines, branches, left) = await CoverAsync(testProject, subject, cancellationToken);
        return new SuiteFigures(
            compiles,
            warnings,
            outcomes.Count,
            outcomes.Values.Count(passes => passes.Count >= runs && passes.All(passed => passed)),
            outcomes.Values.Count(passes => passes.Distinct().Count() > 1),
            lines,
            branches,
            left);
    }

    private async Task<(double Compiles, int Warnings)> BuildAsync(string testProject, string folder, CancellationToken cancellationToken)
    {
        var outcome = await DotnetAsync("build", folder, cancellationToken, "build", testProject, "--no-incremental");
        var messages = Message().Matches(outcome.Output)
            .Select(match => (File: match.Groups["file"].Value, Position: match.Groups["position"].Value, Kind: match.Groups["kind"].Value, Code: match.Groups["code"].Value))
            .Where(message => message.File.StartsWith(folder, StringComparison.Ordinal))
            .Distinct()
            .ToList();
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Count(file => !Path.GetRelativePath(folder, file).Split('/').Any(part => part is "bin" or "obj"));
        var broken = messages.Where(message => message.Kind == "error").Select(message => message.File).Distinct().Count();
        if (outcome.ExitCode != 0 && broken == 0)
            throw new InvalidOperationException($"the test project does not build: {outcome.Tail}");

        return (files == 0 ? 0 : 1 - ((double)broken / files), messages.Count(message => message.Kind == "warning"));
    }

    private async Task<IEnumerable<(string Test, bool Passed)>> RunAsync(string testProject, string folder, int run, CancellationToken cancellationToken)
    {
        var results = Path.Combine(folder, "TestResults", string.Create(CultureInfo.InvariantCulture, $"run{run}"));
        await ChildProcess.RunAsync(
            "dotnet",
            ["test", testProject, "--no-build", "--results-directory", results, "--logger", "trx;LogFileName=results.trx"],
            folder,
            logs.For(string.Create(CultureInfo.InvariantCulture, $"run{run}")),
            cancellationToken,
            [(ShuffledOrder.SeedVariable, run.ToString(CultureInfo.InvariantCulture))]);

        var file = Path.Combine(results, "results.trx");
        if (!File.Exists(file))
            throw new InvalidOperationException("the tests did not run, see the log of the run");

        // Two cases may show the same name: the numbering keeps them apart in every run alike.
        return XDocument.Load(file).Descendants()
            .Where(element => element.Name.LocalName == "UnitTestResult")
            .GroupBy(result => $"{result.Attribute("testId")!.Value} {result.Attribute("testName")!.Value}", StringComparer.Ordinal)
            .SelectMany(group => group.Select((result, i) => (string.Create(CultureInfo.InvariantCulture, $"{group.Key} {i}"), result.Attribute("outcome")?.Value == "Passed")));
    }

    private async Task<(double Lines, double Branches, BranchesLeft Left)> CoverAsync(string testProject, string subject, CancellationToken cancellationToken)
    {
        var coverage = await new CoverletRun(logs).RunAsync(testProject, subject, cancellationToken);
        double Rate(string covered, string valid) => double.Parse(coverage.Attribute(covered)!.Value, CultureInfo.InvariantCulture) / double.Parse(coverage.Attribute(valid)!.Value, CultureInfo.InvariantCulture);
        var left = BranchesLeft.Of(coverage);
        await File.WriteAllLinesAsync(logs.For("branches-left"), left.Lines, cancellationToken);
        return (Rate("lines-covered", "lines-valid"), Rate("branches-covered", "branches-valid"), left);
    }

    private Task<ChildProcess.Outcome> DotnetAsync(string log, string folder, CancellationToken cancellationToken, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", arguments, folder, logs.For(log), cancellationToken);

    [GeneratedRegex(@"^\s*(?<file>.+?\.cs)\((?<position>[\d,]+)\): (?<kind>error|warning) (?<code>\w+):", RegexOptions.Multiline)]
    private static partial Regex Message();
}
