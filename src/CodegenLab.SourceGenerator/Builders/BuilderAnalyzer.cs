using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Says what keeps a class marked with [Builder] from being completed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BuilderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.BuilderIsNotPartial, Rules.BuildsNothing, Rules.PartCannotBeMade, Rules.LimitsContradict, Rules.PatternIsInvalid];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var guards = new Lazy<GuardTable>(() => GuardTable.Of(start.Options, start.CancellationToken));
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (!symbol.Symbol.Has(BuilderReader.Attribute))
                        return;
                    foreach (var complaint in new BuilderReader((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, guards.Value, symbol.CancellationToken).Read().Complaints)
                        symbol.ReportDiagnostic(complaint.ToDiagnostic(symbol.Compilation));
                },
                SymbolKind.NamedType);
        });
    }
}
