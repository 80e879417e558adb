using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What .editorconfig and .globalconfig files say per source file, for generators and for the severity of diagnostics.</summary>
internal sealed class EditorConfigOptions
{
    private readonly AnalyzerConfigSet _configs;
    private readonly ConcurrentDictionary<string, AnalyzerConfigOptionsResult> _perFile = new(StringComparer.Ordinal);

    private EditorConfigOptions(AnalyzerConfigSet configs)
    {
        _configs = configs;
        ForGenerators = new GeneratorOptions(this);
        ForDiagnostics = new DiagnosticOptions(this);
    }

    public AnalyzerConfigOptionsProvider ForGenerators { get; }

    public SyntaxTreeOptionsProvider ForDiagnostics { get; }

    public static EditorConfigOptions Read(ImmutableArray<string> paths) =>
        new(AnalyzerConfigSet.Create(paths.Where(File.Exists).Select(path => AnalyzerConfig.Parse(File.ReadAllText(path), path)).ToArray()));

    private AnalyzerConfigOptionsResult For(string file) => _perFile.GetOrAdd(file, _configs.GetOptionsForSourcePath);

    private sealed class DiagnosticOptions(EditorConfigOptions options) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
            options.For(tree.FilePath).AnalyzerOptions.GetValueOrDefault("generated_code")?.ToUpperInvariant() switch
            {
                "TRUE" => GeneratedKind.MarkedGenerated,
                "FALSE" => GeneratedKind.NotGenerated,
                _ => GeneratedKind.Unknown,
            };

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            options.For(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            options._configs.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }

    private sealed class GeneratorOptions(EditorConfigOptions options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(options._configs.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(options.For(tree.FilePath).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(options.For(textFile.Path).AnalyzerOptions);
    }

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
