using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Looks for the test projects of projects that no solution lists: those that an earlier run or a person put near them.</summary>
internal static class UnlistedTests
{
    // tests/group/project/project.csproj.
    private const int TestsDepth = 3;

    // project/project.csproj.
    private const int NeighbourDepth = 1;

    // A project that is in no repository: src/project and what lies beside src.
    private const int FoldersWithoutRepository = 3;

    /// <param name="chosen">Project files asked for.</param>
    /// <param name="output">Folder asked for as the place of tests; null: none.</param>
    /// <returns>Project files that may be tests of those chosen, judged by their name and by whom their text names; none for a whole solution, which says itself what belongs to it.</returns>
    public static ImmutableArray<string> Find(FoundSolution found, IReadOnlyCollection<string> chosen, string? output)
    {
        if (TestPlaces.IsSolution(found.Path))
            return [];

        var places = output is not null && Directory.Exists(output) ? SolutionFinder.ProjectsBelow(output, NeighbourDepth) : [];
        return
        [
            .. chosen
                .SelectMany(subject => Around(Path.GetDirectoryName(subject)!).Concat(places).Where(project => MayTest(project, subject)))
                .Except(found.Projects, FilePaths.Comparer),
        ];
    }

    private static IEnumerable<string> Around(string subjectFolder)
    {
        var above = FilePaths.Upward(subjectFolder).ToList();
        var repository = above.FindIndex(TestPlaces.IsRepository);
        // The neighbours even of a project that is its whole repository.
        foreach (var folder in above.Take(repository < 0 ? FoldersWithoutRepository : Math.Max(repository + 1, 2)))
        {
            foreach (var project in SolutionFinder.ProjectsBelow(folder, NeighbourDepth))
                yield return project;
            foreach (var tests in Directory.EnumerateDirectories(folder, "*", FilePaths.Accessible).Where(TestPlaces.IsTestsFolder).Order(StringComparer.Ordinal))
            {
                foreach (var project in SolutionFinder.ProjectsBelow(tests, TestsDepth))
                    yield return project;
            }
        }
    }

    private static bool MayTest(string project, string subject) =>
        !FilePaths.Comparer.Equals(project, subject)
        && (IsNamedAfter(project, subject) || Names(project, Path.GetFileName(subject)));

    private static bool Names(string project, string subject)
    {
        try
        {
            return File.ReadAllText(project).Contains(subject, StringComparison.OrdinalIgnoreCase);
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's: the build could not read it either.
            return false;
        }
    }

    /// <summary>The project bears one of the names that a subject's tests usually have.</summary>
    public static bool IsNamedAfter(string project, string subject) =>
        TestPlaces.Names(Path.GetFileNameWithoutExtension(subject)).Contains(Path.GetFileNameWithoutExtension(project), StringComparer.OrdinalIgnoreCase);
}
