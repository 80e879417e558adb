using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Bench.Testing;

/// <summary>What the compiler is given for a project, as an editor would hold it: read from a real build.</summary>
internal sealed record CompilerInput(CSharpCompilation Compilation, ImmutableArray<AdditionalText> AdditionalFiles, AnalyzerConfigOptionsProvider Options, ImmutableArray<ISourceGenerator> Generators, ImmutableArray<DiagnosticAnalyzer> Analyzers)
{
    /// <param name="only">Name of the assembly whose generators and analyzers are taken.</param>
    public static async Task<CompilerInput> OfAsync(string project, string only, LogFolder logs, CancellationToken cancellationToken)
    {
        var asked = await ChildProcess.RunAsync(
            "dotnet", ["build", project, "-t:Compile", "-p:NonExistentFile=none", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-p:BuildProjectReferences=false", "-getItem:CscCommandLineArgs"], Path.GetDirectoryName(project)!, logs.For("arguments"), cancellationToken);
        if (asked.ExitCode != 0)
            throw new InvalidOperationException($"The project does not build: {asked.Tail}");
        var folder = Path.GetDirectoryName(project)!;
        var arguments = JsonDocument.Parse(asked.Output).RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!);
        var parsed = CSharpCommandLineParser.Default.Parse(arguments, folder, sdkDirectory: null);

        var compilation = CSharpCompilation.Create(
            parsed.CompilationName,
            parsed.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file.Path), System.Text.Encoding.UTF8), parsed.ParseOptions, file.Path, cancellationToken)),
            parsed.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties)),
            parsed.CompilationOptions);
        var texts = parsed.AdditionalFiles.Select(file => (AdditionalText)new ReadText(file.Path, SourceText.From(File.ReadAllText(file.Path), System.Text.Encoding.UTF8))).ToImmutableArray();
        var configs = AnalyzerConfigSet.Create(parsed.AnalyzerConfigPaths.Select(path => AnalyzerConfig.Parse(File.ReadAllText(path), path)).ToList(), out _);

        var loader = new Loader();
        var assemblies = parsed.AnalyzerReferences.Where(one => Path.GetFileNameWithoutExtension(one.FilePath) == only).Select(one => new AnalyzerFileReference(one.FilePath, loader)).ToList();
        return new CompilerInput(
            compilation, texts, new ConfiguredOptions(configs),
            [.. assemblies.SelectMany(one => one.GetGenerators(LanguageNames.CSharp))], [.. assemblies.SelectMany(one => one.GetAnalyzers(LanguageNames.CSharp))]);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }

    private sealed class ReadText(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class ConfiguredOptions(AnalyzerConfigSet configs) : AnalyzerConfigOptionsProvider
    {
        private readonly Dictionary<string, AnalyzerConfigOptions> _known = [];

        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(configs.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Of(tree.FilePath);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Of(textFile.Path);

        private AnalyzerConfigOptions Of(string path)
        {
            lock (_known)
            {
                if (!_known.TryGetValue(path, out var options))
                    _known[path] = options = new Values(configs.GetOptionsForSourcePath(path).AnalyzerOptions);
                return options;
            }
        }
    }

    private sealed class Values(ImmutableDictionary<string, string> all) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => all.TryGetValue(key, out value);
    }
}
