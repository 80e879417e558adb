using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>The folder that names of files in reports start from.</summary>
internal static class RepositoryRoot
{
    /// <param name="path">A solution, a project or a folder.</param>
    /// <returns>The root of the git repository (a worktree has a file named .git); without one, the folder of the solution.</returns>
    public static string Of(string path)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        return FilePaths.Upward(folder).FirstOrDefault(above => Path.Exists(Path.Combine(above, ".git"))) ?? folder;
    }

    /// <returns>The project that was named, else the solution or folder: relative to the root, with forward slashes; "." is the root itself.</returns>
    public static string Opened(LoadedSolution solution) => Path.GetRelativePath(Of(solution.Path), solution.Only ?? solution.Path).Replace('\\', '/');
}
