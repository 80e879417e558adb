using System.Globalization;
using System.Text.Json;

namespace CodegenLab.Bench;

/// <summary>One subject from its repository to a row: the engine alone, then with recorded answers of a model.</summary>
/// <param name="subjects">Folder of the repositories.</param>
/// <param name="work">Folder of the copies.</param>
/// <param name="root">Folder of this repository: its prompt templates and recordings.</param>
internal sealed class DraftingMeasurement(string subjects, string work, string root, string recordings, ToolOptions tool, LogFolder logs)
{
    public async Task<DraftingRow> MeasureAsync(string nameAndProject, CancellationToken cancellationToken)
    {
        var name = SubjectName.Parse(nameAndProject);
        var row = new DraftingRow { Subject = name.Name };
        try
        {
            var own = logs.Of(name.Name);
            var targets = DraftedSubjects.TargetsOf(name.Name);
            var project = await new SubjectCopy(own).MakeAsync(name, subjects, work, cancellationToken);
            await SayAsync(name, "the engine alone");
            using var alone = await RunAsync(project, targets, ["--offline", "--dry-run"], own.For("alone"), cancellationToken);
            await SayAsync(name, "with recorded answers");
            using var with = await RunAsync(project, targets, ["--replay", Path.Combine(recordings, name.Name), "--replay-loosely"], own.For("drafting"), cancellationToken);
            return row with { Drafts = Figures(Report(alone), Report(with), Path.GetDirectoryName(project)!, targets), Remarks = [.. Remarks(Report(with))] };
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or JsonException or System.Xml.XmlException)
        {
            return row with { Failure = e.Message };
        }
    }

    private DraftingFigures Figures(JsonElement alone, JsonElement with, string folder, IReadOnlyList<string> targets)
    {
        var project = with.GetProperty("projects").EnumerateArray().Single();
        var drafts = project.GetProperty("drafts");
        var accepted = project.GetProperty("tests").EnumerateArray().Where(test => test.GetProperty("drafter").GetString() != "engine").ToList();
        var spending = with.GetProperty("model").GetProperty("spending");
        var calls = Calls(Path.Combine(folder, ".codegen-lab", "audit.jsonl"));
        var naive = new WholeFiles(folder, Path.Combine(root, "templates", "prompts"));
        int Count(string figure) => drafts.GetProperty(figure).GetInt32();
        return new DraftingFigures(
            string.Join(", ", calls.Select(call => call.Model).Distinct()),
            calls.Count,
            Count("drafted"),
            Count("compiledRaw"),
            Count("compiledByRule"),
            Count("compiledByModel"),
            accepted.Count,
            accepted.Count(test => test.GetProperty("source").ValueKind != JsonValueKind.Null),
            project.GetProperty("suspicions").EnumerateArray().Count(suspicion => suspicion.GetProperty("model").GetString() != "engine"),
            calls.Sum(call => call.Input),
            calls.Sum(call => call.Output),
            spending.GetProperty("listPrice") is { ValueKind: JsonValueKind.Number } price ? price.GetDouble() : double.NaN,
            Count("newBranches"),
            Count("newMutants"),
            Types(alone),
            Types(with),
            calls.Sum(call => (long)naive.TokensOf(call.Purpose, TypeOf(call.Subject, targets))),
            drafts.GetProperty("ownTime").GetDouble());
    }

    private static TypeFigures Types(JsonElement report)
    {
        var types = report.GetProperty("projects").EnumerateArray().SelectMany(project => project.GetProperty("types").EnumerateArray()).ToList();
        int Sum(string group, string figure) => types.Sum(type => type.GetProperty(group).GetProperty(figure).GetInt32());
        return new TypeFigures(Sum("branches", "after"), Sum("branches", "total"), Sum("mutants", "killed"), Sum("mutants", "total"));
    }

    /// <summary>Every question that was answered, from the tool's audit log; the copy is new, so that it holds this run alone.</summary>
    private static List<(string Purpose, string Subject, string Model, long Input, long Output)> Calls(string log)
    {
        var calls = new List<(string, string, string, long, long)>();
        foreach (var line in File.ReadLines(log))
        {
            using var document = JsonDocument.Parse(line);
            var call = document.RootElement;
            if (call.GetProperty("kind").GetString() == "call" && call.GetProperty("outcome").GetString() == "answered")
                calls.Add((Text("purpose"), Text("subject"), Text("model"), call.GetProperty("inputTokens").GetInt64(), call.GetProperty("outputTokens").GetInt64()));
            string Text(string member) => call.GetProperty(member).GetString()!;
        }

        return calls;
    }

    /// <summary>Of Semver.MetadataIdentifier.CompareTo the type among those asked for.</summary>
    private static string TypeOf(string subject, IReadOnlyList<string> targets) =>
        subject.Split(':')[0].Split('.', '(', '<', ' ').Reverse().FirstOrDefault(targets.Contains) ?? throw new InvalidOperationException($"{subject} was asked about, and is none of {string.Join(", ", targets)}");

    private async Task<JsonDocument> RunAsync(string project, IReadOnlyList<string> targets, string[] options, string log, CancellationToken cancellationToken)
    {
        List<string> arguments = ["exec", tool.Path, "generate-tests", project, "--json", .. targets.SelectMany(target => new[] { "--target", target }), .. options];
        arguments.AddRange(["--budget", (tool.Budget ?? DefaultBudget).ToString(CultureInfo.InvariantCulture)]);
        if (tool.Seed is { } seed)
            arguments.AddRange(["--seed", seed.ToString(CultureInfo.InvariantCulture)]);
        var outcome = await ChildProcess.RunAsync("dotnet", arguments, Path.GetDirectoryName(project)!, log, cancellationToken);
        return outcome.Output.StartsWith('{') ? JsonDocument.Parse(outcome.Output) : throw new InvalidOperationException($"the tool ended with {outcome.ExitCode} and without a report: {outcome.Tail}");
    }

    /// <summary>CPU seconds: what the answers were recorded with.</summary>
    private const double DefaultBudget = 10;

    private static JsonElement Report(JsonDocument document) => document.RootElement.TryGetProperty("report", out var report)
        ? report
        : throw new InvalidOperationException(document.RootElement.GetProperty("error").GetProperty("message").GetString());

    /// <summary>Of single questions: those without a recording, first of all.</summary>
    private static IEnumerable<string> Remarks(JsonElement report) =>
        Strings(report.GetProperty("model").GetProperty("remarks"))
            .Concat(report.GetProperty("projects").EnumerateArray().SelectMany(project => Strings(project.GetProperty("remarks"))).Where(remark => remark.Contains("no recording answers", StringComparison.Ordinal)));

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(text => text.GetString()!);

    private static Task SayAsync(SubjectName subject, string what) => Console.Error.WriteLineAsync($"{subject.Name}: {what}");
}
