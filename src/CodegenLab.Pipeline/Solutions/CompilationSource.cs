using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>A configuration as the compiler was told to build it: parsed, references not bound, generators not run.</summary>
/// <param name="ReferenceStamp">The same text: referenced files are what they were.</param>
internal sealed record CompilationSource(
    ConfigurationBuild Build, CSharpCommandLineArguments Arguments, ImmutableArray<SyntaxTree> Trees, ImmutableArray<string> MissingFiles, EditorConfigOptions Options, string ReferenceStamp);

/// <summary>A compilation with its generators run.</summary>
/// <param name="Errors">What keeps it from compiling.</param>
/// <param name="Doubts">Warnings its settings turn into errors. An analyzer may suppress them in the real build.</param>
internal sealed record CompiledConfiguration(
    CompilationSource Source,
    CSharpCompilation Compilation,
    ImmutableArray<BuildComplaint> Errors,
    ImmutableArray<BuildComplaint> Doubts,
    ImmutableArray<string> Warnings)
{
    /// <summary>Null: it has none, or none that would find anything.</summary>
    public ProjectGenerators? Generators { get; init; }

    /// <summary>Compilations it refers to; kept for a later load only.</summary>
    public ImmutableArray<CSharpCompilation> Referenced { get; init; } = [];
}
