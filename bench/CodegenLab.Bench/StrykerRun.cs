using System.Text.Json;

namespace CodegenLab.Bench;

/// <summary>Has Stryker.NET judge the written tests, as a check that our own mutation score is honest.</summary>
/// <param name="stryker">The installed <c>dotnet-stryker</c>.</param>
internal sealed class StrykerRun(string stryker, LogFolder logs)
{
    /// <exception cref="InvalidOperationException">Stryker ended without a report.</exception>
    public async Task<StrykerFigures> JudgeAsync(string testProject, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(testProject)!;
        var output = Path.Combine(folder, "StrykerOutput");
        var outcome = await ChildProcess.RunAsync(
            stryker, ["--test-project", testProject, "--reporter", "json", "--concurrency", "1", "--output", output], folder, logs.For("stryker"), cancellationToken);
        var file = Path.Combine(output, "reports", "mutation-report.json");
        if (!File.Exists(file))
            throw new InvalidOperationException($"Stryker ended with {outcome.ExitCode} and without a report: {outcome.Tail}");

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellationToken));
        var statuses = report.RootElement.GetProperty("files").EnumerateObject()
            .SelectMany(source => source.Value.GetProperty("mutants").EnumerateArray())
            .Select(mutant => mutant.GetProperty("status").GetString())
            .ToList();
        int Of(string status) => statuses.Count(other => other == status);
        return new StrykerFigures(Of("Killed") + Of("Timeout"), Of("Killed") + Of("Timeout") + Of("Survived"), outcome.WallSeconds);
    }
}
