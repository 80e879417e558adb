using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Probes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Suites;

/// <summary>What an instrumented project is kept under: the same key, the same bytes.</summary>
internal static class BuildKey
{
    /// <param name="first">The numbers that it begins with.</param>
    /// <param name="members">Those that have a number already.</param>
    /// <returns>Null: what goes into it is not wholly known, and it is not kept.</returns>
    public static string? Of(SuiteProject project, SuiteProbes probes, FirstNumbers first, ImmutableArray<string> members, CancellationToken cancellationToken)
    {
        if (project.Stamp is null)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, typeof(BuildKey).Module.ModuleVersionId.ToString("N"));
        Add(hash, typeof(Probe).Module.ModuleVersionId.ToString("N"));
        Add(hash, typeof(CSharpCompilation).Module.ModuleVersionId.ToString("N"));
        Add(hash, probes.ToString());
        Add(hash, first.ToString());
        foreach (var member in members)
            Add(hash, member);
        Add(hash, project.Stamp);
        return Add(hash, project.Compilation, [], cancellationToken) ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null;
    }

    private static bool Add(IncrementalHash hash, CSharpCompilation compilation, HashSet<CSharpCompilation> known, CancellationToken cancellationToken)
    {
        if (!known.Add(compilation))
            return true;
        Add(hash, compilation.AssemblyName ?? "");
        var options = compilation.Options;
        Add(hash, FormattableString.Invariant($"{options.OutputKind} {options.CheckOverflow} {options.AllowUnsafe} {options.NullableContextOptions} {options.Platform} {options.MainTypeName} {options.ModuleName} {options.CryptoKeyFile} {options.DelaySign} {options.PublicSign} {options.MetadataImportOptions}"));
        if (options.CryptoKeyFile is { } keyFile)
            Add(hash, StampOf(keyFile));
        foreach (var tree in compilation.SyntaxTrees)
        {
            var parsed = (CSharpParseOptions)tree.Options;
            Add(hash, tree.FilePath);
            Add(hash, FormattableString.Invariant($"{parsed.LanguageVersion} {parsed.Kind} {string.Join(' ', parsed.PreprocessorSymbolNames)} {string.Join(' ', parsed.Features.Select(feature => $"{feature.Key}={feature.Value}"))}"));
            Add(hash, Convert.ToHexString(tree.GetText(cancellationToken).GetChecksum().AsSpan()));
        }

        foreach (var reference in compilation.References)
        {
            Add(hash, $"{string.Join(' ', reference.Properties.Aliases)} {reference.Properties.EmbedInteropTypes}");
            switch (reference)
            {
                case CompilationReference { Compilation: CSharpCompilation referenced }:
                    if (!Add(hash, referenced, known, cancellationToken))
                        return false;
                    break;
                case PortableExecutableReference { FilePath: { } path }:
                    Add(hash, StampOf(path));
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static string StampOf(string path) =>
        new FileInfo(path) is { Exists: true } file ? FormattableString.Invariant($"{path} {file.LastWriteTimeUtc.Ticks} {file.Length}") : path;

    private static void Add(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
