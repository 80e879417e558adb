using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What was found at the path a user gave.</summary>
/// <param name="Path">The solution file, or the project file or folder when there is no solution.</param>
/// <param name="Projects">Projects that loaded and compile, in solution order: those asked for, and all tests; one entry each, for the newest target framework that runs here.</param>
/// <param name="Problems">Projects that did not.</param>
public sealed record LoadedSolution(string Path, ImmutableArray<LoadedProject> Projects, ImmutableArray<LoadProblem> Problems)
{
    /// <summary>The project that a user named, within the solution around it; null: all of it.</summary>
    public string? Only { get; init; }

    /// <summary>Projects nobody asked for, loaded because <see cref="Projects"/> reference them.</summary>
    public ImmutableArray<LoadedProject> Dependencies { get; init; } = [];

    /// <summary>Paths of projects in other languages, which nobody asked for by name.</summary>
    public ImmutableArray<string> NotCSharp { get; init; } = [];
}

/// <summary>Why a project cannot be worked on.</summary>
/// <param name="Project">Path of the project file.</param>
/// <param name="Explanation">What is wrong, for people: first compiler errors, failed restore.</param>
/// <param name="Advice">What to do.</param>
public sealed record LoadProblem(string Project, LoadProblemKind Kind, string Explanation, string Advice)
{
    /// <summary>It is a test project, or cannot be read far enough to tell.</summary>
    public bool MayHoldTests { get; init; }
}

/// <summary>What kept a project out.</summary>
public enum LoadProblemKind
{
    DoesNotCompile,
    RestoreFailed,
    SdkMissing,
    UnsupportedFramework,
    Unreadable,

    /// <summary>In another language, though asked for by name.</summary>
    NotCSharp,

    /// <summary>There is nothing of it to run, and nobody wanted it built.</summary>
    NotBuilt,

    /// <summary>The worker process that runs its code failed for good.</summary>
    WorkerFailed,

    /// <summary>Its tests cannot be put where they should go.</summary>
    NoPlaceForTests,

    /// <summary>The library with which the tool measures.</summary>
    MeasuresItself,
}

/// <summary>A project as the compiler sees it, generators run.</summary>
public sealed record LoadedProject
{
    public required string Name { get; init; }

    /// <summary>Path of the project file.</summary>
    public required string Path { get; init; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Full path of what the build writes for itself, obj as a rule. MSBuild names it with a backslash on every system.</summary>
    public string IntermediateFolder => System.IO.Path.GetFullPath(FilePaths.WithNativeSeparators(Properties.GetValueOrDefault("BaseIntermediateOutputPath", "obj")), Folder);

    /// <summary>Short form: net10.0.</summary>
    public required string TargetFramework { get; init; }

    /// <summary>All target frameworks of the project file.</summary>
    public required ImmutableArray<string> TargetFrameworks { get; init; }

    public required CSharpCompilation Compilation { get; init; }

    /// <summary>References a test framework, or IsTestProject is set.</summary>
    public required bool IsTestProject { get; init; }

    /// <summary>Where the build puts the assembly.</summary>
    public required string TargetPath { get; init; }

    /// <summary>Assemblies needed to run, the shared framework's own excluded: implementation assemblies of packages and of referenced projects.</summary>
    public required ImmutableArray<string> RuntimeReferences { get; init; }

    /// <summary>Shared frameworks: Microsoft.NETCore.App, Microsoft.AspNetCore.App.</summary>
    public required ImmutableArray<string> FrameworkReferences { get; init; }

    /// <summary>Paths of referenced project files.</summary>
    public required ImmutableArray<string> ProjectReferences { get; init; }

    public required ImmutableArray<PackageReference> PackageReferences { get; init; }

    public required string RootNamespace { get; init; }

    /// <summary>Native libraries of packages, for this machine.</summary>
    public ImmutableArray<string> NativeReferences { get; init; } = [];

    /// <summary>Embedded resources; an emit of the compilation that leaves them out gives a program that cannot find them.</summary>
    public ImmutableArray<ResourceDescription> Resources { get; init; } = [];

    /// <summary>Paths of the files that they are made of.</summary>
    public ImmutableArray<string> ResourceFiles { get; init; } = [];

    /// <summary>Paths of the assemblies that its build passes as analyzers.</summary>
    public ImmutableArray<string> Analyzers { get; init; } = [];

    /// <summary>Source generators of its build, those left out that have nothing to do in it; null: there are none.</summary>
    public ProjectGenerators? Generators { get; init; }

    /// <summary>What loading could not do and survived, such as a source generator that does not start; for people.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The same text: its build passes the same arguments to the compiler.</summary>
    public string ArgumentsHash { get; init; } = "";

    /// <summary>Evaluated properties a test project must follow: LangVersion, Nullable, ImplicitUsings, TreatWarningsAsErrors, ManagePackageVersionsCentrally, DirectoryPackagesPropsPath, …</summary>
    public required ImmutableDictionary<string, string> Properties { get; init; }
}

/// <param name="Version">Resolved by central package management too; null when only a range or nothing is given.</param>
public sealed record PackageReference(string Name, string? Version);
