using System.CommandLine;
using System.CommandLine.Invocation;

namespace CodegenLab.Cli.Commands;

/// <summary>The version alone, for scripts.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(CommandLineHost.Version);
        return (int)ExitCode.Done;
    }
}
