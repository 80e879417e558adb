using System.Text.Json;

namespace CodegenLab.Bench;

/// <summary>One subject from its repository to a row: copy, generate, then build, run and cover what was written.</summary>
/// <param name="subjects">Folder of the repositories.</param>
/// <param name="work">Folder of the copies.</param>
/// <param name="runs">In how many orders the tests are run.</param>
internal sealed class Measurement(string subjects, string work, int runs, ToolOptions tool, LogFolder logs)
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
            row = row with { Suite = await new EmittedSuite(runs, own).MeasureAsync(row.Tool.TestProject, subject, cancellationToken) };
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
        var run = await ToolRun.GenerateAsync(tool, subject, [], own.For("tool"), cancellationToken);
        return new ToolFigures(
            run.CpuSeconds,
            run.WallSeconds,
            run.PeakTool,
            run.PeakWorker,
            run.Projects.Select(project => project.GetProperty("testProject").GetString()).FirstOrDefault(path => path is not null),
            run.Sum("mutants", "killed"),
            run.Sum("mutants", "reached"),
            run.Sum("mutants", "total"),
            run.Types.Sum(type => type.GetProperty("untested").GetArrayLength()),
            run.Projects.Sum(project => project.GetProperty("dropped").GetArrayLength()),
            run.Types.Sum(type => type.GetProperty("members").GetInt32()),
            run.Projects.Sum(project => project.GetProperty("tests").GetArrayLength()),
            run.Projects.Sum(project => project.GetProperty("suspicions").GetArrayLength() + project.GetProperty("moreSuspicions").GetInt32()));
    }

    private static Task SayAsync(SubjectName subject, string what) => Console.Error.WriteLineAsync($"{subject.Name}: {what}");
}
