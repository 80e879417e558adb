using System.Collections.Immutable;
using System.Diagnostics;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>A solution with the test projects that are asked for.</summary>
/// <param name="Root">Folder that names of files in reports start from.</param>
/// <param name="Clock">Runs since loading began.</param>
internal sealed record LoadedSuites(LoadedSolution Solution, ImmutableArray<TestAssembly> Assemblies, string Root, Stopwatch Clock)
{
    /// <summary>What is tested, in solution order.</summary>
    public ImmutableArray<LoadedProject> Subjects => [.. Assemblies.SelectMany(assembly => assembly.Subjects).Distinct()];

    /// <summary>Relative to the root, with forward slashes.</summary>
    public string Opened => RepositoryRoot.Opened(Solution);

    /// <summary>Beside it stand the settings.</summary>
    public string Folder => Directory.Exists(Solution.Path) ? Solution.Path : Path.GetDirectoryName(Solution.Path)!;
}
