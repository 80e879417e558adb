using CodegenLab.Cli;
using CodegenLab.Cli.Reporting;

var terminal = Terminal.OfThisProcess();
using var interruption = new Interruption(terminal.Error, Environment.Exit).Listen();
var host = new CommandLineHost(
    (_, _, _) => throw new NotSupportedException("This build has no test generation in it."),
    terminal,
    Environment.CurrentDirectory);
return (int)await host.RunAsync(args, interruption.Token);
