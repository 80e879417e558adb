using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CodegenLab.Bench;

/// <summary>Copies a repository and makes its library build with the SDK at hand, by rules that fit any repository.</summary>
internal sealed partial class SubjectCopy(LogFolder logs)
{
    private const string Framework = "net10.0";

    /// <summary>Files that tie a repository to one SDK, one registry or one set of versions.</summary>
    private static readonly string[] Dropped = ["global.json", "nuget.config", "packages.lock.json"];

    /// <summary>What belongs to publishing, not to the code.</summary>
    private static readonly (string Name, string Value)[] Properties =
    [
        ("RestorePackagesWithLockFile", "false"),
        ("EnablePackageValidation", "false"),
        ("GeneratePackageOnBuild", "false"),
        ("TreatWarningsAsErrors", "false"),
        ("WarningsAsErrors", ""),
        ("NuGetAudit", "false"),
    ];

    /// <param name="subjects">Folder of the repositories.</param>
    /// <param name="work">Folder of the copies.</param>
    /// <returns>The project file in the copy; it builds.</returns>
    public async Task<string> MakeAsync(SubjectName subject, string subjects, string work, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"{subject.Name}: copying");
        var repository = Path.Combine(subjects, subject.Name);
        var folder = Path.Combine(work, subject.Name);
        if (!Directory.Exists(repository))
            throw new InvalidOperationException($"there is no folder {repository}");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        FolderCopy.Copy(repository, folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Dropped.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)).ToList())
            File.Delete(file);

        var known = KnownSubject.All.FirstOrDefault(known => known.Name == subject.Name);
        known?.Edit(folder);
        var project = SubjectProject.Find(folder, subject.Project ?? known?.Project);
        var kept = SubjectProject.WithReferences(project);
        DropOtherProjects(folder, kept);
        foreach (var shared in Directory.EnumerateFiles(folder, "Directory.*.props", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "Directory.*.targets", SearchOption.AllDirectories)).ToList())
            RetargetShared(shared, Newest(project));
        foreach (var path in kept)
            Retarget(path, Newest(path));
        await RestoreAsync(project, kept, cancellationToken);

        var outcome = await ChildProcess.RunAsync("dotnet", ["build", project, "--no-restore"], folder, logs.For("subject"), cancellationToken);
        return outcome.ExitCode == 0 ? project : throw new InvalidOperationException($"the copy does not build: {outcome.Tail}");
    }

    /// <summary>Tests, samples and benchmarks go, with the highest folder that holds nothing else: the tool starts without tests.</summary>
    private static void DropOtherProjects(string root, HashSet<string> kept)
    {
        foreach (var solution in Directory.EnumerateFiles(root, "*.sln*", SearchOption.AllDirectories).ToList())
            File.Delete(solution);
        foreach (var project in Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories).Where(path => !kept.Contains(path)).ToList())
        {
            // Gone with a neighbour.
            if (!File.Exists(project))
                continue;
            var folder = Path.GetDirectoryName(project)!;
            while (Path.GetDirectoryName(folder) is { } parent && parent != root && !HoldsMore(parent, kept))
                folder = parent;
            if (folder != root)
                Directory.Delete(folder, recursive: true);
            else
                File.Delete(project);
        }
    }

    /// <summary>A project that stays, or settings that one may import.</summary>
    private static bool HoldsMore(string folder, HashSet<string> kept) =>
        kept.Any(path => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) || Directory.EnumerateFiles(folder, "*.props").Any();

    /// <summary>The newest .NET the project targets: what holds for it shall hold for ours.</summary>
    private static string? Newest(string project) => XDocument.Load(project).Descendants()
        .Where(element => element.Name.LocalName is "TargetFramework" or "TargetFrameworks")
        .SelectMany(element => element.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(name => ModernFramework().IsMatch(name))
        .OrderByDescending(name => Version.Parse(name[3..]))
        .FirstOrDefault();

    private static void Retarget(string project, string? newest)
    {
        if (newest is not null)
            File.WriteAllText(project, File.ReadAllText(project).Replace($"'{newest}'", $"'{Framework}'", StringComparison.Ordinal));
        var document = XDocument.Load(project);
        var space = document.Root!.Name.Namespace;
        DropBuildTimePackages(document);

        // Plural stays plural: conditions in imported files know the framework only in the inner build of several.
        var frameworks = document.Descendants().Where(element => element.Name.LocalName is "TargetFramework" or "TargetFrameworks").ToList();
        if (frameworks.Count == 0)
            document.Root.AddFirst(new XElement(space + "PropertyGroup", new XElement(space + "TargetFramework", Framework)));
        foreach (var element in frameworks)
            element.Value = Framework;
        document.Root.Add(new XElement(space + "PropertyGroup", Properties.Select(property => new XElement(space + property.Name, property.Value))));
        document.Save(project);
    }

    /// <summary>Each project says its target itself, so that it is singular or plural as it was there.</summary>
    private static void RetargetShared(string file, string? newest)
    {
        if (newest is not null)
            File.WriteAllText(file, File.ReadAllText(file).Replace($"'{newest}'", $"'{Framework}'", StringComparison.Ordinal));
        var document = XDocument.Load(file);
        DropBuildTimePackages(document);
        foreach (var element in document.Descendants().Where(element => element.Name.LocalName is "TargetFramework" or "TargetFrameworks"))
            element.Value = Framework;
        document.Save(file);
    }

    /// <summary>Analyzers, source links, polyfills: nothing of them is in the library, and not every registry has them.</summary>
    private static void DropBuildTimePackages(XDocument document) =>
        document.Descendants()
            .Where(element => element.Name.LocalName is "PackageReference" or "GlobalPackageReference" or "PackageDownload")
            .Where(element => element.Name.LocalName != "PackageReference"
                || string.Equals(element.Attribute("PrivateAssets")?.Value, "all", StringComparison.OrdinalIgnoreCase)
                || element.Elements().Any(child => child.Name.LocalName == "PrivateAssets" && string.Equals(child.Value, "all", StringComparison.OrdinalIgnoreCase)))
            .ToList()
            .Remove();

    /// <summary>A package the registry does not know is dropped, a version it does not know is raised to the nearest it names.</summary>
    private async Task RestoreAsync(string project, HashSet<string> projects, CancellationToken cancellationToken)
    {
        const int attempts = 10;
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await ChildProcess.RunAsync("dotnet", ["restore", project], Path.GetDirectoryName(project)!, logs.For("restore"), cancellationToken);
            if (outcome.ExitCode == 0)
                return;

            var said = outcome.Output + outcome.Error;
            var missing = MissingPackage().Matches(said).Select(match => match.Groups["id"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var nearest = MissingVersion().Matches(said)
                .GroupBy(match => match.Groups["id"].Value, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => group.First().Groups["version"].Value, StringComparer.OrdinalIgnoreCase);
            if (attempt == attempts || (missing.Count == 0 && nearest.Count == 0))
                throw new InvalidOperationException($"the copy does not restore: {outcome.Tail}");

            foreach (var path in projects)
            {
                var document = XDocument.Load(path);
                foreach (var reference in document.Descendants().Where(element => element.Name.LocalName == "PackageReference").ToList())
                {
                    var id = reference.Attribute("Include")?.Value ?? "";
                    if (missing.Contains(id))
                        reference.Remove();
                    else if (nearest.TryGetValue(id, out var version))
                        reference.SetAttributeValue("Version", version);
                }

                document.Save(path);
            }
        }
    }

    [GeneratedRegex(@"^net\d+\.\d+$")]
    private static partial Regex ModernFramework();

    [GeneratedRegex(@"error NU1101: Unable to find package (?<id>[\w.\-]+)\.")]
    private static partial Regex MissingPackage();

    [GeneratedRegex(@"error NU110[23]: Unable to find (a stable )?package (?<id>[\w.\-]+) with version(?:(?!error NU).)*?Nearest version: (?<version>[\w.\-]+)", RegexOptions.Singleline)]
    private static partial Regex MissingVersion();
}
