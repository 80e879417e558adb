using CodegenLab.Cli;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;

var terminal = Terminal.OfThisProcess();
using var interruption = new Interruption(terminal.Error, Environment.Exit, TimeProvider.System).Listen();
var host = new CommandLineHost(new Generation().RunAsync, terminal, Environment.CurrentDirectory);
return (int)await host.RunAsync(args, interruption.Token);
