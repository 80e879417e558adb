using System.Xml.Linq;

namespace CodegenLab.Layout.Tests;

/// <summary>What a project file says it depends on.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Projects">Names of referenced projects, in file order.</param>
/// <param name="Packages">Names of referenced packages, in file order.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static IReadOnlyDictionary<string, ProjectFile> AllUnder(string folder) =>
        Repository.Files(folder, "*.csproj").Select(Read).ToDictionary(project => project.Name);

    /// <summary>The project and everything it references, directly or not.</summary>
    public static IEnumerable<ProjectFile> Closure(IReadOnlyDictionary<string, ProjectFile> projects, string name) =>
        projects[name].Projects.SelectMany(reference => Closure(projects, reference)).Prepend(projects[name]).Distinct();

    private static ProjectFile Read(string path)
    {
        var document = XDocument.Load(path);
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            [.. Includes("ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Includes("PackageReference")]);

        IEnumerable<string> Includes(string item) => document.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();
    }
}
