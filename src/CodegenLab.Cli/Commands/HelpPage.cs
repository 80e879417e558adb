using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace CodegenLab.Cli.Commands;

/// <summary>The usual help, followed by examples and exit codes.</summary>
internal sealed class HelpPage(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly (ExitCode Code, string Meaning)[] ExitCodes =
    [
        (ExitCode.Done, "Done."),
        (ExitCode.InternalError, "The tool is broken; please report it."),
        (ExitCode.BadInput, "The command line, a path or the code is wrong in a way you can put right."),
        (ExitCode.SomeProjectsFailed, "Some projects could not be worked on; the rest was done."),
        (ExitCode.NothingGenerated, "There is nothing to test, or no test could be generated."),
        (ExitCode.ModelFailed, "The configured model does not answer."),
        (ExitCode.TestsFailed, "Tests of the solution fail."),
        (ExitCode.TargetsMissed, "Everything ran, and a target was missed."),
        (ExitCode.Cancelled, "Stopped by Ctrl+C."),
    ];

    private static readonly Dictionary<string, (string CommandLine, string Meaning)[]> Examples = new()
    {
        [GenerateTestsCommand.Name] = GenerateTestsCommand.Examples,
        [TestCommand.Name] = TestCommand.Examples,
        [MutateCommand.Name] = MutateCommand.Examples,
        [CheckCommand.Name] = CheckCommand.Examples,
        [HookCommand.Name] = HookCommand.Examples,
        [$"{HookCommand.Name} {HookRunCommand.Name}"] = HookRunCommand.Examples,
        [$"{HookCommand.Name} {HookHostCommand.Name}"] = HookHostCommand.Examples,
        [$"{HookCommand.Name} install"] = HookCommand.InstallExamples,
        [$"{HookCommand.Name} uninstall"] = HookCommand.UninstallExamples,
        [$"{HookCommand.Name} status"] = HookCommand.StatusExamples,
        [ContextCommand.Name] = ContextCommand.Examples,
        [DataCommand.Name] = DataCommand.Examples,
        [DoctorCommand.Name] = DoctorCommand.Examples,
    };

    private static readonly ExitCode[] NeitherRunsNorAsks = [ExitCode.SomeProjectsFailed, ExitCode.NothingGenerated, ExitCode.ModelFailed, ExitCode.TestsFailed, ExitCode.TargetsMissed];

    /// <summary>What a command never returns is not in its help.</summary>
    private static readonly Dictionary<string, ExitCode[]> Unused = new()
    {
        [GenerateTestsCommand.Name] = [ExitCode.TestsFailed, ExitCode.TargetsMissed],
        [TestCommand.Name] = [ExitCode.ModelFailed, ExitCode.TargetsMissed],
        [MutateCommand.Name] = [ExitCode.ModelFailed],
        [CheckCommand.Name] = [ExitCode.NothingGenerated, ExitCode.ModelFailed],
        [HookCommand.Name] = [ExitCode.SomeProjectsFailed, ExitCode.NothingGenerated, ExitCode.ModelFailed],
        [$"{HookCommand.Name} {HookRunCommand.Name}"] = [ExitCode.SomeProjectsFailed, ExitCode.NothingGenerated, ExitCode.ModelFailed],
        [$"{HookCommand.Name} {HookHostCommand.Name}"] = NeitherRunsNorAsks,
        [$"{HookCommand.Name} {HookHostCommand.Name} status"] = NeitherRunsNorAsks,
        [$"{HookCommand.Name} {HookHostCommand.Name} stop"] = NeitherRunsNorAsks,
        [$"{HookCommand.Name} install"] = NeitherRunsNorAsks,
        [$"{HookCommand.Name} uninstall"] = NeitherRunsNorAsks,
        [$"{HookCommand.Name} status"] = NeitherRunsNorAsks,
        [DataCommand.Name] = [ExitCode.SomeProjectsFailed, ExitCode.ModelFailed, ExitCode.TestsFailed, ExitCode.TargetsMissed],
        [ContextCommand.Name] = [ExitCode.ModelFailed, ExitCode.TestsFailed, ExitCode.TargetsMissed],
        [DoctorCommand.Name] = [ExitCode.SomeProjectsFailed, ExitCode.NothingGenerated, ExitCode.TestsFailed, ExitCode.TargetsMissed],
    };

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);

        var output = parseResult.InvocationConfiguration.Output;
        var command = CommandLineHost.NameOf(parseResult.CommandResult.Command);
        if (Examples.TryGetValue(command, out var examples))
        {
            output.WriteLine("Examples:");
            foreach (var (commandLine, meaning) in examples)
            {
                output.WriteLine($"  {commandLine}");
                output.WriteLine($"      {meaning}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodes.Where(one => !Unused.GetValueOrDefault(command, []).Contains(one.Code)))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(int)code,-4} {meaning}"));
        return (int)ExitCode.Done;
    }
}
