using System.CommandLine;
using CodegenLab.Cli.Hosting;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;

namespace CodegenLab.Cli.Commands;

/// <summary><c>hook host</c>: the process in the background that keeps a work tree's compilations warm.</summary>
/// <param name="git">Tells the root of the work tree.</param>
/// <param name="terminal">Where it says what it found.</param>
/// <param name="workingFolder">Any folder of the work tree.</param>
public sealed class HookHostCommand(RunGit git, Terminal terminal, string workingFolder)
{
    public const string Name = "host";

    private const long LogBytes = 256 << 10;

    private static readonly Argument<string> RootArgument = new("root");

    private static readonly Option<double> IdleOption = new("--idle");

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab hook {Name} status", "Whether one runs for this work tree, since when, and where its log is."),
        ($"dotnet codegen-lab hook {Name} stop", "Ends it; the next call starts another."),
    ];

    public Command Create()
    {
        var status = new Command("status", "Says whether a host runs for this work tree.");
        status.SetAction(async (_, cancellationToken) => (int)await TellAsync(cancellationToken));
        var stop = new Command("stop", "Ends the host of this work tree.");
        stop.SetAction(async (_, cancellationToken) => (int)await StopAsync(cancellationToken));
        var serve = new Command("serve", "Is the host.") { RootArgument, IdleOption };
        serve.Hidden = true;
        serve.SetAction(async (parsed, cancellationToken) => (int)await ServeAsync(parsed.GetValue(RootArgument)!, TimeSpan.FromMinutes(parsed.GetValue(IdleOption)), cancellationToken));
        return new Command(Name, "The process in the background that keeps compilations warm; 'hook run' starts it.") { status, stop, serve };
    }

    private async Task<ExitCode> TellAsync(CancellationToken cancellationToken)
    {
        var (place, line) = await CallAsync(cancellationToken);
        if (line is null)
        {
            await terminal.Output.WriteLineAsync("No host runs for this work tree.");
            return ExitCode.Done;
        }

        await using var talking = line;
        if (await HostedCheck.GreetingAsync(line, cancellationToken) is { } hello)
            await terminal.Output.WriteLineAsync(FormattableString.Invariant($"Process {hello.ProcessId}, version {hello.ToolVersion}, since {hello.Started.ToLocalTime():HH:mm:ss}, {hello.Answers} calls; ends after {hello.IdleMinutes:0.##} idle minutes.\nLog: {place!.LogFile}"));
        else
            await terminal.Output.WriteLineAsync($"A host runs and does not answer. Log: {place!.LogFile}");
        return ExitCode.Done;
    }

    private async Task<ExitCode> StopAsync(CancellationToken cancellationToken)
    {
        var (_, line) = await CallAsync(cancellationToken);
        if (line is not null)
            await HostedCheck.GreetingAsync(line, cancellationToken);
        await terminal.Output.WriteLineAsync(line is null ? "No host runs for this work tree." : "The host ends.");
        if (line is not null)
            await HostedCheck.StopAsync(line, cancellationToken);
        return ExitCode.Done;
    }

    private async Task<(HostPlace? Place, HostLine? Line)> CallAsync(CancellationToken cancellationToken)
    {
        var asked = await git(["rev-parse", "--show-toplevel"], workingFolder, cancellationToken);
        if (asked.ExitCode != 0)
            throw new InputException($"{workingFolder} is in no git repository, so there is no host for it.");
        var place = HostPlace.Of(Path.GetFullPath(asked.Output.TrimEnd('\r', '\n')));
        return (place, place is null ? null : await place.CallAsync(TimeSpan.Zero, cancellationToken));
    }

    private static async Task<ExitCode> ServeAsync(string root, TimeSpan idle, CancellationToken cancellationToken)
    {
        HostStart.LeaveTerminal();
        if (HostPlace.Of(root) is not { } place)
            return ExitCode.BadInput;
        Pipeline.Staged.VerifiedTrees.MakeFolder(root);
        var check = new StagedCheck(GitCommand.RunAsync);
        using var host = new HookHost(check.CheckAsync, place, idle, () => InstalledSdks.Names(root), new HostLog(place.LogFile, LogBytes, TimeProvider.System), TimeProvider.System);
        await host.RunAsync(cancellationToken);
        return ExitCode.Done;
    }
}
