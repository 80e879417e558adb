namespace CodegenLab.Bench.Curve;

/// <summary>Counts what a project has to say to the compiler.</summary>
internal static class CodeLines
{
    private static readonly string[] Made = ["bin", "obj"];

    /// <summary>Lines of the C# files in the project's folder that are neither empty nor a <c>//</c> comment alone.</summary>
    /// <param name="project">A project file.</param>
    public static int Of(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(Made.Contains))
            .Sum(file => File.ReadLines(file).Count(line => line.AsSpan().Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal)));
    }
}
