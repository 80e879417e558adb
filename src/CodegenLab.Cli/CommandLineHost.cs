using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using CodegenLab.Cli.Commands;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Cli;

/// <summary>From the words of a command line to an exit code: parses, runs the command, and answers for everything that goes wrong.</summary>
/// <param name="stories">What the commands have done for them.</param>
/// <param name="terminal">Where the tool speaks.</param>
/// <param name="workingFolder">What relative paths start from.</param>
/// <param name="secrets">Takes keys out of what a person is asked to report.</param>
public sealed class CommandLineHost(Stories stories, Terminal terminal, string workingFolder, SecretScrubbing secrets)
{
    /// <summary>How people call the tool.</summary>
    public const string ToolName = "dotnet codegen-lab";

    /// <summary>How its file is called.</summary>
    public const string FileName = "dotnet-codegen-lab";

    /// <summary>Version of the tool, without the commit.</summary>
    public static string Version { get; } =
        typeof(CommandLineHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var parsed = CreateRoot().Parse(arguments);
        var json = arguments.Contains(CommonOptions.JsonName);
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
            return Answer(Explain(parsed), json);

        try
        {
            return (ExitCode)await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = terminal.Output,
                    EnableDefaultExceptionHandler = false,
                    // Ctrl+C is taken care of by Interruption.
                    ProcessTerminationTimeout = null,
                },
                cancellationToken);
        }
        catch (InputException e)
        {
            var lines = e.Message.ReplaceLineEndings("\n").Split('\n');
            return Answer(new Failure(ExitCode.BadInput, [lines[0]], [.. lines[1..]], IsDiagnostic(parsed) ? secrets.Scrub(e.ToString()) : null), json);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Answer(new Failure(ExitCode.Cancelled, ["Stopped before the end."], []), json);
        }
#pragma warning disable CA1031 // The last catch of the process: nothing goes on after it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Answer(
                new Failure(
                    ExitCode.InternalError,
                    [$"Internal error: {secrets.Scrub(e.Message)}"],
                    ["This is a fault of the tool, not of your code. Please report it with the text below and the command line.", $"{ToolName} {Version} {string.Join(' ', arguments.Select(secrets.ScrubWord))}"],
                    secrets.Scrub(e.ToString())),
                json);
        }
    }

    private RootCommand CreateRoot()
    {
        var root = new RootCommand("Codegen Lab writes unit tests that compile, pass and repeat before you see them.")
        {
            HelpName = ToolName,
        };
        root.Add(new GenerateTestsCommand(stories.Generate, terminal, workingFolder).Create());
        root.Add(new TestCommand(stories.Measure, terminal, workingFolder).Create());
        root.Add(new MutateCommand(stories.Measure, terminal, workingFolder).Create());
        root.Add(new CheckCommand(stories.Check, terminal, workingFolder, Environment.GetEnvironmentVariable).Create());
        root.Add(new HookCommand(stories.Hooks, new HookRunCommand(stories.CheckStaged, stories.Git, terminal, workingFolder), new HookHostCommand(stories.Git, terminal, workingFolder), terminal, workingFolder).Create());
        root.Add(new ContextCommand(stories.Gather, terminal, workingFolder).Create());
        root.Add(new DataCommand(stories.MakeData, terminal, workingFolder).Create());
        root.Add(new DoctorCommand(stories.Examine, terminal, workingFolder).Create());

        var page = new HelpPage(new HelpAction { MaxWidth = terminal.Look.Width });
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
                help.Action = page;
            else if (option is VersionOption version)
                version.Action = new VersionLine();
        }

        // Called with nothing the tool cannot know what to do, but it can say what there is.
        root.SetAction(parsed =>
        {
            page.Invoke(parsed);
            return (int)ExitCode.BadInput;
        });
        // So are commands that only have others below them.
        foreach (var group in root.Subcommands.SelectMany(command => command.Subcommands.Prepend(command)).Where(command => command.Subcommands.Count > 0))
        {
            group.SetAction(parsed =>
            {
                page.Invoke(parsed);
                return (int)ExitCode.BadInput;
            });
        }

        return root;
    }

    private static Failure Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unmatched = parsed.UnmatchedTokens;
        IEnumerable<string> messages = command.Subcommands.Count > 0
            // What follows a mistyped command belongs to it.
            ? unmatched.TakeWhile((word, place) => place == 0 || unmatched[0].StartsWith('-')).Select(word => UnknownWord.Explain(word, [.. command.Subcommands.Select(one => one.Name), .. command.Options.Select(one => one.Name)]))
            : unmatched.Where(word => word.StartsWith('-')).Select(word => UnknownWord.Explain(word, CommonOptions.NamesOf(command)));
        messages = messages.Concat(parsed.Errors
            .Select(error => error.Message)
            .Where(message => !unmatched.Any(word => message.Contains($"'{word}'", StringComparison.Ordinal))));

        // A word too many behind a mistyped option is that option's value.
        var found = messages.Distinct().ToImmutableArray();
        if (found.IsEmpty)
            found = [$"'{unmatched[0]}' is a word too many: there is one path.{(command.Name == GenerateTestsCommand.Name ? " Repeat --project or --target to name several." : "")}"];

        var help = command is RootCommand ? ToolName : $"{ToolName} {NameOf(command)}";
        return new Failure(ExitCode.BadInput, found, [$"'{help} --help' shows what there is."]);
    }

    /// <summary>With those above it: "hook install".</summary>
    internal static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault(parent => parent is not RootCommand) is { } group ? $"{NameOf(group)} {command.Name}" : command.Name;

    private static bool IsDiagnostic(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Contains(CommonOptions.Verbosity) && parsed.GetValue(CommonOptions.Verbosity) == Verbosity.Diagnostic;

    private ExitCode Answer(Failure failure, bool json)
    {
        if (json)
            terminal.Output.Write(JsonOutput.Write(failure));
        else
            new FailureText(terminal.Error).Write(failure);
        return failure.ExitCode;
    }
}
