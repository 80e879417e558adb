using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Says why a parameter gets no values.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CaseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.NoValuesOfType, Rules.LimitsContradict, Rules.PatternIsInvalid, Rules.PatternIsTooHard, Rules.NothingOutside, Rules.NoValuesLeft, Rules.ValuesAreIgnored, Rules.NothingTakesValues, Rules.LimitMisfits];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var guards = new Lazy<GuardTable>(() => GuardTable.Of(start.Options, start.CancellationToken));
            start.RegisterSymbolAction(method => Analyze(method, guards), SymbolKind.Method);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<GuardTable> guards)
    {
        var test = (IMethodSymbol)context.Symbol;
        foreach (var parameter in test.Parameters)
        {
            foreach (var (name, strategy) in CaseReader.Kinds)
            {
                if (parameter.Find($"{CaseReader.Namespace}{name}Attribute") is not { } attribute)
                    continue;
                var framework = TestFrameworks.Of(context.Compilation);
                var place = Place.Of(attribute.ApplicationSyntaxReference is { } written ? written.SyntaxTree.GetLocation(written.Span) : null);
                if (CaseReader.Read(parameter, attribute, strategy, context.Compilation, context.CancellationToken) is { } wanted && CaseJudge.Of(wanted, guards.Value, place).Complaint is { } complaint)
                    context.ReportDiagnostic(complaint.ToDiagnostic(context.Compilation));
                if (framework != TestFramework.NUnit && test.GetAttributes().All(one => one.AttributeClass?.ContainingNamespace?.ToDisplayString() != "NUnit.Framework"))
                    context.ReportDiagnostic(Complaint.Of(Rules.NothingTakesValues, place, parameter.Name, framework.ToString(), framework == TestFramework.XUnit ? "[MemberData]" : "[DynamicData]").ToDiagnostic(context.Compilation));
                if (test.GetAttributes().Any(one => one.AttributeClass?.ToDisplayString() is "NUnit.Framework.TestCaseAttribute" or "NUnit.Framework.TestCaseSourceAttribute"))
                    context.ReportDiagnostic(Complaint.Of(Rules.ValuesAreIgnored, place, parameter.Name, test.Name).ToDiagnostic(context.Compilation));
            }
        }
    }
}
