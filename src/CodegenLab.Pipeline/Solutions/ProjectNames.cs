namespace CodegenLab.Pipeline.Solutions;

/// <summary>What the path of a project file says.</summary>
internal static class ProjectNames
{
    public static bool IsCSharp(string project) => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    /// <summary>Names of projects in a sentence: three at most.</summary>
    public static string InShort(IEnumerable<string> projects)
    {
        var names = projects.Select(Path.GetFileNameWithoutExtension).Distinct().ToArray();
        return names.Length <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(2))} and {names.Length - 2} more";
    }
}
