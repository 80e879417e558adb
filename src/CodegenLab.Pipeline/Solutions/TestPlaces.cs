using System.Globalization;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What test projects are called and where they lie, by the habits of most repositories.</summary>
internal static class TestPlaces
{
    private static readonly string[] NameForms = ["{0}.Tests", "Tests.{0}", "{0}.Test", "{0}.UnitTests", "{0}.Tests.Unit", "{0}.Unit.Tests", "{0}Tests", "{0}.Test.Unit", "Test.{0}"];

    /// <summary>What test projects of a project are called, most usual first.</summary>
    public static IEnumerable<string> Names(string project) =>
        NameForms.Select(form => string.Format(CultureInfo.InvariantCulture, form, project));

    /// <summary>The folder for a new test project: where the repository keeps its tests, else beside the subject.</summary>
    /// <param name="solutionPath">The solution file, or the project file or folder when there is no solution.</param>
    /// <param name="subjectFolder">Folder of the subject's project file.</param>
    public static string DefaultFolder(string solutionPath, string subjectFolder, string name) =>
        Path.Combine(TestsFolder(RepositoryRoot(solutionPath, subjectFolder), subjectFolder) ?? Path.GetDirectoryName(subjectFolder)!, name);

    /// <summary>A folder called tests or test.</summary>
    public static bool IsTestsFolder(string folder) => Path.GetFileName(folder).ToUpperInvariant() is "TESTS" or "TEST";

    public static bool IsRepository(string folder) => Directory.Exists(Path.Combine(folder, ".git")) || File.Exists(Path.Combine(folder, ".git"));

    /// <summary>A whole solution, unlike the filter .slnf.</summary>
    public static bool IsSolution(string path) => Path.GetExtension(path).ToUpperInvariant() is ".SLN" or ".SLNX";

    private static string RepositoryRoot(string solutionPath, string subjectFolder)
    {
        var asked = Directory.Exists(solutionPath) ? solutionPath : IsSolution(solutionPath) ? Path.GetDirectoryName(solutionPath)! : null;
        var repository = FilePaths.Upward(subjectFolder).FirstOrDefault(IsRepository);
        if (asked is not null && (repository is null || TestsFolder(asked, subjectFolder) is not null || TestsFolder(repository, subjectFolder) is null))
            return asked;
        return repository ?? Path.GetDirectoryName(subjectFolder)!;
    }

    /// <summary>Where a repository keeps its tests; null: nowhere that is apart from the subject. A sample among somebody's tests does not belong to them.</summary>
    private static string? TestsFolder(string root, string subjectFolder) =>
        Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).FirstOrDefault(folder =>
                IsTestsFolder(folder) && !FilePaths.IsInside(folder, subjectFolder) && !FilePaths.IsInside(subjectFolder, folder))
            : null;
}
