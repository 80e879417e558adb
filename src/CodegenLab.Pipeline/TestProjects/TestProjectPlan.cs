using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Where the tests of one subject project go, and how they have to look there.</summary>
public sealed record TestProjectPlan
{
    /// <summary>Path of the test project's file.</summary>
    public required string Path { get; init; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public required string AssemblyName { get; init; }

    /// <summary>Path of the subject's project file.</summary>
    public required string Subject { get; init; }

    /// <summary>File name of the subject's assembly, without folder.</summary>
    public required string SubjectAssembly { get; init; }

    /// <summary>Short form: net10.0.</summary>
    public required string TargetFramework { get; init; }

    /// <summary>The project builds for several target frameworks: builds and test runs name <see cref="TargetFramework"/>.</summary>
    public required bool IsMultiTargeted { get; init; }

    /// <summary>The subject's internal members are visible to the test project.</summary>
    public required bool InternalsVisible { get; init; }

    public required RenderingOptions Rendering { get; init; }

    /// <summary>Full names of types in the test project, but of those in generated files that are made anew: no generated class may be called so.</summary>
    public required ImmutableHashSet<string> TakenNames { get; init; }

    /// <summary>Full names of the classes in the project's own files that a person wrote or edited: or that stay as they are: their tests count as those that were there before. Empty: it holds nothing but generated files.</summary>
    public required ImmutableHashSet<string> HandWritten { get; init; }

    /// <summary>The test project to make; null: it exists.</summary>
    public required NewTestProject? New { get; init; }

    public bool IsNew => New is not null;

    /// <summary>Packages that the tests need and an existing project does not refer to; null: none, or it is new and has them among its own.</summary>
    public AddedPackages? Added { get; init; }

    /// <summary>Builds and runs under Microsoft.Testing.Platform rather than VSTest (global.json or the project says so).</summary>
    public required bool UsesTestingPlatform { get; init; }

    /// <summary>The packages of the framework and of the mocking library, as a project of this kind refers to them.</summary>
    public required ImmutableArray<TestPackage> Packages { get; init; }

    /// <summary>How the repository's files are written, from its .editorconfig.</summary>
    public required FileFormat Format { get; init; }

    /// <summary>What a person should know about the choice; may be empty.</summary>
    public required ImmutableArray<string> Remarks { get; init; }
}

/// <summary>A test project that does not exist yet.</summary>
/// <param name="Project">What its file says.</param>
/// <param name="Solution">The solution it is added to; null: there is none.</param>
/// <param name="CentralVersions">Package versions to add to <paramref name="CentralFile"/>, because the repository forbids naming them in a project.</param>
/// <param name="CentralFile">The Directory.Packages.props; null: nothing is added.</param>
public sealed record NewTestProject(
    ProjectText Project,
    string? Solution,
    ImmutableArray<TestPackage> CentralVersions,
    string? CentralFile);

/// <summary>Packages to add to a test project that exists.</summary>
/// <param name="Packages">As its file refers to them.</param>
/// <param name="CentralVersions">Package versions to add to <paramref name="CentralFile"/>.</param>
/// <param name="CentralFile">The Directory.Packages.props; null: nothing is added to it.</param>
public sealed record AddedPackages(ImmutableArray<TestPackage> Packages, ImmutableArray<TestPackage> CentralVersions, string? CentralFile);

/// <summary>The content of a project file, before it is rendered.</summary>
/// <param name="Properties">In order.</param>
/// <param name="References">Paths of referenced projects.</param>
public sealed record ProjectText(
    ImmutableArray<ProjectProperty> Properties,
    ImmutableArray<TestPackage> Packages,
    ImmutableArray<string> References);

/// <summary>A property of a project file.</summary>
/// <param name="Value">As MSBuild reads it, not yet escaped.</param>
public sealed record ProjectProperty(string Name, string Value);

/// <param name="Version">Null: central package management knows it.</param>
/// <param name="IsOverride">The version is written as VersionOverride, for central package management that does not know the package.</param>
public sealed record TestPackage(string Name, string? Version, bool IsOverride = false);

/// <summary>How text files are written.</summary>
/// <param name="NewLine">LF or CRLF.</param>
/// <param name="ByteOrderMark">UTF-8 with its mark.</param>
public sealed record FileFormat(string NewLine, bool ByteOrderMark)
{
    /// <summary>How the content of a file is written.</summary>
    public static FileFormat Of(byte[] content) => new(content.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n", content is [0xEF, 0xBB, 0xBF, ..]);
}
