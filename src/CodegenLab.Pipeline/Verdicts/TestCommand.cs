using System.Collections.Immutable;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>Runs tests with the real <c>dotnet test</c>, each time in a fresh process.</summary>
/// <param name="scratch">Folder outside the repository, for result files.</param>
public sealed class TestCommand(RunDotnet dotnet, string scratch)
{
    /// <summary>No test may take longer.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    /// <summary>The host is ended when no test has begun or ended for so long.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);

    /// <summary>The same for a second attempt, after a host that did not even start: the machine is busy, not the test.</summary>
    private static readonly TimeSpan PatientLimit = TimeSpan.FromMinutes(5);

    // Longer command lines do not start everywhere.
    private const int LongestFilter = 16_000;

    private int _runs;

    /// <summary>The project as its owners run it.</summary>
    /// <param name="names">Tests run whose full name contains one of these; empty: all.</param>
    public Task<TestRun> RunProjectAsync(TestProjectPlan plan, ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        List<string> arguments = ["test", plan.Path, "--no-build", "--no-restore"];
        if (plan.IsMultiTargeted)
            arguments.AddRange(["-f", plan.TargetFramework]);
        return RunAsync(arguments, plan.Folder, names, [], cancellationToken);
    }

    /// <summary>A test assembly wherever it lies.</summary>
    public Task<TestRun> RunAssemblyAsync(
        string assembly, ImmutableArray<string> names, ImmutableDictionary<string, string?> environment, CancellationToken cancellationToken) =>
        // From the scratch folder, where no global.json of the repository chooses another test platform.
        RunAsync(["test", assembly], scratch, names, environment, cancellationToken);

    /// <summary>The whole project under Microsoft.Testing.Platform, where global.json asks for it: <c>dotnet test</c> then knows nothing else.</summary>
    /// <returns>What went wrong, for people; null: all tests passed.</returns>
    public async Task<string?> RunOnTestingPlatformAsync(TestProjectPlan plan, CancellationToken cancellationToken)
    {
        List<string> arguments = ["test", "--project", plan.Path, "--no-build", "--no-restore"];
        if (plan.IsMultiTargeted)
            arguments.AddRange(["-f", plan.TargetFramework]);
        var outcome = await dotnet(arguments, plan.Folder, null, cancellationToken);
        return outcome.ExitCode == 0
            ? null
            : $"dotnet test --project {plan.Path} ended with code {outcome.ExitCode} under Microsoft.Testing.Platform: {string.Join(' ', outcome.Output.Where(line => line.Trim().Length > 0).TakeLast(8))}";
    }

    private async Task<TestRun> RunAsync(
        IReadOnlyList<string> arguments, string folder, ImmutableArray<string> names, ImmutableDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        var run = await RunAsync(arguments, folder, names, environment, SilenceLimit, cancellationToken);
        return run.IsWhole || run.EndedIn is not null ? run : await RunAsync(arguments, folder, names, environment, PatientLimit, cancellationToken);
    }

    private async Task<TestRun> RunAsync(
        IReadOnlyList<string> arguments, string folder, ImmutableArray<string> names, ImmutableDictionary<string, string?> environment, TimeSpan silence, CancellationToken cancellationToken)
    {
        var results = Path.Combine(scratch, FormattableString.Invariant($"run{++_runs}"));
        Directory.CreateDirectory(results);
        List<string> command =
        [
            .. arguments,
            "--nologo", "--logger", "trx;LogFileName=run.trx", "--results-directory", results,
            "--blame-hang-timeout", FormattableString.Invariant($"{silence.TotalSeconds}s"), "--blame-hang-dump-type", "none",
        ];
        var filter = string.Join('|', names.Select(name => $"FullyQualifiedName~{name}"));
        if (filter.Length is > 0 and <= LongestFilter)
            command.AddRange(["--filter", filter]);

        var variables = environment.SetItem("VSTEST_CONNECTION_TIMEOUT", FormattableString.Invariant($"{PatientLimit.TotalSeconds}"));
        if (Environment.GetEnvironmentVariable("DOTNET_ROLL_FORWARD") is null)
            variables = variables.SetItem("DOTNET_ROLL_FORWARD", "Major");
        var outcome = await dotnet(command, folder, variables, cancellationToken);
        return TrxFile.Read(results, outcome.Output);
    }
}
