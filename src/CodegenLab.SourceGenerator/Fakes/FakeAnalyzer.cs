using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Fakes;

/// <summary>Says what keeps a class marked with [Fake] from being completed, where <see cref="FakeGenerator"/> does not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FakeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.FakeHasNoInterface];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static symbol =>
            {
                if (!symbol.Symbol.Has(FakeGenerator.Attribute))
                    return;
                foreach (var complaint in new FakeReader((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, symbol.CancellationToken).Read().Complaints.Where(complaint => !Rules.OfGenerators.Contains(complaint.Id)))
                    symbol.ReportDiagnostic(complaint.ToDiagnostic(symbol.Compilation));
            },
            SymbolKind.NamedType);
    }
}
