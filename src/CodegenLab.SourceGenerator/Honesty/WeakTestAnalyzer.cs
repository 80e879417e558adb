using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>Finds tests that can hardly fail.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakTestAnalyzer : DiagnosticAnalyzer
{
    private static readonly WeaknessJudge Judge = new(static assembly => !TestSource.IsForeign(assembly));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.AssertsNothing, Rules.AssertsNotNull, Rules.AssertsTheObvious, Rules.ExpectsOwnResult];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            static node =>
            {
                var syntax = (MethodDeclarationSyntax)node.Node;
                if (syntax.AttributeLists.Count == 0 || node.ContainingSymbol is not IMethodSymbol method || !TestSource.IsTest(method))
                    return;
                if (Judge.Of(syntax, method, node.SemanticModel) is { } weakness)
                    node.ReportDiagnostic(Diagnostic.Create(RuleOf(weakness), syntax.Identifier.GetLocation(), method.Name));
            },
            SyntaxKind.MethodDeclaration);
    }

    private static DiagnosticDescriptor RuleOf(Weakness weakness) => weakness switch
    {
        Weakness.AssertsNothing => Rules.AssertsNothing,
        Weakness.AssertsNotNull => Rules.AssertsNotNull,
        Weakness.AssertsTheObvious => Rules.AssertsTheObvious,
        _ => Rules.ExpectsOwnResult,
    };
}
