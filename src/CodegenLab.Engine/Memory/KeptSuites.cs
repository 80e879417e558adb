using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Workers;
using CodegenLab.Probes;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Memory;

/// <summary>
/// The last suite of a subject, from one process to the next. It is known by all that decides what a search finds but the bodies of members, so that whatever else changes is searched
/// as if nothing were known; what bodies have changed is told apart by member.
/// </summary>
/// <param name="store">On disk.</param>
/// <param name="print">The subject as it is.</param>
/// <param name="isReadOnly">Nothing is kept for later processes.</param>
public sealed class KeptSuites(KeptFiles store, SubjectPrint print, bool isReadOnly)
{
    /// <summary>What is known of the subject as it is, or as it was before members of it changed.</summary>
    /// <param name="setting">From <see cref="SettingOf"/>.</param>
    internal KeptSuite? Find(string setting) => store.Find(setting) is { } content ? ProtocolJson.ReadRecord<KeptSuite>(Unpacked(content)) : null;

    internal void Keep(string setting, string sources, GeneratedSuite suite)
    {
        if (!isReadOnly)
            store.Keep(setting, Packed(ProtocolJson.WriteRecord(KeptSuite.Of(suite, sources, print))));
    }

    /// <summary>What of a kept suite is worth trying on the code as it is; null: a search from nothing is surer.</summary>
    internal EarlierSuite? Recall(KeptSuite kept, InstrumentedSubject now, out ImmutableArray<WorkerCrash> crashes)
    {
        crashes = [];
        // What killed workers, or was cut short, is not told apart by member.
        if (!kept.Reproducible || kept.Crashes.Any(crash => crash.Mutant < 0))
            return null;
        var correspondence = new Correspondence(kept, print, now);
        var changed = correspondence.Changed;
        crashes = [.. kept.Crashes.Select(crash => (Crash: crash, Mutants: correspondence.Mutants([crash.Mutant]))).Where(one => one.Mutants.Length > 0).Select(one => one.Crash with { Mutant = one.Mutants[0], Culprit = null })];
        return new EarlierSuite
        {
            Catalog = kept.Catalog,
            Tests = [.. kept.Tests.Select(test => test with { Goals = correspondence.Goals(test.Goals), Lines = correspondence.Lines(test.Lines), Kills = correspondence.Mutants(test.Kills), Noticing = [] })],
            Reachers = kept.Reachers,
            Suspicions = kept.Suspicions,
            Untested = kept.Untested,
            Changed = [.. changed],
            ChangedLines = [.. now.Lines.Where(line => changed.Contains(line.Member)).Select(line => line.Id)],
            Around = [.. kept.Tests.Where(Enters).Select(test => kept.Catalog.Members[test.Subject].DocumentationId).Distinct()],
            CoveredGoals = correspondence.Goals(kept.CoveredGoals),
        };

        bool Enters(FoundTest test) => test.Lines.Any(line => changed.Contains(kept.Lines[line].Member)) || test.Goals.Any(goal => changed.Contains(kept.Sites[goal >> 1].Member));
    }

    /// <summary>Fit for the name of a file. Of another setting nothing is taken.</summary>
    internal string SettingOf(SubjectProject subject, SuiteBudget budget, ImmutableArray<Fake> fakes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var module in new[] { typeof(KeptSuites), typeof(SearchJob), typeof(Probe), typeof(CSharpCompilation) })
            Add(hash, module.Module.ModuleVersionId.ToString("N"));
        Add(hash, $"{RuntimeInformation.FrameworkDescription} {RuntimeInformation.RuntimeIdentifier}");
        Add(hash, FormattableString.Invariant($"{budget.Seed} {budget.CpuSeconds:R} {subject.InternalsVisible}"));
        Add(hash, print.Setting);
        foreach (var part in subject.Targets.Append("").Concat(subject.Frameworks).Append("").Concat(fakes.Select(fake => fake.CompilationUnit)))
            Add(hash, part);
        foreach (var (type, shape) in print.Types.OrderBy(type => type.Key, StringComparer.Ordinal))
            Add(hash, $"{type} {shape}");
        foreach (var file in subject.References.SelectMany(Assemblies))
            Add(hash, $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}");
        AddOptions(hash, subject.Compilation);
        AddReferences(hash, subject.Compilation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of all code, letter by letter.</summary>
    internal static string SourcesOf(SubjectProject subject, IEnumerable<int> coveredGoals)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AddSources(hash, subject.Compilation);
        Add(hash, string.Join(' ', coveredGoals.Order()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Assemblies(string place) =>
        Directory.Exists(place) ? Directory.EnumerateFiles(place, "*.dll").Order(StringComparer.Ordinal) : File.Exists(place) ? [place] : [];

    private static void AddReferences(IncrementalHash hash, CSharpCompilation compilation)
    {
        foreach (var reference in compilation.References)
        {
            Add(hash, $"{string.Join(' ', reference.Properties.Aliases)} {reference.Properties.EmbedInteropTypes}");
            if (reference is CompilationReference { Compilation: CSharpCompilation referenced })
            {
                AddOptions(hash, referenced);
                AddSources(hash, referenced);
                AddReferences(hash, referenced);
            }
            else if (reference is PortableExecutableReference assembly && assembly.GetMetadata() is AssemblyMetadata metadata)
            {
                Add(hash, string.Join(' ', metadata.GetModules().Select(module => $"{module.Name} {module.GetModuleVersionId():N}")));
            }
        }
    }

    private static void AddOptions(IncrementalHash hash, CSharpCompilation compilation)
    {
        var options = compilation.Options;
        Add(hash, FormattableString.Invariant($"{compilation.AssemblyName} {options.OutputKind} {options.CheckOverflow} {options.AllowUnsafe} {options.NullableContextOptions} {options.Platform} {options.MainTypeName} {options.MetadataImportOptions}"));
        foreach (var parsed in compilation.SyntaxTrees.Take(1).Select(tree => (CSharpParseOptions)tree.Options))
            Add(hash, FormattableString.Invariant($"{parsed.LanguageVersion} {parsed.Kind} {string.Join(' ', parsed.PreprocessorSymbolNames)} {string.Join(' ', parsed.Features.Select(feature => $"{feature.Key}={feature.Value}"))}"));
    }

    private static void AddSources(IncrementalHash hash, CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            Add(hash, tree.FilePath);
            Add(hash, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(tree.ToString()))));
        }
    }

    private static void Add(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(content);
        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] content)
    {
        using var brotli = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        brotli.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
