using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Turns the compiler's arguments into compilations that share what they have in common.</summary>
internal sealed class CompilationFactory(GeneratorAssemblies generatorAssemblies)
{
    private readonly ConcurrentDictionary<string, Lazy<AssemblyMetadata>> _metadata = new(FilePaths.Comparer);
    private readonly ConcurrentDictionary<(string Path, string Stamp, MetadataReferenceProperties Properties), MetadataReference> _references = new();

    /// <summary>The sources as they lie in their folders.</summary>
    public static CompilationSource Parse(ConfigurationBuild build, CancellationToken cancellationToken)
    {
        var arguments = ArgumentsOf(build);
        return Parse(build, arguments, FilesOf(arguments), new FolderSources(), cancellationToken);
    }

    public static async Task<CompilationSource> ParseAsync(ConfigurationBuild build, ISourceFiles sources, CancellationToken cancellationToken)
    {
        var arguments = ArgumentsOf(build);
        return Parse(build, arguments, await sources.OfAsync(build, FilesOf(arguments), cancellationToken), sources, cancellationToken);
    }

    private static CSharpCommandLineArguments ArgumentsOf(ConfigurationBuild build) =>
        CSharpCommandLineParser.Default.Parse(build.CompilerArguments, FolderOf(build), sdkDirectory: null);

    private static string FolderOf(ConfigurationBuild build) => Path.GetDirectoryName(build.Configuration.Path)!;

    private static ImmutableArray<string> FilesOf(CSharpCommandLineArguments arguments) => [.. arguments.SourceFiles.Select(file => file.Path)];

    private static CompilationSource Parse(ConfigurationBuild build, CSharpCommandLineArguments arguments, ImmutableArray<string> files, ISourceFiles sources, CancellationToken cancellationToken)
    {
        var options = ParseOptions(arguments, build);
        var trees = new SyntaxTree?[files.Length];
        Parallel.For(0, trees.Length, new ParallelOptions { CancellationToken = cancellationToken }, index =>
            trees[index] = sources.Read(files[index], options, arguments.Encoding ?? Encoding.UTF8, arguments.ChecksumAlgorithm, cancellationToken));
        return new CompilationSource(
            build,
            arguments,
            [.. trees.OfType<SyntaxTree>()],
            [.. files.Where((_, index) => trees[index] is null)],
            EditorConfigOptions.Read(arguments.AnalyzerConfigPaths),
            string.Join('\n', arguments.MetadataReferences.Select(reference => LoadMemory.StampOf(Path.GetFullPath(reference.Reference, FolderOf(build))))));
    }

    /// <param name="referenced">Compilations by the key of their configuration.</param>
    /// <param name="isProven">Its own build compiled it as it stands: binding every body again would only cost time.</param>
    public CompiledConfiguration Compile(
        CompilationSource source, IReadOnlyDictionary<string, CSharpCompilation> referenced, bool isProven, CancellationToken cancellationToken)
    {
        var arguments = source.Arguments;
        var warnings = new List<string>();
        var options = arguments.CompilationOptions
            .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default)
            .WithStrongNameProvider(new DesktopStrongNameProvider(arguments.KeyFileSearchPaths))
            .WithXmlReferenceResolver(new XmlFileResolver(arguments.BaseDirectory))
            .WithSourceReferenceResolver(new SourceFileResolver([], arguments.BaseDirectory, arguments.PathMap))
            .WithSyntaxTreeOptionsProvider(source.Options.ForDiagnostics);
        var compilation = CSharpCompilation.Create(
            arguments.CompilationName ?? Path.GetFileNameWithoutExtension(arguments.OutputFileName),
            source.Trees,
            References(source, referenced),
            options);

        var (generated, generators) = RunGenerators(source, compilation, warnings, cancellationToken);
        var diagnostics = isProven && warnings.Count == 0 ? [] : generated.GetDiagnostics(cancellationToken);
        var errors = diagnostics.Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error && diagnostic.Severity == DiagnosticSeverity.Error);
        var doubts = diagnostics.Where(diagnostic => diagnostic.DefaultSeverity != DiagnosticSeverity.Error && diagnostic.Severity == DiagnosticSeverity.Error);
        return new CompiledConfiguration(
            source,
            generated,
            [
                .. arguments.Errors.Select(error => Complaint(error, source)),
                .. source.MissingFiles.Select(file => new BuildComplaint("CS2001", "Source file could not be found", file, 0, source.Build.Configuration.Path)),
                // The compiler works on several files and members at once and reports as it goes.
                .. errors.OrderBy(error => error.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(error => error.Location.SourceSpan.Start).Select(error => Complaint(error, source)),
            ],
            [.. doubts.Select(doubt => Complaint(doubt, source))],
            [.. warnings])
        {
            Generators = generators,
        };
    }

    private IEnumerable<MetadataReference> References(CompilationSource source, IReadOnlyDictionary<string, CSharpCompilation> referenced)
    {
        var replaced = new HashSet<string>(FilePaths.Comparer);
        foreach (var reference in source.Build.References)
        {
            if (reference.Use != ReferenceUse.Library || !referenced.TryGetValue(reference.Configuration.Key, out var compilation))
                continue;
            replaced.Add(Path.GetFileName(reference.OutputPath));
            yield return compilation.ToMetadataReference(reference.Aliases, reference.EmbedInteropTypes);
        }

        foreach (var reference in source.Arguments.MetadataReferences)
        {
            var path = Path.GetFullPath(reference.Reference, source.Arguments.BaseDirectory!);
            // The build names either the output or the reference assembly in obj: same file name.
            if (!replaced.Contains(Path.GetFileName(path)) && File.Exists(path))
                yield return _references.GetOrAdd((path, LoadMemory.StampOf(path), reference.Properties), CreateReference);
        }
    }

    private MetadataReference CreateReference((string Path, string Stamp, MetadataReferenceProperties Properties) key) =>
        _metadata
            .GetOrAdd(key.Stamp, _ => new(() => AssemblyMetadata.CreateFromFile(key.Path)))
            .Value
            .GetReference(aliases: key.Properties.Aliases, embedInteropTypes: key.Properties.EmbedInteropTypes, filePath: key.Path, display: key.Path);

    private (CSharpCompilation Compilation, ProjectGenerators? Generators) RunGenerators(CompilationSource source, CSharpCompilation compilation, List<string> warnings, CancellationToken cancellationToken)
    {
        var arguments = source.Arguments;
        var analyzers = arguments.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, arguments.BaseDirectory!));
        var generators = generatorAssemblies.Of(analyzers, source.Trees, warnings, cancellationToken);
        if (generators.IsEmpty)
            return (compilation, null);

        ImmutableArray<AdditionalText> files = [.. arguments.AdditionalFiles.Select(file => new FileText(file.Path))];
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            generators,
            files,
            source.Trees.FirstOrDefault()?.Options as CSharpParseOptions ?? arguments.ParseOptions,
            source.Options.ForGenerators);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var diagnostics, cancellationToken);
        warnings.AddRange(diagnostics
            .Where(diagnostic => diagnostic.Id is "CS8784" or "CS8785" || diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString()));
        return ((CSharpCompilation)updated, new ProjectGenerators(driver, new AnalyzerOptions(files, source.Options.ForGenerators)));
    }

    private static CSharpParseOptions ParseOptions(CSharpCommandLineArguments arguments, ConfigurationBuild build)
    {
        // Doc comments are a source of expectations, so they are parsed even where the build skips them.
        var options = arguments.ParseOptions.WithDocumentationMode(DocumentationMode.Parse);
        var isOpen = options.SpecifiedLanguageVersion is LanguageVersion.Default or LanguageVersion.Latest or LanguageVersion.LatestMajor;
        // This Roslyn is newer than the SDK's: "latest" is what the SDK's compiler knows.
        return isOpen && options.LanguageVersion > LanguageVersion.CSharp14 && build.Properties.GetValueOrDefault("NETCoreSdkVersion", "").StartsWith("10.", StringComparison.Ordinal)
            ? options.WithLanguageVersion(LanguageVersion.CSharp14)
            : options;
    }

    private static BuildComplaint Complaint(Diagnostic diagnostic, CompilationSource source)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        return new BuildComplaint(
            diagnostic.Id,
            diagnostic.GetMessage(),
            span.IsValid ? span.Path : null,
            span.IsValid ? span.StartLinePosition.Line + 1 : 0,
            source.Build.Configuration.Path);
    }

    private sealed class FileText(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default)
        {
            if (!File.Exists(path))
                return null;
            using var content = File.OpenRead(path);
            return SourceText.From(content);
        }
    }
}
