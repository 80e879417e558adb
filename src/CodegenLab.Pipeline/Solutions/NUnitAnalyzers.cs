using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>The analyzers of NUnit.Analyzers, where a test project has them.</summary>
internal static class NUnitAnalyzers
{
    private const string Assembly = "nunit.analyzers.dll";

    /// <param name="paths">Assemblies that the build of a project passes as analyzers.</param>
    /// <param name="folder">Of the repository: what stands in it is not kept open.</param>
    /// <returns>None: the project has not got them, or they do not load in this tool.</returns>
    public static ImmutableArray<DiagnosticAnalyzer> Of(ImmutableArray<string> paths, string folder)
    {
        if (paths.FirstOrDefault(path => Path.GetFileName(path).Equals(Assembly, StringComparison.OrdinalIgnoreCase)) is not { } path || !File.Exists(path))
            return [];
        return new AnalyzerFileReference(path, new GeneratorAssemblies(folder)).GetAnalyzers(LanguageNames.CSharp);
    }
}
