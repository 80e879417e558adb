using CodegenLab.Cli;
using CodegenLab.Cli.Hosting;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Gates;

if (await FastAnswer.ToAsync(args, Environment.CurrentDirectory, GitCommand.RunAsync) is { } answer)
{
    Console.WriteLine(answer);
    return (int)ExitCode.Done;
}

return (int)await RunAsync(args);

// Apart, so that nothing it needs is loaded for a fast answer.
static async Task<ExitCode> RunAsync(string[] args)
{
    var terminal = Terminal.OfThisProcess();
    using var interruption = new Interruption(terminal.Error, Environment.Exit, TimeProvider.System).Listen();
    var host = new CommandLineHost(Stories.Real, terminal, Environment.CurrentDirectory, SecretScrubbing.OfThisProcess());
    return await host.RunAsync(args, interruption.Token);
}
