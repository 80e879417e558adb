using System.Collections.Immutable;
using System.Xml.Linq;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Restores and builds several of the user's projects in one <c>dotnet msbuild</c>.</summary>
/// <param name="folder">Where global.json is looked for.</param>
internal sealed class RepositoryBuild(string folder)
{
    /// <returns>NuGet's errors.</returns>
    public Task<ImmutableArray<BuildComplaint>> RestoreAsync(IEnumerable<string> projects, CancellationToken cancellationToken) =>
        RunAsync(
            "Restore",
            new XElement("Project",
                new XElement("PropertyGroup", new XElement("RestoreGraphProjectInput", string.Join(';', projects.Select(Escape)))),
                new XElement("Import", new XAttribute("Project", "$(MSBuildToolsPath)/NuGet.targets"))),
            cancellationToken);

    /// <returns>Errors of these projects and of what they reference.</returns>
    public Task<ImmutableArray<BuildComplaint>> BuildAsync(IEnumerable<Configuration> configurations, CancellationToken cancellationToken) =>
        RunAsync(
            "Build",
            new XElement("Project",
                new XElement("ItemGroup", configurations.Select(configuration =>
                    new XElement("Subject",
                        new XAttribute("Include", Escape(configuration.Path)),
                        configuration.TargetFramework is { } framework ? new XAttribute("AdditionalProperties", $"TargetFramework={framework}") : null))),
                new XElement("Target",
                    new XAttribute("Name", "Build"),
                    new XElement("MSBuild",
                        new XAttribute("Projects", "@(Subject)"),
                        new XAttribute("Targets", "Build"),
                        new XAttribute("BuildInParallel", "true"),
                        new XAttribute("ContinueOnError", "ErrorAndContinue")))),
            cancellationToken);

    private async Task<ImmutableArray<BuildComplaint>> RunAsync(string target, XElement project, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder();
        var file = Path.Combine(scratch.Path, "codegen-lab.proj");
        project.Save(file);
        var outcome = await DotnetCommand.RunAsync(
            ["msbuild", file, $"-target:{target}", "-nologo", "-verbosity:quiet", "-terminalLogger:off", "-nodeReuse:false", "-maxCpuCount", "-property:UseSharedCompilation=false"],
            folder,
            environment: null,
            cancellationToken);
        var complaints = BuildComplaint.Parse(outcome.Output);
        return outcome.ExitCode == 0 || complaints.Length > 0
            ? complaints
            : [new BuildComplaint("", string.Join(' ', outcome.Output.Where(line => line.Length > 0).TakeLast(5)), null, 0, null)];
    }

    private static string Escape(string path) => path.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}
