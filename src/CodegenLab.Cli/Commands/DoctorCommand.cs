using System.CommandLine;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Cli.Commands;

/// <summary><c>doctor</c>: shows what a run depends on, and tries the model with one tiny call.</summary>
/// <param name="examine">Looks, and makes the call.</param>
/// <param name="terminal">Where the findings go.</param>
/// <param name="workingFolder">What relative paths start from.</param>
public sealed class DoctorCommand(Func<DoctorRequest, CancellationToken, Task<DoctorReport>> examine, Terminal terminal, string workingFolder)
{
    public const string Name = "doctor";

    private static readonly Argument<string?> PathArgument =
        CommonOptions.Path("A solution, a project or a folder; codegen-lab.json is looked for there and above. Default: the current folder.");

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name}", "What is configured here, and whether it works."),
        ($"dotnet codegen-lab {Name} --provider openai --model gpt-4.1-mini", "OpenAI, with the key in OPENAI_API_KEY."),
        ($"dotnet codegen-lab {Name} --provider azure-openai --endpoint https://my-resource.openai.azure.com --model my-deployment", "Azure OpenAI, with the key in AZURE_OPENAI_API_KEY, or without one after 'az login'."),
        ($"dotnet codegen-lab {Name} --endpoint http://127.0.0.1:11434/v1 --model qwen2.5-coder:7b", "Ollama on this machine; needs no key."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Shows the SDK and the model's settings with their origin, and tries the model with one tiny call.")
        {
            PathArgument,
        };
        foreach (var option in ModelOptionsGroup.All)
            command.Add(option);
        command.Add(CommonOptions.Json);
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(Bind(parsed, workingFolder), cancellationToken));
        return command;
    }

    internal static DoctorOptions Bind(ParseResult parsed, string workingFolder) => new(
        new DoctorRequest
        {
            Path = parsed.GetValue(PathArgument),
            WorkingFolder = workingFolder,
            Model = ModelOptionsGroup.Bind(parsed),
        },
        parsed.GetValue(CommonOptions.Json));

    private async Task<ExitCode> RunAsync(DoctorOptions options, CancellationToken cancellationToken)
    {
        var report = await examine(options.Request, cancellationToken);
        var exitCode = Judge(report);

        await terminal.Output.WriteAsync(options.Json
            ? JsonOutput.Write(report, exitCode)
            : new DoctorPage(terminal.Look, workingFolder).Render(report));
        return exitCode;
    }

    // Without a key nothing is broken: the engine works alone.
    private static ExitCode Judge(DoctorReport report) => report switch
    {
        { SdkComplaint: not null } => ExitCode.BadInput,
        { Failure: { Kind: not ModelFailure.NoKey } } => ExitCode.ModelFailed,
        _ => ExitCode.Done,
    };
}
