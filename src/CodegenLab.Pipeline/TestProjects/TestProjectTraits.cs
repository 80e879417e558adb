using System.Collections.Immutable;
using CodegenLab.Engine.Subjects;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>A test project as far as it decides how tests look in it, whether it exists or not.</summary>
/// <param name="Path">Of its file.</param>
internal sealed record TestProjectTraits(string Path, string AssemblyName)
{
    /// <summary>Empty: the project has none, or it is not known that it will have one.</summary>
    public ImmutableArray<byte> PublicKey { get; init; } = [];

    /// <summary>Empty: the assembly's name.</summary>
    public required string RootNamespace { get; init; }

    public required string TargetFramework { get; init; }

    public required FrameworkChoice Framework { get; init; }

    /// <summary>C# version as Roslyn's LanguageVersion number.</summary>
    public required int Language { get; init; }

    public required bool NullableEnabled { get; init; }

    /// <summary>Null: as the .editorconfig says, and file-scoped where it says nothing.</summary>
    public bool? FileScopedNamespaces { get; init; }

    public required ImmutableArray<string> GlobalUsings { get; init; }

    /// <summary>Null: the project uses none that tests can be written with.</summary>
    public required MockingLibrary? Mocking { get; init; }

    /// <summary>CodegenLab.Testing is referenced: its generators complete what is declared.</summary>
    public required bool HasTestingPackage { get; init; }

    public required bool UsesTestingPlatform { get; init; }
}
