using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using CodegenLab.SourceGenerator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace CodegenLab.CodeFixes;

/// <summary>Declares a type as partial, so that the generator can complete it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.FakeIsNotPartial.Id, Rules.DataIsNotPartial.Id, Rules.BuilderIsNotPartial.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || type.Modifiers.Any(SyntaxKind.PartialKeyword))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Declare '{type.Identifier.ValueText}' as partial",
                    _ =>
                    {
                        var generator = SyntaxGenerator.GetGenerator(context.Document);
                        var changed = generator.WithModifiers(type, generator.GetModifiers(type).WithPartial(true));
                        return Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(type, changed)));
                    },
                    nameof(MakePartialFix)),
                diagnostic);
        }
    }
}
