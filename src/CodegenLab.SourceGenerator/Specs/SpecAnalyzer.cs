using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>Says, at the line of the spec, what keeps a specification from becoming tests.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpecAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SpecIsMalformed, Rules.SpecNamesNothing, Rules.SpecValueMisfits];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start => start.RegisterAdditionalFileAction(file =>
        {
            if (!TestSpec.IsSpec(file.AdditionalFile))
                return;
            var spec = TestSpec.Of(file.AdditionalFile, file.CancellationToken);
            foreach (var complaint in new SpecBinder(spec, start.Compilation, file.CancellationToken).Bind().Complaints)
                file.ReportDiagnostic(complaint.ToDiagnostic(start.Compilation));
        }));
    }
}
