using System.Collections.Immutable;
using System.Security.Cryptography;
using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace CodegenLab.Engine.Suites;

/// <summary>A project compiled in memory as it is, to run beside instrumented ones.</summary>
/// <param name="Image">The assembly; empty: it does not compile.</param>
/// <param name="Errors">What keeps it from compiling.</param>
public sealed record PlainAssembly(byte[] Image, ImmutableArray<Diagnostic> Errors)
{
    public static PlainAssembly Of(SuiteProject project, CancellationToken cancellationToken) =>
        Emit(project.Compilation, project.Resources, new EmitOptions(), cancellationToken);

    /// <summary>What other projects can see of it: the same text, and they need not be compiled again.</summary>
    /// <param name="surface">A hash; null: it does not compile, <paramref name="errors"/> say why.</param>
    public static bool TrySurface(CSharpCompilation compilation, out string? surface, out ImmutableArray<Diagnostic> errors, CancellationToken cancellationToken)
    {
        var emitted = Emit(compilation, [], new EmitOptions(metadataOnly: true, includePrivateMembers: false), cancellationToken);
        errors = emitted.Errors;
        surface = emitted.Image.Length > 0 ? Convert.ToHexStringLower(SHA256.HashData(emitted.Image)) : null;
        return surface is not null;
    }

    private static PlainAssembly Emit(CSharpCompilation compilation, ImmutableArray<ResourceDescription> resources, EmitOptions options, CancellationToken cancellationToken)
    {
        using var assembly = new MemoryStream();
        var emitted = PlainBuild.Of(PlainBuild.WithoutAdvice(compilation)).Emit(assembly, manifestResources: resources, options: options, cancellationToken: cancellationToken);
        return emitted.Success
            ? new PlainAssembly(assembly.ToArray(), [])
            : new PlainAssembly([], [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).OrderBy(error => error.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(error => error.Location.SourceSpan.Start)]);
    }
}
