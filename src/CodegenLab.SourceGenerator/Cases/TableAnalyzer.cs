using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Says what keeps a class marked with [TestData] from being completed, where <see cref="TableGenerator"/> does not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.DataOfNoMethod, Rules.DataCannotBeMade, Rules.LimitsContradict, Rules.PatternIsInvalid];

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
                    if (!symbol.Symbol.Has(TableReader.Attribute))
                        return;
                    foreach (var complaint in new TableReader((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, guards.Value, symbol.CancellationToken).Read().Complaints.Where(complaint => !Rules.OfGenerators.Contains(complaint.Id)))
                        symbol.ReportDiagnostic(complaint.ToDiagnostic(symbol.Compilation));
                },
                SymbolKind.NamedType);
        });
    }
}
