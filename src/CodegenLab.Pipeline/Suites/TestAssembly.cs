using System.Collections.Immutable;
using System.Text.Json;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>A test project with what its tests are about.</summary>
/// <param name="Project">The test project.</param>
/// <param name="Subjects">The projects that it reaches by references and that are not tests, in solution order.</param>
internal sealed record TestAssembly(LoadedProject Project, ImmutableArray<LoadedProject> Subjects)
{
    /// <summary>Itself, its subjects, and other test projects that it uses.</summary>
    public required ImmutableArray<LoadedProject> Used { get; init; }

    /// <summary>Test projects with at least one subject.</summary>
    public static ImmutableArray<TestAssembly> In(LoadedSolution solution)
    {
        var projects = solution.Projects.Concat(solution.Dependencies).ToDictionary(project => project.Path, FilePaths.Comparer);
        return
        [
            .. from test in solution.Projects
               where test.IsTestProject
               let reached = Reached(test, projects)
               let subjects = projects.Values.Where(project => !project.IsTestProject && reached.Contains(project.Path)).ToImmutableArray()
               where !subjects.IsEmpty
               select new TestAssembly(test, subjects) { Used = [.. projects.Values.Where(project => project == test || reached.Contains(project.Path))] },
        ];
    }

    /// <summary>A source of the tests was written after they were built; null: none.</summary>
    public string? NewerSource()
    {
        var built = File.GetLastWriteTimeUtc(Project.TargetPath);
        return Project.Compilation.SyntaxTrees
            .Select(tree => tree.FilePath)
            .Where(path => FilePaths.IsInside(path, Project.Folder) && !FilePaths.IsInside(path, Project.IntermediateFolder) && File.Exists(path))
            .FirstOrDefault(path => File.GetLastWriteTimeUtc(path) > built);
    }

    /// <summary>Settings of the runtime that the test project asks for.</summary>
    public IReadOnlyDictionary<string, object> RuntimeProperties()
    {
        var path = Path.ChangeExtension(Project.TargetPath, ".runtimeconfig.json");
        if (!File.Exists(path))
            return new Dictionary<string, object>();
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.TryGetProperty("runtimeOptions", out var options) && options.TryGetProperty("configProperties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => (object)property.Value.Clone())
            : new Dictionary<string, object>();
    }

    private static HashSet<string> Reached(LoadedProject from, Dictionary<string, LoadedProject> projects)
    {
        var reached = new HashSet<string>(FilePaths.Comparer);
        var next = new Stack<string>(from.ProjectReferences);
        while (next.TryPop(out var path))
        {
            if (!reached.Add(path) || !projects.TryGetValue(path, out var project))
                continue;
            foreach (var reference in project.ProjectReferences)
                next.Push(reference);
        }

        return reached;
    }
}
