using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>A place that uses a symbol.</summary>
/// <param name="Node">The name, or the creation for a constructor.</param>
/// <param name="Symbol">Documentation id of what is used.</param>
internal sealed record Reference(LoadedProject Project, SyntaxNode Node, string Symbol);

/// <summary>Finds the uses of symbols in a whole solution. Names are compared first: the semantic model is asked about few places.</summary>
internal sealed class References(LoadedSolution solution)
{
    /// <param name="symbols">Original definitions of one project.</param>
    /// <param name="where">Projects to look through.</param>
    /// <returns>In the order of projects, files and lines.</returns>
    public IEnumerable<Reference> To(IReadOnlyCollection<ISymbol> symbols, Func<LoadedProject, bool> where)
    {
        var ids = symbols.Select(symbol => symbol.GetDocumentationCommentId()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var assembly = symbols.FirstOrDefault()?.ContainingAssembly.Name;
        var names = symbols.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var creates = symbols.Any(symbol => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor });
        foreach (var project in solution.Projects.Where(where))
        {
            foreach (var tree in project.Compilation.SyntaxTrees.OrderBy(tree => tree.FilePath, StringComparer.Ordinal))
            {
                SemanticModel? model = null;
                foreach (var node in tree.GetRoot().DescendantNodes().Where(node => MayUse(node, names, creates)))
                {
                    model ??= project.Compilation.GetSemanticModel(tree);
                    if (UsedBy(node, model) is { } used && used.ContainingAssembly?.Name == assembly && used.GetDocumentationCommentId() is { } id && ids.Contains(id))
                        yield return new Reference(project, node, id);
                }
            }
        }
    }

    private static string NameOf(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType.Name : symbol.Name;

    private static bool MayUse(SyntaxNode node, HashSet<string> names, bool creates) => node switch
    {
        ObjectCreationExpressionSyntax created => creates && created.Type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText)),
        ImplicitObjectCreationExpressionSyntax => creates,
        SimpleNameSyntax name => names.Contains(name.Identifier.ValueText),
        ElementAccessExpressionSyntax => names.Contains("this[]"),
        _ => false,
    };

    private static ISymbol? UsedBy(SyntaxNode node, SemanticModel model)
    {
        var info = model.GetSymbolInfo(node);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol)?.OriginalDefinition;
    }
}
