using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using CodegenLab.SourceGenerator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace CodegenLab.CodeFixes;

/// <summary>Awaits an assertion, and makes the test asynchronous where it is not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AwaitAssertionFix : CodeFixProvider
{
    private const string Title = "Await the assertion";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.IsNotAwaited.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call || call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } test)
                continue;
            // Inside a lambda or local function it is that which would have to become asynchronous, and who calls it.
            if (call.FirstAncestorOrSelf<SyntaxNode>(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) is not null || NewReturnType(test) is not { } type)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    Title,
                    _ =>
                    {
                        var awaited = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), call.WithoutLeadingTrivia()).WithLeadingTrivia(call.GetLeadingTrivia());
                        var changed = test.ReplaceNode(call, awaited).WithReturnType(type.WithTriviaFrom(test.ReturnType));
                        if (!changed.Modifiers.Any(SyntaxKind.AsyncKeyword))
                            changed = changed.AddModifiers(SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space));
                        return Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(test, changed)));
                    },
                    nameof(AwaitAssertionFix)),
                diagnostic);
        }
    }

    /// <returns>Null: the method returns something else, and what is not for a rule to say.</returns>
    private static TypeSyntax? NewReturnType(MethodDeclarationSyntax test) => test.Modifiers.Any(SyntaxKind.AsyncKeyword)
        ? test.ReturnType is PredefinedTypeSyntax ? Tasks() : test.ReturnType
        : test.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } ? Tasks() : null;

    private static TypeSyntax Tasks() => SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation, Formatter.Annotation);
}
