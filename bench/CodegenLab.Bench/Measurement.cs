using System.Globalization;
using System.Text.Json;

namespace CodegenLab.Bench;

/// <summary>One subject from its repository to a row: copy, generate, then build, run and cover what was written.</summary>
/// <param name="subjects">Folder of the repositories.</param>
/// <param name="work">Folder of the copies.</param>
internal sealed class Measurement(string subjects, string work, ToolOptions tool, LogFolder logs)
{
    public async Task<Row> MeasureAsync(string nameAndProject, CancellationToken cancellationToken)
    {
        var name = SubjectName.Parse(nameAndProject);
        var row = new Row { Subject = name.Name };
        try
        {
            var own = logs.Of(name.Name);
            var subject = await new SubjectCopy(own).MakeAsync(name, subjects, work, cancellationToken);
            await SayAsync(name, "generating tests");
            row = row with { Tool = await GenerateAsync(subject, own, cancellationToken) };
            if (row.Tool.TestProject is null)
                return row with { Failure = "no test project was written" };

            await SayAsync(name, "building, running and covering the tests");
            row = row with { Suite = await new EmittedSuite(own).MeasureAsync(row.Tool.TestProject, subject, cancellationToken) };
            if (tool.Stryker is not { } stryker)
                return row;

            await SayAsync(name, "judging the tests with Stryker.NET");
            return row with { Stryker = await new StrykerRun(stryker, own).JudgeAsync(row.Tool.TestProject, cancellationToken) };
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or JsonException or System.Xml.XmlException)
        {
            return row with { Failure = e.Message };
        }
    }

    private async Task<ToolFigures> GenerateAsync(string subject, LogFolder own, CancellationToken cancellationToken)
    {
        List<string> arguments = ["exec", tool.Path, "generate-tests", subject, "--json"];
        if (tool.Budget is { } budget)
            arguments.AddRange(["--budget", budget.ToString(CultureInfo.InvariantCulture)]);
        if (tool.Seed is { } seed)
            arguments.AddRange(["--seed", seed.ToString(CultureInfo.InvariantCulture)]);

        MemoryWatch? memory = null;
        ChildProcess.Outcome outcome;
        try
        {
            outcome = await ChildProcess.RunAsync(
                "dotnet",
                arguments,
                Path.GetDirectoryName(subject)!,
                own.For("tool"),
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
        if (!document.RootElement.TryGetProperty("report", out var report))
            throw new InvalidOperationException($"the tool ended with {outcome.ExitCode}: {(document.RootElement.TryGetProperty("error", out var error) ? error.GetProperty("message").GetString() : outcome.Tail)}");

        var projects = report.GetProperty("projects").EnumerateArray().ToList();
        var types = projects.SelectMany(project => project.GetProperty("types").EnumerateArray()).ToList();
        int Sum(string figure) => types.Sum(type => type.GetProperty("mutants").GetProperty(figure).GetInt32());
        return new ToolFigures(
            outcome.CpuSeconds,
            outcome.WallSeconds,
            memory.PeakTool,
            memory.PeakWorker,
            projects.Select(project => project.GetProperty("testProject").GetString()).FirstOrDefault(path => path is not null),
            Sum("killed"),
            Sum("reached"),
            Sum("total"),
            types.Sum(type => type.GetProperty("untested").GetArrayLength()),
            projects.Sum(project => project.GetProperty("dropped").GetArrayLength()));
    }

    private static Task SayAsync(SubjectName subject, string what) => Console.Error.WriteLineAsync($"{subject.Name}: {what}");
}
