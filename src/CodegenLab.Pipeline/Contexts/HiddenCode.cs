using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Finds the code behind the subject that tests cannot call: private members that its bodies use, those that these use, and those that only other types use.</summary>
internal static class HiddenCode
{
    private const int Most = 20;

    /// <summary>What of a type is meant, and can only be reached through other types.</summary>
    /// <param name="others">What is found already: members that tests can call, and what those use.</param>
    /// <param name="meant">Documentation ids.</param>
    public static IEnumerable<ISymbol> Aside(INamedTypeSymbol type, IEnumerable<ISymbol> others, IReadOnlySet<string> meant) =>
        type.GetMembers().Where(member => member is IMethodSymbol or IPropertySymbol && meant.Contains(member.GetDocumentationCommentId() ?? "")).Except(others, SymbolEqualityComparer.Default);

    /// <param name="members">The subject's members.</param>
    /// <returns>In the order in which they are come across.</returns>
    public static IEnumerable<ISymbol> Of(Compilation compilation, IReadOnlyCollection<ISymbol> members)
    {
        var seen = members.ToHashSet(SymbolEqualityComparer.Default);
        var open = new Queue<SyntaxNode>(members.SelectMany(Excerpt.DeclarationsOf));
        var found = 0;
        while (open.TryDequeue(out var node) && found < Most)
        {
            var model = compilation.GetSemanticModel(node.SyntaxTree);
            foreach (var name in node.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol?.OriginalDefinition;
                if (symbol is not (IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol or IFieldSymbol { IsConst: true } or IFieldSymbol { IsStatic: true })
                    || symbol.DeclaredAccessibility is not (Accessibility.Private or Accessibility.ProtectedAndInternal or Accessibility.Protected) || !seen.Add(symbol))
                    continue;
                foreach (var declaration in Excerpt.DeclarationsOf(symbol))
                    open.Enqueue(declaration);
                found++;
                yield return symbol;
            }
        }
    }
}
