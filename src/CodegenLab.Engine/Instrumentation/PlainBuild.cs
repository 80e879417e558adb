using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>How every build of a subject is compiled: as for release, deterministic, with its public identity, and with nothing that turns a warning into an error.</summary>
internal static class PlainBuild
{
    private const string NullableAnalysis = "run-nullable-analysis";

    /// <summary>The same program without what only warnings need: nullable analysis and the names in doc comments.</summary>
    /// <remarks>The trees are others, with the same nodes at the same places. The code that is emitted is the same, down to the nullable attributes.</remarks>
    public static CSharpCompilation WithoutAdvice(CSharpCompilation compilation)
    {
        var trees = compilation.SyntaxTrees.Select(WithoutAdvice);
        return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
    }

    public static SyntaxTree WithoutAdvice(SyntaxTree tree)
    {
        var options = (CSharpParseOptions)tree.Options;
        return tree.WithRootAndOptions(tree.GetRoot(), options
            .WithDocumentationMode(DocumentationMode.None)
            .WithFeatures(options.Features.Where(feature => feature.Key != NullableAnalysis).Append(KeyValuePair.Create(NullableAnalysis, "never"))));
    }

    public static CSharpCompilation Of(CSharpCompilation compilation)
    {
        var options = compilation.Options
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithDeterministic(true)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Suppress)
            .WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.Keys.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)))
            .WithSyntaxTreeOptionsProvider(new Silence());
        return compilation.WithOptions(Signed(options, compilation));
    }

    /// <summary>Keeps the public identity, without the private key: friends and strong names still find the assembly.</summary>
    private static CSharpCompilationOptions Signed(CSharpCompilationOptions options, CSharpCompilation compilation)
    {
        var unsigned = options.WithCryptoKeyContainer(null).WithDelaySign(null).WithStrongNameProvider(null);

        if (compilation.Assembly.Identity.PublicKey is { IsDefaultOrEmpty: false } key)
            return unsigned.WithCryptoKeyFile(null).WithCryptoPublicKey(key).WithPublicSign(true);

        return File.Exists(options.CryptoKeyFile)
            ? unsigned.WithCryptoKeyFile(Path.GetFullPath(options.CryptoKeyFile)).WithPublicSign(true)
            : unsigned.WithCryptoKeyFile(null).WithCryptoPublicKey([]).WithPublicSign(false);
    }

    /// <summary>Nothing that can be silenced is an error here, whatever an .editorconfig says.</summary>
    private sealed class Silence : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Suppress;
            return true;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Suppress;
            return true;
        }
    }
}
