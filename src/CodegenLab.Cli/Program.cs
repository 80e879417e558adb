using CodegenLab.Cli;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline.Drafts;

var terminal = Terminal.OfThisProcess();
using var interruption = new Interruption(terminal.Error, Environment.Exit, TimeProvider.System).Listen();
var host = new CommandLineHost(Stories.Real, terminal, Environment.CurrentDirectory, SecretScrubbing.OfThisProcess());
return (int)await host.RunAsync(args, interruption.Token);
