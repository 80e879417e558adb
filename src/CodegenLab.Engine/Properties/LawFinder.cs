using System.Collections.Immutable;
using CodegenLab.Engine.Laws;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Properties;

/// <summary>Finds laws that the types of a project may keep. Whether they do has to be measured.</summary>
/// <param name="internalsVisible">Tests see what is internal.</param>
/// <param name="targets">Documentation ids of types and members that laws are wanted of; empty: all.</param>
/// <param name="earlier">Names of laws by the documentation id of their type, that are kept where others of the type are wanted; null: there are none.</param>
public sealed class LawFinder(CSharpCompilation compilation, bool internalsVisible, ImmutableArray<string> targets, ILookup<string, string>? earlier = null)
{
    /// <returns>By type in the order of their names, the same each time.</returns>
    public ImmutableArray<Law> Find(CancellationToken cancellationToken)
    {
        var recipes = new ValueRecipes(compilation.Assembly, internalsVisible, new ReadProducers(compilation));
        var scene = new LawScene(compilation, internalsVisible, recipes);
        var laws = ImmutableArray.CreateBuilder<Law>();
        foreach (var type in TypesIn(compilation.Assembly.GlobalNamespace).Where(recipes.IsVisible).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var all = LawCatalogue.Of(type, scene).ToList();
            if (all.Exists(IsWanted))
                laws.AddRange(all.Where(law => IsWanted(law) || earlier?[type.GetDocumentationCommentId()!].Contains(law.Name) == true));
        }

        return laws.ToImmutable();
    }

    private bool IsWanted(Law law) =>
        targets.IsEmpty || targets.Contains(law.Type.GetDocumentationCommentId()!) || law.Members.Any(member => targets.Contains(member.OriginalDefinition.GetDocumentationCommentId() ?? ""));

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol place)
    {
        foreach (var member in place.GetMembers())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            if (member is INamespaceOrTypeSymbol inner)
                foreach (var nested in TypesIn(inner))
                    yield return nested;
        }
    }
}
