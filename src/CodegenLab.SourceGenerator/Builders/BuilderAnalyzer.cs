using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Says what keeps a class marked with [Builder] from being completed, where <see cref="BuilderGenerator"/> does not.</summary>
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
                    var type = (INamedTypeSymbol)symbol.Symbol;
                    var (built, complaints) = new BuilderReader(type, symbol.Compilation, guards.Value, symbol.CancellationToken).Read();
                    if (built is null && BuilderGenerator.IsNeeded(type, symbol.Compilation, symbol.CancellationToken))
                        return;
                    foreach (var complaint in complaints)
                        symbol.ReportDiagnostic(complaint.ToDiagnostic(symbol.Compilation));
                },
                SymbolKind.NamedType);
        });
    }
}
