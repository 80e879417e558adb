using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>An error of NuGet, MSBuild or the compiler.</summary>
/// <param name="Id">CS0103, NU1101, …; empty when it has none.</param>
/// <param name="File">Null: about no file.</param>
/// <param name="Line">1-based; 0: about the whole file.</param>
/// <param name="Project">Path of the project file; null when unknown.</param>
internal sealed partial record BuildComplaint(string Id, string Message, string? File, int Line, string? Project)
{
    // Enough to see what is wrong; the build itself shows the rest.
    private const int Shown = 3;

    /// <summary>The errors among the lines a build printed, each once.</summary>
    public static ImmutableArray<BuildComplaint> Parse(IEnumerable<string> output) =>
        [.. output
            .Select(line => ErrorLine().Match(line))
            .Where(match => match.Success)
            .Select(Read)
            .Distinct()];

    private static BuildComplaint Read(Match match)
    {
        var file = match.Groups["file"].Value.Trim();
        var project = match.Groups["project"].Value.Split("::")[0];
        // NuGet names the project in the file's place; the one at the end is whoever asked for the restore.
        if (file.EndsWith("proj", StringComparison.OrdinalIgnoreCase))
            (file, project) = ("", file);
        return new BuildComplaint(
            match.Groups["id"].Value,
            match.Groups["message"].Value,
            // CSC and MSBUILD stand there too.
            file.AsSpan().ContainsAny('/', '\\') ? file : null,
            int.TryParse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture, out var line) ? line : 0,
            project.Length > 0 ? project : null);
    }

    /// <summary>The first three, then how many more.</summary>
    public static string Summarise(IReadOnlyCollection<BuildComplaint> complaints, string folder)
    {
        var first = complaints.Take(Shown).Select(complaint => complaint.Show(folder));
        var more = complaints.Count > Shown ? $" (and {complaints.Count - Shown} more)" : "";
        return string.Join("; ", first) + more;
    }

    /// <summary>file(line): id: message.</summary>
    public string Show(string folder)
    {
        var place = File is null || (FilePaths.Comparer.Equals(File, Project) && Line == 0)
            ? ""
            : (FilePaths.SeenFrom(folder, File) is var seen && FilePaths.IsInside(seen, folder) ? Path.GetRelativePath(folder, seen) : File) + (Line > 0 ? $"({Line})" : "") + ": ";
        return place + (Id.Length > 0 ? Id + ": " : "") + Message;
    }

    [GeneratedRegex(@"^\s*(?<file>.+?)?(\((?<line>\d+)(,\d+)*\))?\s*:\s*(\w+ )?error\s*(?<id>[A-Za-z]+\d+)?\s*:\s*(?<message>.*?)(\s*\[(?<project>[^\]]+proj[^\]]*)\])?\s*$")]
    private static partial Regex ErrorLine();
}
