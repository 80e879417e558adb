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
        foreach (var marked in (int[])[50, TestProject.Files])
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

    private async Task<string> BuildsAsync(string feed, string version, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().AppendLine("| cold build of the test project | s without the package | s with it | ratio, median of pairs |").AppendLine("|---|--:|--:|--:|");
        var plain = new TestProject(Path.Combine(work, "plain"), 0);
        plain.Write(feed, null);
        await RunAsync(plain, "build", ["build", "-nologo", "-v", "q"], cancellationToken);
        foreach (var marked in (int[])[0, 50, TestProject.Files])
        {
            var with = new TestProject(Path.Combine(work, $"marked-{marked}"), marked);
            with.Write(feed, version);
            await RunAsync(with, "build", ["build", "-nologo", "-v", "q"], cancellationToken);
            var pairs = new List<(double Plain, double With)>();
            for (var round = 0; round < rounds; round++)
            {
                // In turns, so that a busy minute of the machine is one of both.
                var first = round % 2 == 0 ? await ColdAsync(plain, cancellationToken) : 0;
                var other = await ColdAsync(with, cancellationToken);
                pairs.Add((first > 0 ? first : await ColdAsync(plain, cancellationToken), other));
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"build, {marked} marked: {pairs[^1].Plain:0.00} {pairs[^1].With:0.00}"));
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"| {marked} of {TestProject.Files} files are marked | {Median(pairs.Select(pair => pair.Plain)):0.00} | {Median(pairs.Select(pair => pair.With)):0.00} | {Median(pairs.Select(pair => pair.With / pair.Plain)):0.000} |");
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
