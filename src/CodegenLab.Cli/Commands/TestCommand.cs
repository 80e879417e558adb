using System.CommandLine;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Commands;

/// <summary><c>test</c>: runs the tests that people wrote, and says which of them reach what.</summary>
/// <param name="measure">The story: loads, builds, instruments, runs.</param>
/// <param name="terminal">Where progress and page go.</param>
/// <param name="workingFolder">What relative paths start from.</param>
public sealed class TestCommand(Func<SuiteMeasurementRequest, IProgress<GenerationProgress>, CancellationToken, Task<SuiteFigures>> measure, Terminal terminal, string workingFolder)
{
    public const string Name = "test";

    private static readonly string[] UsualFormats = ["cobertura", "html"];

    private static readonly Option<bool> CoverageOption = new("--coverage")
    {
        Description = $"Say what the tests cover, and write reports ({string.Join(", ", UsualFormats)}, unless --report says otherwise).",
    };

    internal static readonly (string CommandLine, string Meaning)[] Examples =
    [
        ($"dotnet codegen-lab {Name}", "Runs the tests of the solution found here or above, of NUnit, xUnit and MSTest."),
        ($"dotnet codegen-lab {Name} --coverage", "Says what they cover as well, and writes coverage.cobertura.xml and pages with the source."),
        ($"dotnet codegen-lab {Name} --project \"Shop.*\" --report lcov,markdown --output coverage --no-build", "Some test projects as they are built, with reports in two formats."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Runs the solution's own tests in a worker, each with the lines and branches that it reaches.")
        {
            SuiteOptionsGroup.Path,
            SuiteOptionsGroup.Project,
            CoverageOption,
            SuiteOptionsGroup.Report,
            SuiteOptionsGroup.Output,
            SuiteOptionsGroup.NoBuild,
            CommonOptions.Json,
            CommonOptions.Verbosity,
        };
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = SuiteOptionsGroup.Bind(parsed, workingFolder);
        var coverage = parsed.GetValue(CoverageOption) || options.Formats.Count > 0;
        options = options with
        {
            Request = options.Request with { Coverage = true },
            Formats = coverage && options.Formats.Count == 0 ? UsualFormats : options.Formats,
        };
        return await new SuiteRunning(measure, terminal, workingFolder).RunAsync(options, showsCoverage: coverage, cancellationToken);
    }
}
