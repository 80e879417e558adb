using System.Globalization;
using System.Text.Json;

namespace CodegenLab.Bench;

/// <summary>A run of <c>generate-tests</c> that has ended: its report, and what it cost.</summary>
/// <param name="PeakTool">Bytes of the tool's own process at its largest.</param>
/// <param name="PeakWorker">Bytes of the largest worker; 0: none was seen.</param>
internal sealed record ToolRun(JsonElement Report, double CpuSeconds, double WallSeconds, long PeakTool, long PeakWorker)
{
    public IEnumerable<JsonElement> Projects => Report.GetProperty("projects").EnumerateArray();

    public IEnumerable<JsonElement> Types => Projects.SelectMany(project => project.GetProperty("types").EnumerateArray());

    /// <param name="subject">The project to write tests for.</param>
    /// <param name="more">Arguments besides those that <paramref name="tool"/> says.</param>
    /// <param name="log">File for what the tool says.</param>
    /// <exception cref="InvalidOperationException">The tool ended without a report.</exception>
    public static async Task<ToolRun> GenerateAsync(ToolOptions tool, string subject, IEnumerable<string> more, string log, CancellationToken cancellationToken)
    {
        List<string> arguments = ["exec", tool.Path, "generate-tests", subject, "--json", .. more];
        if (tool.Budget is { } budget)
            arguments.AddRange(["--budget", budget.ToString(CultureInfo.InvariantCulture)]);
        if (tool.Seed is { } seed)
            arguments.AddRange(["--seed", seed.ToString(CultureInfo.InvariantCulture)]);

        // What an earlier run found would be taken for found by this one.
        if (Path.Combine(Path.GetDirectoryName(subject)!, ".codegen-lab") is var kept && Directory.Exists(kept))
            Directory.Delete(kept, recursive: true);

        MemoryWatch? memory = null;
        ChildProcess.Outcome outcome;
        try
        {
            outcome = await ChildProcess.RunAsync(
                "dotnet",
                arguments,
                Path.GetDirectoryName(subject)!,
                log,
                cancellationToken,
                started: id =>
                {
                    memory = new MemoryWatch(id);
                    memory.Start();
                });
            await memory!.StopAsync();
        }
        finally
        {
            memory?.Dispose();
        }

        if (!outcome.Output.StartsWith('{'))
            throw new InvalidOperationException($"the tool ended with {outcome.ExitCode} and without a report: {outcome.Tail}");

        using var document = JsonDocument.Parse(outcome.Output);
        return document.RootElement.TryGetProperty("report", out var report)
            ? new ToolRun(report.Clone(), outcome.CpuSeconds, outcome.WallSeconds, memory.PeakTool, memory.PeakWorker)
            : throw new InvalidOperationException($"the tool ended with {outcome.ExitCode}: {(document.RootElement.TryGetProperty("error", out var error) ? error.GetProperty("message").GetString() : outcome.Tail)}");
    }

    /// <summary>Sum over all types of one of a group of figures, such as <c>mutants</c>, <c>killed</c>.</summary>
    public int Sum(string group, string figure) => Types.Sum(type => type.GetProperty(group).GetProperty(figure).GetInt32());
}
