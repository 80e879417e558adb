using System.Globalization;
using System.Text;

namespace CodegenLab.Bench.Hooks;

/// <summary>Measures how long a person waits for <c>hook run</c>, by the wall clock: from the start of the process to its end.</summary>
/// <param name="tool">dotnet-codegen-lab.dll.</param>
/// <param name="rounds">Calls of each kind; the table shows the median and the longest.</param>
internal sealed class HookMeasurement(HookSolution solution, string tool, int rounds, LogFolder logs)
{
    public async Task<string> MeasureAsync(CancellationToken cancellationToken)
    {
        solution.Write();
        await RunAsync("dotnet", ["build", "Parts.slnx", "-nologo", "-v", "q"], "build", cancellationToken);
        foreach (var arguments in (string[][])[["init", "-q", "-b", "main"], ["config", "user.name", "bench"], ["config", "user.email", "bench@example.com"], ["add", "."], ["commit", "-q", "-m", "one"]])
            await RunAsync("git", arguments, "git", cancellationToken);

        var table = new StringBuilder("| call | median s | longest s |\n|---|---|---|\n");
        try
        {
            await RowAsync("nothing staged", rounds, (_, _) => Task.CompletedTask);
            await RowAsync("first change: the host starts", 1, (_, token) => StageAsync(HookSolution.Libraries, 1000, token));
            await RowAsync("verified before", rounds, (_, _) => Task.CompletedTask);
            await RowAsync("one member of the last library", rounds, (round, token) => StageAsync(HookSolution.Libraries, round, token));
            await RowAsync("one member of the fifth library", rounds, (round, token) => StageAsync(HookSolution.Libraries / 2, round, token));
            await RowAsync("one member of the first library, which all use", rounds, (round, token) => StageAsync(1, round, token));

            await RunAsync("git", ["reset", "-q", "--hard"], "git", cancellationToken);
            await RunAsync("dotnet", [tool, "test", "--coverage"], "test", cancellationToken);
            await RowAsync("the same, after test has told what reaches what", rounds, (round, token) => StageAsync(1, 100 + round, token));
            await RowAsync("the fifth, after test", rounds, (round, token) => StageAsync(HookSolution.Libraries / 2, 100 + round, token));
        }
        finally
        {
            await RunAsync("dotnet", [tool, "hook", "host", "stop"], "stop", CancellationToken.None);
        }

        return table.ToString();

        async Task RowAsync(string name, int count, Func<int, CancellationToken, Task> prepare)
        {
            var seconds = new List<double>();
            for (var round = 1; round <= count; round++)
            {
                await prepare(round, cancellationToken);
                seconds.Add(await RunAsync("dotnet", [tool, "hook", "run"], name.Split(':')[0].Replace(' ', '-'), cancellationToken));
            }

            seconds.Sort();
            await Console.Error.WriteLineAsync($"{name}: {string.Join(' ', seconds.Select(one => one.ToString("0.00", CultureInfo.InvariantCulture)))}");
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {seconds[seconds.Count / 2]:0.00} | {seconds[^1]:0.00} |\n");
        }
    }

    private async Task StageAsync(int library, int round, CancellationToken cancellationToken)
    {
        await RunAsync("git", ["reset", "-q", "--hard"], "git", cancellationToken);
        solution.Change(library, round);
        await RunAsync("git", ["add", "."], "git", cancellationToken);
    }

    private async Task<double> RunAsync(string program, IReadOnlyList<string> arguments, string name, CancellationToken cancellationToken)
    {
        var outcome = await ChildProcess.RunAsync(program, arguments, solution.Folder, logs.For(name), cancellationToken);
        return outcome.ExitCode == 0 ? outcome.WallSeconds : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ends with {outcome.ExitCode}: {outcome.Tail}");
    }
}
