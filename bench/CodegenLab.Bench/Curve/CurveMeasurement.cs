using System.Globalization;
using System.Text.Json;

namespace CodegenLab.Bench.Curve;

/// <summary>Generates tests for a subject with one budget after the other, each time from nothing, and keeps what the tool says of them.</summary>
/// <param name="subjects">Folder of the repositories.</param>
/// <param name="work">Folder of the copies.</param>
/// <param name="budgets">CPU seconds for the search.</param>
internal sealed class CurveMeasurement(string subjects, string work, ToolOptions tool, IReadOnlyList<double> budgets, LogFolder logs)
{
    public async Task<CurveRow> MeasureAsync(string nameAndProject, CancellationToken cancellationToken)
    {
        var name = SubjectName.Parse(nameAndProject);
        var row = new CurveRow(name.Name, CodeLines: null, []);
        try
        {
            var own = logs.Of(name.Name);
            var project = await new SubjectCopy(own).MakeAsync(name, subjects, work, cancellationToken);
            row = row with { CodeLines = CodeLines.Of(project) };
            foreach (var budget in budgets)
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name.Name}: {budget} CPU s"));
                row = row with { Points = [.. row.Points, await RunAsync(project, budget, own, cancellationToken)] };
            }

            return row;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or JsonException)
        {
            return row with { Failure = e.Message };
        }
    }

    // A dry run proves its tests as any other and leaves none behind for the next.
    private async Task<CurvePoint> RunAsync(string project, double budget, LogFolder own, CancellationToken cancellationToken)
    {
        var run = await ToolRun.GenerateAsync(tool with { Budget = budget }, project, ["--offline", "--dry-run"], own.For(string.Create(CultureInfo.InvariantCulture, $"budget-{budget}")), cancellationToken);
        return new CurvePoint(
            budget,
            run.CpuSeconds,
            run.PeakTool,
            run.PeakWorker,
            run.Types.Sum(type => type.GetProperty("tests").GetInt32()),
            Share(run.Sum("branches", "after"), run.Sum("branches", "total")),
            Share(run.Sum("mutants", "killed"), run.Sum("mutants", "reached")));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
