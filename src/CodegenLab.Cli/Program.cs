using CodegenLab.Cli;
using CodegenLab.Cli.Reporting;

var terminal = Terminal.OfThisProcess();
using var interruption = new Interruption(terminal.Error, Environment.Exit, TimeProvider.System).Listen();
var host = new CommandLineHost(Stories.Real, terminal, Environment.CurrentDirectory);
return (int)await host.RunAsync(args, interruption.Token);
