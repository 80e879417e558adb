using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>The files MSBuild imports into every project below a folder, found the way MSBuild finds them: the nearest one counts.</summary>
internal static class RepositoryImports
{
    private static readonly (string Property, string File)[] Files =
    [
        ("DirectoryBuildPropsPath", "Directory.Build.props"),
        ("DirectoryBuildTargetsPath", "Directory.Build.targets"),
        ("DirectoryPackagesPropsPath", "Directory.Packages.props"),
    ];

    public static IEnumerable<(string Property, string Path)> Above(string folder) =>
        from file in Files
        let path = FilePaths.Upward(folder).Select(above => Path.Combine(above, file.File)).FirstOrDefault(File.Exists)
        where path is not null
        select (file.Property, path);

    public static string NearestExisting(string folder) => FilePaths.Upward(folder).First(Directory.Exists);
}
