using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CodegenLab.SourceGenerator;
using CodegenLab.SourceGenerator.Builders;
using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Fakes;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Properties;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace CodegenLab.CodeFixes;

/// <summary>
/// Declares a type as partial, so that the generator can complete it. Not every editor offers fixes to what generators report: what the compiler says of the missing half is fixed in the same way.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    /// <summary>An interface is not implemented.</summary>
    private const string MemberIsNotImplemented = "CS0535";

    /// <summary>A type has no static member of this name.</summary>
    private const string MemberIsNotThere = "CS0117";

    private static readonly string[] Completed = [FakeGenerator.Attribute, TableReader.Attribute, BuilderReader.Attribute, PropertiesReader.Attribute];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [Rules.FakeIsNotPartial.Id, Rules.DataIsNotPartial.Id, Rules.BuilderIsNotPartial.Id, Rules.PropertiesAreNotPartial.Id, MemberIsNotImplemented, MemberIsNotThere];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not { } node)
                continue;
            var lacking = diagnostic.Id is MemberIsNotImplemented or MemberIsNotThere
                ? await LackingAsync(diagnostic.Id, node, context.Document, context.CancellationToken).ConfigureAwait(false)
                : node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } named && !named.Modifiers.Any(SyntaxKind.PartialKeyword) ? [named] : [];
            if (lacking.IsEmpty || context.Document.Project.Solution.GetDocument(lacking[0].SyntaxTree) is not { } document)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Declare {string.Join(" and ", lacking.Select(type => $"'{type.Identifier.ValueText}'"))} as partial",
                    async cancellation =>
                    {
                        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
                        foreach (var type in lacking)
                            editor.SetModifiers(type, editor.Generator.GetModifiers(type).WithPartial(true));
                        return editor.GetChangedDocument();
                    },
                    nameof(MakePartialFix)),
                diagnostic);
        }
    }

    /// <summary>The type that the compiler speaks of and those around it, where one of our attributes says that a generator completes it and they lack the word partial. All are in one file, as no type in parts lacks it.</summary>
    private static async Task<ImmutableArray<TypeDeclarationSyntax>> LackingAsync(string id, SyntaxNode node, Document document, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return [];
        var type = id == MemberIsNotImplemented
            ? node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declared && model.GetDeclaredSymbol(declared, cancellationToken) is { } fake && fake.Has(FakeGenerator.Attribute) ? fake : null
            : node.Parent is MemberAccessExpressionSyntax access && access.Name == node ? model.GetSymbolInfo(access.Expression, cancellationToken).Symbol as INamedTypeSymbol : null;
        return type is not null && Completed.Any(type.Has)
            ? [.. PartialType.NotPartial(type).SelectMany(one => one.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>()]
            : [];
    }
}
