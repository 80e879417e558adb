using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Finds the test project that is there for a subject.</summary>
internal static partial class ExistingTestProject
{
    /// <summary>By its name before its references, and none for another kind of tests; null: there is none.</summary>
    public static LoadedProject? Of(LoadedSolution solution, LoadedProject subject)
    {
        var names = TestPlaces.Names(subject.Name).ToList();
        var subjects = solution.Projects.Concat(solution.Dependencies).Where(project => !project.IsTestProject && project != subject).ToList();
        return (
            from project in solution.Projects
            where project.IsTestProject && project != subject && FrameworkChoice.Of(project) is not null
            let place = names.FindIndex(name => name.Equals(project.Name, StringComparison.OrdinalIgnoreCase))
            let isDirect = project.ProjectReferences.Contains(subject.Path, FilePaths.Comparer)
            where isDirect || (place >= 0 && Reaches(project, subject, solution))
            where place >= 0 || !AnotherKind().IsMatch(project.Name)
            let isForAnother = subjects.Any(other => TestPlaces.Names(other.Name).Contains(project.Name, StringComparer.OrdinalIgnoreCase))
            orderby place >= 0 ? place : names.Count + (isForAnother ? 1 : 0), project.ProjectReferences.Length
            select project).FirstOrDefault();
    }

    private static bool Reaches(LoadedProject project, LoadedProject subject, LoadedSolution solution)
    {
        var all = solution.Projects.Concat(solution.Dependencies).ToLookup(known => known.Path, FilePaths.Comparer);
        var seen = new HashSet<string>(FilePaths.Comparer);
        var waiting = new Queue<string>(project.ProjectReferences);
        while (waiting.TryDequeue(out var path))
        {
            if (FilePaths.Comparer.Equals(path, subject.Path))
                return true;
            if (seen.Add(path))
                foreach (var next in all[path].SelectMany(found => found.ProjectReferences))
                    waiting.Enqueue(next);
        }

        return false;
    }

    [GeneratedRegex("Integration|EndToEnd|E2E|Functional|Acceptance|Performance|Benchmark|Architecture|Smoke", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AnotherKind();
}
