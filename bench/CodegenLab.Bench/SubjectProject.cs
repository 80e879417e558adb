using System.Xml.Linq;

namespace CodegenLab.Bench;

/// <summary>Finds the project of a repository that tests are to be generated for.</summary>
internal static class SubjectProject
{
    private static readonly string[] NotTheSubject = ["test", "bench", "sample", "example", "demo", "perf", "spec"];

    /// <param name="repository">Its folder.</param>
    /// <param name="given">Path of the project or its folder below it; null: found.</param>
    /// <returns>Path of the project file.</returns>
    public static string Find(string repository, string? given)
    {
        if (given is not null)
        {
            var path = Path.Combine(repository, given);
            return Directory.Exists(path) ? Directory.GetFiles(path, "*.csproj").Single() : path;
        }

        // The library is the project with the most code among those that are neither tests nor samples.
        return Directory.EnumerateFiles(repository, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(repository, path).Split('/', '\\', '.').Any(part => NotTheSubject.Any(word => part.Contains(word, StringComparison.OrdinalIgnoreCase))))
            .OrderByDescending(path => Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.cs", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length))
            .ThenBy(path => path, StringComparer.Ordinal)
            .FirstOrDefault() ?? throw new InvalidOperationException($"There is no project in {repository} that looks like a library.");
    }

    /// <summary>The project and every project it refers to, directly or not.</summary>
    public static HashSet<string> WithReferences(string project)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([project]);
        while (open.TryPop(out var path))
        {
            if (!all.Add(path))
                continue;
            foreach (var reference in XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "ProjectReference"))
                open.Push(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, reference.Attribute("Include")!.Value.Replace('\\', '/'))));
        }

        return all;
    }
}
