namespace CodegenLab.Bench;

/// <summary>Publishes the tool of the repository this program lies in.</summary>
internal sealed class PublishedTool(LogFolder logs)
{
    public async Task<string> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("publishing the tool");
        var outcome = await ChildProcess.RunAsync(
            "dotnet",
            ["publish", "src/CodegenLab.Cli", "--configuration", "Release", "--output", folder],
            Clone.Root(),
            logs.For("publish"),
            cancellationToken);
        return outcome.ExitCode == 0
            ? Path.Combine(folder, "dotnet-codegen-lab.dll")
            : throw new InvalidOperationException($"The tool does not build: {outcome.Tail}");
    }
}
