using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Properties;

/// <summary>Says what keeps a class marked with [Properties] from being completed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PropertiesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.PropertiesAreNotPartial, Rules.NothingRunsProperties, Rules.NoValuesForProperties, Rules.LawIsUnknown, Rules.NoLawIsStated, Rules.ExcuseIsNoException];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static symbol =>
            {
                if (!symbol.Symbol.Has(PropertiesReader.Attribute))
                    return;
                foreach (var complaint in new PropertiesReader((INamedTypeSymbol)symbol.Symbol, symbol.Compilation).Read().Complaints)
                    symbol.ReportDiagnostic(complaint.ToDiagnostic(symbol.Compilation));
            },
            SymbolKind.NamedType);
    }
}
