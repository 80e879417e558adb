using System.Globalization;
using System.Text;

namespace CodegenLab.Bench.Testing;

/// <summary>Measures what CodegenLab.Testing adds to a build and to an edit.</summary>
/// <param name="work">Folder for the projects.</param>
internal sealed class TestingMeasurement(string work, int rounds, int edits, LogFolder logs)
{
    private const string Assembly = "CodegenLab.SourceGenerator";

    public async Task<string> MeasureAsync(CancellationToken cancellationToken)
    {
        var rates = Rates();
        await Console.Error.WriteLineAsync(rates);
        var feed = Path.Combine(work, "feed");
        var version = await PackAsync(feed, cancellationToken);
        var text = new StringBuilder();
        foreach (var marked in edits > 0 ? [50, TestProject.Files] : Array.Empty<int>())
        {
            var project = new TestProject(Path.Combine(work, $"marked-{marked}"), marked);
            project.Write(feed, version);
            await RunAsync(project, "build", ["build", "-nologo", "-v", "q"], cancellationToken);
            await Console.Error.WriteLineAsync($"edits, {marked} marked files");
            var input = await CompilerInput.OfAsync(Path.Combine(project.Tests, "Shop.Tests.csproj"), Assembly, logs, cancellationToken);
            text.AppendLine(CultureInfo.InvariantCulture, $"| edit; {marked} of {TestProject.Files} files are marked | median ms | 95 % within ms |").AppendLine("|---|--:|--:|");
            foreach (var row in new EditMeasurement(input, edits).Measure(marked))
            {
                await Console.Error.WriteLineAsync(row);
                text.AppendLine(row);
            }

            text.AppendLine();
        }

        text.AppendLine(rates);
        if (rounds > 0)
            text.Append(await BuildsAsync(feed, version, cancellationToken));
        return text.ToString();
    }

    private static string Rates()
    {
        const int repetitions = 5;
        var text = new StringBuilder().AppendLine("| rate, median | per second of CPU time |").AppendLine("|---|--:|");
        foreach (var row in DataRate.Measure(repetitions).Concat(PropertyRate.Measure(repetitions)))
            text.AppendLine(row);
        return text.ToString();
    }

    /// <summary>
    /// The compiler has to read the code that generators write as it would read that of a person. What generators and analyzers themselves take is the difference to a build of the same code as files.
    /// </summary>
    private async Task<string> BuildsAsync(string feed, string version, CancellationToken cancellationToken)
    {
        var text = new StringBuilder()
            .AppendLine("| cold build of the test project | s without the package | s with its code as files | s with it | to that without, median | to that with files, median |").AppendLine("|---|--:|--:|--:|--:|--:|");
        var plain = new TestProject(Path.Combine(work, "plain"), 0);
        plain.Write(feed, null);
        await RunAsync(plain, "build", ["build", "-nologo", "-v", "q"], cancellationToken);
        foreach (var marked in (int[])[0, 50, TestProject.Files])
        {
            var with = new TestProject(Path.Combine(work, $"marked-{marked}"), marked);
            with.Write(feed, version);
            var generated = Path.Combine(work, $"generated-{marked}");
            if (Directory.Exists(generated))
                Directory.Delete(generated, recursive: true);
            await RunAsync(with, "build", ["build", "-nologo", "-v", "q", "-t:Rebuild", "-p:EmitCompilerGeneratedFiles=true", $"-p:CompilerGeneratedFilesOutputPath={generated}"], cancellationToken);
            var written = new TestProject(Path.Combine(work, $"written-{marked}"), marked);
            written.Write(feed, version, Directory.CreateDirectory(generated).FullName);
            await RunAsync(written, "build", ["build", "-nologo", "-v", "q"], cancellationToken);

            TestProject[] projects = [plain, written, with];
            var turns = new List<double[]>();
            for (var round = 0; round < rounds; round++)
            {
                // Each is the first as often, so that a busy minute of the machine is one of all.
                var seconds = new double[projects.Length];
                for (var turn = 0; turn < projects.Length; turn++)
                {
                    var index = (turn + round) % projects.Length;
                    seconds[index] = await ColdAsync(projects[index], cancellationToken);
                }

                turns.Add(seconds);
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"build, {marked} marked: {seconds[0]:0.00} {seconds[1]:0.00} {seconds[2]:0.00}"));
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"| {marked} of {TestProject.Files} files are marked | {Median(turns.Select(all => all[0])):0.00} | {Median(turns.Select(all => all[1])):0.00} | {Median(turns.Select(all => all[2])):0.00} | {Median(turns.Select(all => all[2] / all[0])):0.000} | {Median(turns.Select(all => all[2] / all[1])):0.000} |");
        }

        return text.ToString();
    }

    /// <returns>CPU seconds: the machine's other work adds to wall time.</returns>
    private async Task<double> ColdAsync(TestProject project, CancellationToken cancellationToken) =>
        (await RunAsync(project, "cold", ["build", "--no-restore", "--no-dependencies", "-t:Rebuild", "-nologo", "-v", "q"], cancellationToken)).CpuSeconds;

    private async Task<ChildProcess.Outcome> RunAsync(TestProject project, string name, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var outcome = await ChildProcess.RunAsync("dotnet", arguments, project.Tests, logs.For(name), cancellationToken);
        return outcome.ExitCode == 0 ? outcome : throw new InvalidOperationException($"The project does not build: {outcome.Tail}");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    /// <returns>The version, another one each time, so that no cache gives an older package.</returns>
    private async Task<string> PackAsync(string feed, CancellationToken cancellationToken)
    {
        var version = $"0.1.0-bench.{DateTime.UtcNow:yyyyMMddHHmmss}";
        await Console.Error.WriteLineAsync("packing");
        var outcome = await ChildProcess.RunAsync(
            "dotnet", ["pack", "src/CodegenLab.Testing", "--configuration", "Release", "--output", feed, $"-p:Version={version}", "-p:RunAnalyzers=false"], Clone.Root(), logs.For("pack"), cancellationToken);
        return outcome.ExitCode == 0 ? version : throw new InvalidOperationException($"The package does not build: {outcome.Tail}");
    }
}
