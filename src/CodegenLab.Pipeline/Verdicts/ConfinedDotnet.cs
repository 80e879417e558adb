using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Worker.Confinement;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>Runs <c>dotnet</c> with tests that a model wrote: confined, where the system can (<see cref="ConfinedCommand"/>).</summary>
/// <param name="scratch">The one folder that the command and what it starts can write to.</param>
public sealed class ConfinedDotnet(RunDotnet dotnet, string scratch)
{
    /// <summary>Under what such tests run, for people.</summary>
    public static string Words { get; } = ConfinedCommand.Trouble is { } trouble
        ? $"none, but they had run in the worker first: {trouble}"
        : "Landlock and seccomp: writes only to a private folder, TCP only to ports from the system's own range, where the test platform speaks to its processes";

    public Task<DotnetOutcome> RunAsync(
        IReadOnlyList<string> arguments, string workingFolder, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        if (ConfinedCommand.Trouble is not null)
            return dotnet(arguments, workingFolder, environment, cancellationToken);

        var variables = (environment ?? ImmutableDictionary<string, string?>.Empty)
            .ToImmutableDictionary()
            .SetItem("TMPDIR", Directory.CreateDirectory(Path.Combine(scratch, "temporary")).FullName)
            // A debugger's socket is one of those that the confinement forbids.
            .SetItem("DOTNET_EnableDiagnostics", "0");
        return dotnet(ConfinedCommand.Wrap(scratch, arguments), workingFolder, variables, cancellationToken);
    }
}
