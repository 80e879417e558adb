using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Runs <c>dotnet</c>; <see cref="DotnetCommand.RunAsync"/> is the real one.</summary>
public delegate Task<DotnetOutcome> RunDotnet(
    IReadOnlyList<string> arguments, string workingFolder, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken);
