using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>A project built for one of its target frameworks.</summary>
/// <param name="Path">The project file.</param>
/// <param name="TargetFramework">Null: the project names a single one, and none is passed to its build.</param>
internal sealed record Configuration(string Path, string? TargetFramework)
{
    /// <summary>Equal for equal configurations on this file system.</summary>
    public string Key => $"{(ReferenceEquals(FilePaths.Comparer, StringComparer.Ordinal) ? Path : Path.ToUpperInvariant())}|{TargetFramework}";

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}

/// <summary>What the text of a project file and its imports say, before any target runs.</summary>
internal sealed record Evaluation
{
    /// <summary>Empty for a project that names none.</summary>
    public required ImmutableArray<string> TargetFrameworks { get; init; }

    /// <summary>TargetFrameworks (plural) is set: builds must be told which.</summary>
    public required bool IsMultiTargeted { get; init; }

    public required bool IsSdkStyle { get; init; }

    public required bool IsTestProject { get; init; }

    /// <summary>Paths of referenced project files.</summary>
    public required ImmutableArray<string> ProjectReferences { get; init; }

    /// <summary>Files of the repository that a restore depends on: the project file and what it imports, obj and packages excluded.</summary>
    public required ImmutableArray<string> Inputs { get; init; }

    /// <summary>Where restore leaves project.assets.json; empty when the project does not restore.</summary>
    public required string AssetsFile { get; init; }
}

/// <summary>What a design-time build of one configuration tells.</summary>
internal sealed record ConfigurationBuild
{
    public required Configuration Configuration { get; init; }

    /// <summary>Arguments of the compiler; empty: the build did not get that far, <see cref="Complaints"/> say why.</summary>
    public required ImmutableArray<string> CompilerArguments { get; init; }

    public required ImmutableArray<BuildComplaint> Complaints { get; init; }

    public required ImmutableArray<ReferencedConfiguration> References { get; init; }

    /// <summary>Assemblies of packages and of loose references.</summary>
    public required ImmutableArray<string> RuntimeAssemblies { get; init; }

    public required ImmutableArray<string> NativeLibraries { get; init; }

    public required ImmutableArray<string> FrameworkReferences { get; init; }

    public required ImmutableArray<PackageReference> PackageReferences { get; init; }

    public required ImmutableDictionary<string, string> Properties { get; init; }

    public string TargetPath => Properties["TargetPath"];
}

/// <summary>A project reference as the build resolved it.</summary>
/// <param name="OutputPath">Where its build puts the assembly.</param>
/// <param name="Use">How the referencing project uses it.</param>
internal sealed record ReferencedConfiguration(Configuration Configuration, string OutputPath, ReferenceUse Use, ImmutableArray<string> Aliases, bool EmbedInteropTypes);

/// <summary>How a project uses another. References for the build order alone are not told.</summary>
internal enum ReferenceUse
{
    Library,
    Analyzer,
}
