using System.CommandLine;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Staged;

namespace CodegenLab.Cli.Commands;

/// <summary><c>hook run</c>: what is called before a commit. Looks at what is staged and at nothing else.</summary>
/// <param name="check">The story.</param>
/// <param name="git">Tells what is staged.</param>
/// <param name="terminal">Where progress and page go.</param>
/// <param name="workingFolder">Any folder of the work tree.</param>
public sealed class HookRunCommand(Func<StagedCall, IProgress<GenerationProgress>, CancellationToken, Task<StagedOutcome>> check, RunGit git, Terminal terminal, string workingFolder)
{
    public const string Name = "run";

    internal const string NothingStaged = "Nothing is staged.";

    internal const string VerifiedBefore = "What is staged was verified before.";

    private static readonly Argument<string?> PathArgument = CommonOptions.Path();

    private static readonly Option<bool> ColdOption = new("--cold")
    {
        Description = "Do all of it in this process: neither use nor start a background host.",
    };

    private static readonly Option<double?> IdleOption = new("--idle")
    {
        Description = "Minutes after which a host that this call starts ends when nobody asks it. Default: CODEGEN_LAB_HOOK_IDLE, else 30.",
        HelpName = "minutes",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[^1].Value, System.Globalization.CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 24 * 60)
                return minutes;
            result.AddError($"--idle takes minutes, more than 0 and at most 1440 (a day); '{result.Tokens[^1].Value}' is not that.");
            return null;
        },
    };

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab hook {Name}", "As git calls it before a commit: the tests that reach what is staged, and its coverage."),
        ($"dotnet codegen-lab hook {Name} src/Shop.slnx --cold", "For one solution of several, without a background host."),
        ("git commit --no-verify", "Commits without any hook."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Runs the tests that reach what is staged, and holds its changed lines against the targets. Needs no network and no model.")
        {
            PathArgument,
            ColdOption,
            IdleOption,
            CommonOptions.Json,
            CommonOptions.Verbosity,
        };
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var verbosity = parsed.GetValue(CommonOptions.Verbosity) ?? Verbosity.Normal;
        var json = parsed.GetValue(CommonOptions.Json);
        var snapshot = await StagedSnapshot.TakeAsync(git, workingFolder, cancellationToken);
        var path = parsed.GetValue(PathArgument) is { } given ? Path.GetRelativePath(snapshot.Root, Path.GetFullPath(given, workingFolder)) : null;
        var verified = new VerifiedTrees(snapshot.Root, path);
        if (snapshot.IsEmpty || verified.Has(snapshot.Tree))
        {
            if (json)
                await terminal.Output.WriteAsync(JsonOutput.Write(new StagedOutcome { Files = 0, Remarks = [snapshot.IsEmpty ? NothingStaged : VerifiedBefore] }, ExitCode.Done));
            else if (verbosity > Verbosity.Quiet)
                await terminal.Output.WriteLineAsync(snapshot.IsEmpty ? NothingStaged : VerifiedBefore);
            return ExitCode.Done;
        }

        var call = new StagedCall(new StagedRequest(snapshot, path)) { IsCold = parsed.GetValue(ColdOption), Idle = parsed.GetValue(IdleOption) is { } minutes ? TimeSpan.FromMinutes(minutes) : null };
        var outcome = await ProgressDisplay.For(terminal, verbosity).ShowAsync(progress => check(call, progress, cancellationToken));
        var exitCode = outcome switch
        {
            { Failures.IsEmpty: false } => ExitCode.TestsFailed,
            { IsMet: false } => ExitCode.TargetsMissed,
            _ => ExitCode.Done,
        };
        if (exitCode == ExitCode.Done)
            verified.Add(snapshot.Tree);
        await terminal.Output.WriteAsync(json ? JsonOutput.Write(outcome, exitCode) : new HookPage(terminal.Look, verbosity).Render(outcome));
        return exitCode;
    }
}

/// <summary>A call of the hook.</summary>
public sealed record StagedCall(StagedRequest Request)
{
    /// <summary>Neither uses nor starts a host.</summary>
    public bool IsCold { get; init; }

    /// <summary>After which a host that is started ends by itself; null: as the environment says, else the usual time.</summary>
    public TimeSpan? Idle { get; init; }
}
