using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using CodegenLab.SourceGenerator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.CodeFixes;

/// <summary>Gives a new Random a seed. What stands in for a clock or an identifier is the test's to say, so that these have no fix.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SeedFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.DependsOnChance.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not BaseObjectCreationExpressionSyntax { Initializer: null } creation)
                continue;
            var seeded = creation.WithArgumentList(SyntaxFactory.ParseArgumentList("(1)"));
            context.RegisterCodeFix(
                CodeAction.Create("Give it a seed", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode((SyntaxNode)creation, seeded.WithTriviaFrom(creation)))), nameof(SeedFix)),
                diagnostic);
        }
    }
}
