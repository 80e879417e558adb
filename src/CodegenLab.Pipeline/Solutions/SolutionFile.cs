using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Reads which projects a solution names: .sln, .slnx and the filter .slnf.</summary>
internal static partial class SolutionFile
{
    public static ImmutableArray<string> Extensions { get; } = [".slnx", ".sln", ".slnf"];

    /// <summary>Full paths of project files of any language, in the file's order. They need not exist.</summary>
    public static ImmutableArray<string> ReadProjects(string path)
    {
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".SLNX" => Resolve(path, XDocument.Load(path).Descendants("Project").Select(project => project.Attribute("Path")?.Value)),
                ".SLNF" => ReadFilter(path),
                _ => Resolve(path, ProjectLine().Matches(File.ReadAllText(path)).Select(match => match.Groups["path"].Value)),
            };
        }
        catch (Exception malformed) when (malformed is XmlException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InputException($"{path} is not a readable solution file: {malformed.Message} Open it in an editor and repair it, or name a project instead.");
        }
    }

    private static ImmutableArray<string> ReadFilter(string path)
    {
        using var filter = JsonDocument.Parse(File.ReadAllText(path));
        var solution = filter.RootElement.GetProperty("solution");
        var solutionPath = Path.Combine(Path.GetDirectoryName(path)!, FilePaths.WithNativeSeparators(solution.GetProperty("path").GetString()!));
        return Resolve(solutionPath, solution.GetProperty("projects").EnumerateArray().Select(project => project.GetString()));
    }

    private static ImmutableArray<string> Resolve(string solution, IEnumerable<string?> projects) =>
        [.. projects
            .OfType<string>()
            .Where(project => project.EndsWith("proj", StringComparison.OrdinalIgnoreCase))
            .Select(project => Path.GetFullPath(FilePaths.WithNativeSeparators(project), Path.GetDirectoryName(Path.GetFullPath(solution))!))
            .Distinct(FilePaths.Comparer)];

    // Solution folders stand in the same form; their "path" is no project file.
    [GeneratedRegex("""^\s*Project\("\{[^}]*\}"\)\s*=\s*"[^"]*"\s*,\s*"(?<path>[^"]*)"\s*,""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
