using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Analyzers that know of a test what the compiler does not, where a test project has them: those of NUnit, and those of CodegenLab.Testing that say why nothing is generated.</summary>
internal static class DraftAnalyzers
{
    private const string NUnit = "nunit.analyzers.dll";
    private const string OwnPackage = "CodegenLab.SourceGenerator.dll";

    /// <param name="paths">Assemblies that the build of a project passes as analyzers.</param>
    /// <param name="folder">Of the repository: what stands in it is not kept open.</param>
    /// <returns>None: the project has not got them, or they do not load in this tool.</returns>
    public static ImmutableArray<DiagnosticAnalyzer> Of(ImmutableArray<string> paths, string folder) =>
    [
        .. Load(NUnit, paths, folder),
        .. Load(OwnPackage, paths, folder).Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.DefaultSeverity == DiagnosticSeverity.Error)),
    ];

    private static ImmutableArray<DiagnosticAnalyzer> Load(string assembly, ImmutableArray<string> paths, string folder)
    {
        if (paths.FirstOrDefault(path => Path.GetFileName(path).Equals(assembly, StringComparison.OrdinalIgnoreCase)) is not { } path || !File.Exists(path))
            return [];
        return new AnalyzerFileReference(path, new GeneratorAssemblies(folder)).GetAnalyzers(LanguageNames.CSharp);
    }
}
