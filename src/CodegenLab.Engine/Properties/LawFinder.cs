using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Properties;

/// <summary>Finds laws that the types of a project may keep. Whether they do has to be measured.</summary>
/// <param name="internalsVisible">Tests see what is internal.</param>
/// <param name="targets">Documentation ids of types and members that laws are wanted of; empty: all.</param>
public sealed class LawFinder(CSharpCompilation compilation, bool internalsVisible, ImmutableArray<string> targets)
{
    private static readonly ImmutableArray<ILawSource> Sources = [new RoundTripLaws(), new EqualityLaws(), new OrderingLaws(), new RepetitionLaws(), new OperationLaws(), new MonotonicityLaws(), new ModelLaws()];

    /// <returns>By type in the order of their names, the same each time.</returns>
    public ImmutableArray<Law> Find(CancellationToken cancellationToken)
    {
        var recipes = new ValueRecipes(compilation, internalsVisible);
        var scene = new LawScene(compilation, internalsVisible, recipes);
        var laws = ImmutableArray.CreateBuilder<Law>();
        foreach (var type in TypesIn(compilation.Assembly.GlobalNamespace).Where(recipes.IsVisible).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var law in Sources.Where(source => source is ModelLaws || !type.IsGenericType).SelectMany(source => source.LawsOf(type, scene)).Where(IsWanted))
                laws.Add(law with { Name = Unlike(names, law.Name), Excuses = scene.ExcusesOf(law) });
        }

        return laws.ToImmutable();
    }

    private bool IsWanted(Law law) =>
        targets.IsEmpty || targets.Contains(law.Type.GetDocumentationCommentId()!) || law.Members.Any(member => targets.Contains(member.OriginalDefinition.GetDocumentationCommentId() ?? ""));

    private static string Unlike(HashSet<string> names, string name)
    {
        var unlike = name;
        for (var number = 2; !names.Add(unlike); number++)
            unlike = FormattableString.Invariant($"{name}_{number}");
        return unlike;
    }

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
