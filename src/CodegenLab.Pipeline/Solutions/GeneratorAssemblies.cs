using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Source generators of the assemblies a build passes as analyzers; an assembly is loaded once and only when it holds one.</summary>
/// <param name="repository">Assemblies inside it are read into memory, so that a later build can replace the file.</param>
internal sealed class GeneratorAssemblies(string repository) : IAnalyzerAssemblyLoader
{
    // These come with every project and cost a second to start. Each waits for an attribute that must be named in the source.
    private static readonly Dictionary<string, string[]> IdleWithout = new(StringComparer.OrdinalIgnoreCase)
    {
        ["System.Text.RegularExpressions.Generator.dll"] = ["GeneratedRegex"],
        ["System.Text.Json.SourceGeneration.dll"] = ["JsonSerializable"],
        ["Microsoft.Interop.LibraryImportGenerator.dll"] = ["LibraryImport"],
        ["Microsoft.Interop.ComInterfaceGenerator.dll"] = ["GeneratedComInterface", "GeneratedComClass"],
        ["Microsoft.Interop.JavaScript.JSImportGenerator.dll"] = ["JSImport", "JSExport"],
        ["Microsoft.Extensions.Logging.Generators.dll"] = ["LoggerMessage"],
        ["Microsoft.Extensions.Options.SourceGeneration.dll"] = ["OptionsValidator"],
    };

    private readonly ConcurrentDictionary<string, GeneratorFolder> _folders = new(FilePaths.Comparer);
    private readonly ConcurrentDictionary<string, Lazy<LoadedGenerators>> _generators = new(FilePaths.Comparer);

    /// <param name="trees">Sources the generators would see; those that surely find nothing there are left out.</param>
    /// <param name="warnings">Why an assembly's generators do not run.</param>
    public ImmutableArray<ISourceGenerator> Of(
        IEnumerable<string> analyzerPaths, ImmutableArray<SyntaxTree> trees, ICollection<string> warnings, CancellationToken cancellationToken)
    {
        var texts = new Lazy<string[]>(() => [.. trees.Select(tree => tree.GetText(cancellationToken).ToString())]);
        var generators = ImmutableArray.CreateBuilder<ISourceGenerator>();
        foreach (var path in analyzerPaths)
        {
            var isIdle = IdleWithout.TryGetValue(Path.GetFileName(path), out var attributes)
                && !texts.Value.Any(text => attributes.Any(attribute => text.Contains(attribute, StringComparison.Ordinal)));
            if (isIdle)
                continue;

            var loaded = _generators.GetOrAdd(path, file => new(() => Load(file))).Value;
            generators.AddRange(loaded.Generators);
            foreach (var failure in loaded.Failures)
                warnings.Add(failure);
        }

        return generators.ToImmutable();
    }

    void IAnalyzerAssemblyLoader.AddDependencyLocation(string fullPath)
    {
    }

    Assembly IAnalyzerAssemblyLoader.LoadFromPath(string fullPath)
    {
        var folder = Path.GetDirectoryName(fullPath)!;
        return _folders.GetOrAdd(folder, static (path, inMemory) => new GeneratorFolder(path, inMemory), FilePaths.IsInside(fullPath, repository)).Load(fullPath);
    }

    private LoadedGenerators Load(string path)
    {
        if (!File.Exists(path))
            return new([], [$"Source generators of {Path.GetFileName(path)} do not run: {path} does not exist."]);

        var failures = ImmutableArray.CreateBuilder<string>();
        var reference = new AnalyzerFileReference(path, this);
        reference.AnalyzerLoadFailed += (_, failure) =>
        {
            // Most analyzer assemblies hold no generator.
            if (failure.ErrorCode != AnalyzerLoadFailureEventArgs.FailureErrorCode.NoAnalyzers)
                failures.Add($"Source generators of {Path.GetFileName(path)} do not run: {failure.Message}");
        };
        return new(reference.GetGenerators(LanguageNames.CSharp), failures.ToImmutable());
    }

    private sealed record LoadedGenerators(ImmutableArray<ISourceGenerator> Generators, ImmutableArray<string> Failures);

    /// <summary>A generator finds its dependencies beside itself, and Roslyn where this tool has it.</summary>
    private sealed class GeneratorFolder(string folder, bool inMemory) : AssemblyLoadContext("generators")
    {
        public Assembly Load(string path)
        {
            if (!inMemory)
                return LoadFromAssemblyPath(path);

            var name = AssemblyName.GetAssemblyName(path);
            if (Assemblies.FirstOrDefault(loaded => AssemblyName.ReferenceMatchesDefinition(loaded.GetName(), name)) is { } known)
                return known;
            using var content = new MemoryStream(File.ReadAllBytes(path));
            return LoadFromStream(content);
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                && Default.Assemblies.Any(loaded => loaded.GetName().Name == assemblyName.Name))
                return null;

            var beside = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(beside) && !IsOfTheRuntime(assemblyName.Name) ? Load(beside) : null;
        }

        // Roslyn's own API speaks of these, so there may be one only.
        private static bool IsOfTheRuntime(string name) =>
            name is "netstandard" or "mscorlib" or "System.Collections.Immutable" or "System.Reflection.Metadata" || name.StartsWith("System.Runtime", StringComparison.Ordinal);
    }
}
