using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>Finds tests of the category "characterization" that nobody has reviewed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReviewAnalyzer : DiagnosticAnalyzer
{
    private const string Category = "characterization";
    private const string Mark = "CodegenLab.Testing.ReviewedAttribute";
    private const string Comment = "reviewed:";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.IsNotReviewed];

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
                var around = Around(method).ToList();
                if (around.Any(IsCharacterization) && !around.Any(one => one.Has(Mark)) && !HasComment(syntax))
                    node.ReportDiagnostic(Diagnostic.Create(Rules.IsNotReviewed, syntax.Identifier.GetLocation(), method.Name));
            },
            SyntaxKind.MethodDeclaration);
    }

    private static IEnumerable<ISymbol> Around(IMethodSymbol method)
    {
        yield return method;
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            yield return type;
    }

    /// <summary>Category of NUnit, TestCategory of MSTest, Trait of xUnit.</summary>
    private static bool IsCharacterization(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name is "CategoryAttribute" or "TestCategoryAttribute" or "TraitAttribute"
        && attribute.ConstructorArguments.LastOrDefault().Value is string category && category.Equals(Category, StringComparison.OrdinalIgnoreCase));

    private static bool HasComment(MethodDeclarationSyntax test) => test.DescendantTrivia().Concat(test.Ancestors().OfType<TypeDeclarationSyntax>().SelectMany(type => type.GetLeadingTrivia()))
        .Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().TrimStart('/', ' ').StartsWith(Comment, StringComparison.OrdinalIgnoreCase));
}
