using System.CommandLine;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline.Hooks;

namespace CodegenLab.Cli.Commands;

/// <summary><c>hook</c>: has the tool called before a commit, and is what is called.</summary>
/// <param name="hooks">Installs and takes away.</param>
/// <param name="run">What is called.</param>
/// <param name="host">What keeps compilations warm.</param>
/// <param name="terminal">Where it says what was done.</param>
/// <param name="workingFolder">Any folder of the repository.</param>
public sealed class HookCommand(HookInstallation hooks, HookRunCommand run, HookHostCommand host, Terminal terminal, string workingFolder)
{
    public const string Name = "hook";

    private static readonly Dictionary<string, HookFramework> Frameworks = new() { ["git"] = HookFramework.Git, ["pre-commit"] = HookFramework.PreCommit, ["husky"] = HookFramework.Husky };

    private static readonly Option<HookFramework?> FrameworkOption = new("--framework")
    {
        Description = $"What calls the tool: {string.Join(", ", Frameworks.Keys)}. Default: git.",
        HelpName = "name",
        CustomParser = result =>
        {
            if (Frameworks.TryGetValue(result.Tokens[^1].Value, out var framework))
                return framework;
            result.AddError($"--framework is {string.Join(", ", Frameworks.Keys.SkipLast(1))} or {Frameworks.Keys.Last()}; '{result.Tokens[^1].Value}' is none of them.");
            return null;
        },
    };

    private static readonly Option<bool> ChainOption = new("--chain")
    {
        Description = "Keep a hook that is there already, and call it first.",
    };

    private static readonly Argument<string?> PathArgument = CommonOptions.Path();

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name} install", "Before every commit, the tests that reach what is staged are run."),
        ($"dotnet codegen-lab {Name} install --framework husky", "The same for a repository whose hooks are Husky.Net's."),
        ($"dotnet codegen-lab {Name} uninstall", "Takes it away; a hook that was there before is back."),
    ];

    internal static readonly (string CommandLine, string Meaning)[] InstallExamples =
    [
        .. Examples.Take(2),
        ($"dotnet codegen-lab {Name} install src/Shop.slnx --chain", "For one solution of several; the hook that is there already is called first."),
    ];

    internal static readonly (string CommandLine, string Meaning)[] UninstallExamples =
    [
        ($"dotnet codegen-lab {Name} uninstall", "Takes git's hook away; one that was there before is back."),
        ($"dotnet codegen-lab {Name} uninstall --framework pre-commit", "Takes the entry out of .pre-commit-config.yaml."),
    ];

    internal static readonly (string CommandLine, string Meaning)[] StatusExamples = [($"dotnet codegen-lab {Name} status", "Which hooks there are, and whose.")];

    public Command Create()
    {
        var install = new Command("install", "Has the tool called before every commit. A hook that is there already is never overwritten.") { PathArgument, FrameworkOption, ChainOption };
        install.SetAction(async (parsed, cancellationToken) => (int)Tell(
            await hooks.InstallAsync(new HookRequest(workingFolder, parsed.GetValue(FrameworkOption) ?? HookFramework.Git) { Path = parsed.GetValue(PathArgument), Chains = parsed.GetValue(ChainOption) }, cancellationToken),
            "Installed", "It is installed already"));
        var uninstall = new Command("uninstall", "Takes the hook away again.") { FrameworkOption };
        uninstall.SetAction(async (parsed, cancellationToken) => (int)Tell(
            await hooks.UninstallAsync(new HookRequest(workingFolder, parsed.GetValue(FrameworkOption) ?? HookFramework.Git), cancellationToken), "Taken away", "There is none"));
        var status = new Command("status", "Says which hooks there are, and whose.");
        status.SetAction(async (_, cancellationToken) => (int)await TellStatesAsync(cancellationToken));
        return new Command(Name, "Runs the tests that reach what is staged before every commit.") { install, uninstall, status, run.Create(), host.Create() };
    }

    private ExitCode Tell(HookChange change, string done, string idle)
    {
        terminal.Output.WriteLine($"{(change.HasChanged ? done : idle)}: {Shown(change.File)}");
        foreach (var remark in change.Remarks)
            terminal.Output.WriteLine(remark);
        return ExitCode.Done;
    }

    private async Task<ExitCode> TellStatesAsync(CancellationToken cancellationToken)
    {
        foreach (var state in await hooks.StateAsync(workingFolder, cancellationToken))
        {
            var presence = state.Presence switch
            {
                HookPresence.None => "not installed",
                HookPresence.Ours => "installed",
                HookPresence.Chained => "installed, after the hook that was there before",
                _ => "a hook of somebody else",
            };
            await terminal.Output.WriteLineAsync($"{Frameworks.First(framework => framework.Value == state.Framework).Key,-10}  {presence}: {Shown(state.File)}");
        }

        return ExitCode.Done;
    }

    private string Shown(string file) => Path.GetRelativePath(workingFolder, file) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? file : relative.Replace('\\', '/');
}
