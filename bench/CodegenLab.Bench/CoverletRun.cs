using System.Xml.Linq;

namespace CodegenLab.Bench;

/// <summary>Runs a test project under coverlet, which it adds to it.</summary>
internal sealed class CoverletRun(LogFolder logs)
{
    private const string Version = "8.0.1";

    /// <summary>The project has to be built again after this.</summary>
    public static void AddTo(string testProject)
    {
        var document = XDocument.Load(testProject);
        var space = document.Root!.Name.Namespace;
        document.Descendants(space + "PackageReference").Where(reference => reference.Attribute("Include")?.Value == "coverlet.collector").Remove();
        var central = false;
        for (var folder = Path.GetDirectoryName(testProject); folder is not null && !central; folder = Path.GetDirectoryName(folder))
            central = File.Exists(Path.Combine(folder, "Directory.Packages.props"));
        document.Root.Add(new XElement(
            space + "ItemGroup",
            new XElement(space + "PackageReference", new XAttribute("Include", "coverlet.collector"), new XAttribute(central ? "VersionOverride" : "Version", Version))));
        document.Save(testProject);
    }

    /// <param name="testProject">Built.</param>
    /// <param name="subject">Project of the assembly to look at.</param>
    /// <returns>Root of the Cobertura file.</returns>
    public async Task<XElement> RunAsync(string testProject, string subject, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(testProject)!;
        var name = (await ChildProcess.RunAsync("dotnet", ["msbuild", subject, "-getProperty:AssemblyName"], folder, logs.For("assembly"), cancellationToken)).Output.Trim();
        var results = Path.Combine(folder, "TestResults", "coverage");
        var outcome = await ChildProcess.RunAsync(
            "dotnet",
            [
                "test",
                testProject,
                "--no-build",
                "--results-directory",
                results,
                "--collect",
                "XPlat Code Coverage",
                "--",
                $"DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Include=[{name}]*",
            ],
            folder,
            logs.For("coverage"),
            cancellationToken);
        var file = Directory.Exists(results) ? Directory.EnumerateFiles(results, "coverage.cobertura.xml", SearchOption.AllDirectories).FirstOrDefault() : null;
        if (file is null)
            throw new InvalidOperationException($"there is no coverage: {outcome.Tail}");

        var coverage = XDocument.Load(file).Root!;
        return coverage.Attribute("lines-valid")!.Value == "0" ? throw new InvalidOperationException($"coverlet found no code of {name}") : coverage;
    }
}
