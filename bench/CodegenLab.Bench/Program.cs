using System.CommandLine;
using CodegenLab.Bench;
using CodegenLab.Bench.Curve;
using CodegenLab.Bench.Hooks;
using CodegenLab.Bench.Sette;
using CodegenLab.Bench.Suites;
using CodegenLab.Bench.Testing;

var subjects = new Option<string>("--subjects") { Description = "Folder with a checked-out repository per subfolder.", HelpName = "folder", Required = true };
var names = new Argument<string[]>("names") { Description = "Subfolders to measure, each optionally with its project: name or name=path/of/project. Default: all.", Arity = ArgumentArity.ZeroOrMore };
var tool = new Option<string?>("--tool") { Description = "dotnet-codegen-lab.dll to measure. Default: src/CodegenLab.Cli is published and measured.", HelpName = "file" };
var budget = new Option<double?>("--budget") { Description = "Passed on to the tool. Default: the tool's own.", HelpName = "seconds" };
var seed = new Option<ulong?>("--seed") { Description = "Passed on to the tool. Default: the tool's own.", HelpName = "number" };
var stryker = new Option<string?>("--stryker") { Description = "An installed dotnet-stryker: it judges the written tests too, which takes minutes per subject.", HelpName = "file" };
var runs = new Option<int>("--runs") { Description = "In how many shuffled orders the tests are run.", HelpName = "number", DefaultValueFactory = _ => 3 };
var work = new Option<string>("--work") { Description = "Folder for copies and logs.", HelpName = "folder", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "codegen-lab-bench") };
var prepareOnly = new Option<bool>("--prepare-only") { Description = "Make and build the copies, and stop there." };

var root = new RootCommand("Generates tests for repositories, and measures the tests and what they cost.") { subjects, names, tool, budget, seed, stryker, runs, work, prepareOnly };
root.SetAction(async (parsed, cancellationToken) =>
{
    if (await FolderAsync(parsed) is not { } folder)
        return 2;

    var workFolder = Path.GetFullPath(parsed.GetRequiredValue(work));
    var chosen = Chosen(parsed, folder);
    var logs = new LogFolder(Path.Combine(workFolder, "logs"));
    if (parsed.GetValue(prepareOnly))
    {
        foreach (var name in chosen)
            await new SubjectCopy(logs.Of(name)).MakeAsync(SubjectName.Parse(name), folder, workFolder, cancellationToken);
        return 0;
    }

    var toolPath = parsed.GetValue(tool) ?? await new PublishedTool(logs).PublishAsync(Path.Combine(workFolder, "tool"), cancellationToken);

    var measurement = new Measurement(folder, workFolder, parsed.GetValue(runs), new ToolOptions(Path.GetFullPath(toolPath), parsed.GetValue(budget), parsed.GetValue(seed), parsed.GetValue(stryker)), logs);
    var rows = new List<Row>();
    foreach (var name in chosen)
        rows.Add(await measurement.MeasureAsync(name, cancellationToken));

    Console.WriteLine(MarkdownTable.Write(rows));
    return rows.All(row => row.Failure is null) ? 0 : 1;
});

var budgets = new Option<double[]>("--budgets") { Description = "CPU seconds for the search, one run each.", HelpName = "seconds", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 3, 10, 30, 60] };
var curve = new Command("curve", "Measures what more seconds of search buy, and how the cost grows with the size of the code.") { subjects, names, tool, seed, work, budgets };
curve.SetAction(async (parsed, cancellationToken) =>
{
    if (await FolderAsync(parsed) is not { } folder)
        return 2;

    var workFolder = Path.GetFullPath(parsed.GetRequiredValue(work));
    var logs = new LogFolder(Path.Combine(workFolder, "logs", "curve"));
    var toolPath = parsed.GetValue(tool) ?? await new PublishedTool(logs).PublishAsync(Path.Combine(workFolder, "tool"), cancellationToken);
    var options = new ToolOptions(Path.GetFullPath(toolPath), Budget: null, parsed.GetValue(seed), Stryker: null);
    var measurement = new CurveMeasurement(folder, workFolder, options, parsed.GetRequiredValue(budgets), logs);
    var rows = new List<CurveRow>();
    foreach (var name in Chosen(parsed, folder))
        rows.Add(await measurement.MeasureAsync(name, cancellationToken));

    Console.WriteLine(CurveTable.Write(rows, parsed.GetRequiredValue(budgets)));
    return rows.All(row => row.Failure is null) ? 0 : 1;
});
root.Add(curve);

var recordings = new Option<string?>("--recordings") { Description = "Folder with a folder of recorded answers per subject. Default: bench/recordings.", HelpName = "folder" };
var drafting = new Command("drafting", "Measures what a model's recorded answers add to the engine's tests, and what they cost.") { subjects, names, tool, budget, seed, work, recordings };
drafting.SetAction(async (parsed, cancellationToken) =>
{
    if (await FolderAsync(parsed) is not { } folder)
        return 2;

    var workFolder = Path.GetFullPath(parsed.GetRequiredValue(work));
    var repository = Clone.Root();
    var logs = new LogFolder(Path.Combine(workFolder, "logs"));
    var toolPath = parsed.GetValue(tool) ?? await new PublishedTool(logs).PublishAsync(Path.Combine(workFolder, "tool"), cancellationToken);
    var options = new ToolOptions(Path.GetFullPath(toolPath), parsed.GetValue(budget), parsed.GetValue(seed), Stryker: null);
    var measurement = new DraftingMeasurement(folder, workFolder, repository, Path.GetFullPath(parsed.GetValue(recordings) ?? Path.Combine(repository, "bench", "recordings")), options, logs);
    var rows = new List<DraftingRow>();
    foreach (var name in parsed.GetValue(names) is { Length: > 0 } some ? some : DraftedSubjects.Names)
        rows.Add(await measurement.MeasureAsync(name, cancellationToken));

    Console.WriteLine(DraftingTable.Write(rows));
    return rows.All(row => row.Failure is null) ? 0 : 1;
});
root.Add(drafting);

var suites = new Argument<string[]>("names") { Description = $"Of {string.Join(", ", SuiteSubject.All.Select(subject => subject.Name))}. Default: all.", Arity = ArgumentArity.ZeroOrMore };
suites.AcceptOnlyFromAmong([.. SuiteSubject.All.Select(subject => subject.Name)]);
var judge = new Option<string>("--stryker") { Description = "An installed dotnet-stryker. It takes minutes per suite.", HelpName = "file", Required = true };
var mutation = new Command("mutation", "Measures mutate against Stryker.NET on suites that people wrote: costs, and verdicts on the mutants that both make.") { subjects, suites, tool, work, judge };
mutation.SetAction(async (parsed, cancellationToken) =>
{
    if (await SuitesAsync(parsed, cancellationToken) is not var (copies, toolPath, chosen, logs))
        return 2;

    var measurement = new MutationMeasurement(copies, toolPath, Path.GetFullPath(parsed.GetRequiredValue(judge)), logs);
    var rows = new List<MutationRow>();
    foreach (var subject in chosen)
        rows.Add(await measurement.MeasureAsync(subject, cancellationToken));
    Console.WriteLine(MutationTable.Write(rows));
    return rows.All(row => row.Failure is null) ? 0 : 1;
});
root.Add(mutation);

var rounds = new Option<int>("--rounds") { Description = "Runs of each kind.", HelpName = "number", DefaultValueFactory = _ => 3 };
var coverage = new Command("coverage", "Measures what coverage costs on suites that people wrote: plain dotnet test, ours, coverlet.") { subjects, suites, tool, work, rounds };
coverage.SetAction(async (parsed, cancellationToken) =>
{
    if (await SuitesAsync(parsed, cancellationToken) is not var (copies, toolPath, chosen, logs))
        return 2;

    var measurement = new CoverageMeasurement(copies, toolPath, parsed.GetValue(rounds), logs);
    var rows = new List<CoverageRow>();
    foreach (var subject in chosen)
        rows.Add(await measurement.MeasureAsync(subject, cancellationToken));
    Console.WriteLine(CoverageTable.Write(rows));
    return rows.All(row => row.Failure is null) ? 0 : 1;
});
root.Add(coverage);

var calls = new Option<int>("--rounds") { Description = "Calls of each kind.", HelpName = "number", DefaultValueFactory = _ => 5 };
var hook = new Command("hook", "Measures how long 'hook run' takes on a generated solution of ten libraries with a test project each.") { tool, work, calls };
hook.SetAction(async (parsed, cancellationToken) =>
{
    var workFolder = Path.GetFullPath(parsed.GetRequiredValue(work));
    var logs = new LogFolder(Path.Combine(workFolder, "logs", "hook"));
    var toolPath = parsed.GetValue(tool) ?? await new PublishedTool(logs).PublishAsync(Path.Combine(workFolder, "tool"), cancellationToken);
    Console.WriteLine(await new HookMeasurement(new HookSolution(Path.Combine(workFolder, "hook")), Path.GetFullPath(toolPath), parsed.GetValue(calls), logs).MeasureAsync(cancellationToken));
    return 0;
});
root.Add(hook);

var builds = new Option<int>("--rounds") { Description = "Cold builds of each kind; 0: none.", HelpName = "number", DefaultValueFactory = _ => 7 };
var edits = new Option<int>("--edits") { Description = "Edits of each kind; 0: none.", HelpName = "number", DefaultValueFactory = _ => 40 };
var testing = new Command("testing", "Measures what the package CodegenLab.Testing adds to the build and to each edit of a test project of 500 files.") { work, builds, edits };
testing.SetAction(async (parsed, cancellationToken) =>
{
    var workFolder = Path.GetFullPath(parsed.GetRequiredValue(work));
    var measurement = new TestingMeasurement(Path.Combine(workFolder, "testing"), parsed.GetValue(builds), parsed.GetValue(edits), new LogFolder(Path.Combine(workFolder, "logs", "testing")));
    Console.WriteLine(await measurement.MeasureAsync(cancellationToken));
    return 0;
});
root.Add(testing);

var seconds = new Option<double>("--seconds") { Description = "CPU seconds for each snippet.", HelpName = "number", DefaultValueFactory = _ => 3 };
var sette = new Command("sette", "Measures how many of SETTE's C# snippets the tests reach all of that can be reached.") { subjects, tool, work, seed, seconds };
sette.SetAction(async (parsed, cancellationToken) =>
{
    if (await FolderAsync(parsed) is not { } folder)
        return 2;

    var workFolder = Path.GetFullPath(parsed.GetRequiredValue(work));
    var logs = new LogFolder(Path.Combine(workFolder, "logs", "sette"));
    var toolPath = parsed.GetValue(tool) ?? await new PublishedTool(logs).PublishAsync(Path.Combine(workFolder, "tool"), cancellationToken);
    Console.WriteLine(await new SnippetMeasurement(folder, workFolder, Path.GetFullPath(toolPath), parsed.GetValue(seconds), parsed.GetValue(seed), logs).MeasureAsync(cancellationToken));
    return 0;
});
root.Add(sette);
return await root.Parse(args).InvokeAsync();

string[] Chosen(ParseResult parsed, string folder) => parsed.GetValue(names) is { Length: > 0 } some
    ? some
    : [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

async Task<(SuiteCopy Copies, string Tool, IEnumerable<SuiteSubject> Chosen, LogFolder Logs)?> SuitesAsync(ParseResult parsed, CancellationToken cancellationToken)
{
    if (await FolderAsync(parsed) is not { } folder)
        return null;

    var workFolder = Path.GetFullPath(parsed.GetRequiredValue(work));
    var logs = new LogFolder(Path.Combine(workFolder, "logs"));
    var toolPath = parsed.GetValue(tool) ?? await new PublishedTool(logs).PublishAsync(Path.Combine(workFolder, "tool"), cancellationToken);
    var wanted = parsed.GetValue(suites) ?? [];
    return (new SuiteCopy(folder, workFolder, logs), Path.GetFullPath(toolPath), SuiteSubject.All.Where(subject => wanted.Length == 0 || wanted.Contains(subject.Name)), logs);
}

async Task<string?> FolderAsync(ParseResult parsed)
{
    if (!OperatingSystem.IsLinux())
    {
        await Console.Error.WriteLineAsync("CPU time and memory are read from /proc and getrusage: this needs Linux.");
        return null;
    }

    var folder = Path.GetFullPath(parsed.GetRequiredValue(subjects));
    if (Directory.Exists(folder))
        return folder;
    await Console.Error.WriteLineAsync($"There is no folder {folder}. bench/README.md tells how to fill it.");
    return null;
}
