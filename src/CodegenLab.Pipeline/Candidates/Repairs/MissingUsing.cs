using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Imports the namespace of a type or extension method when exactly one fits, those of the subject's solution first.</summary>
internal sealed class MissingUsing : IRepair
{
    public string Name => "missing using";

    public Edit? Repair(RepairPlace place) => place.Code switch
    {
        "CS0246" or "CS0103" or "CS0234" when NameAt(place.Node) is { } name => Import(TypesNamed(place, name.Identifier.ValueText, name.Arity)),
        "CS1061" when place.Node.FirstAncestorOrSelf<SimpleNameSyntax>() is { } name => Import(ExtensionsNamed(place, name.Identifier.ValueText)),
        _ => null,
    };

    private static SimpleNameSyntax? NameAt(SyntaxNode node) => node.FirstAncestorOrSelf<SimpleNameSyntax>() is { } name && name.Parent is not QualifiedNameSyntax ? name : null;

    private static Edit? Import(IEnumerable<ISymbol> candidates)
    {
        // Own code before the framework: a model speaks of the subject.
        var spaces = candidates.Where(symbol => !symbol.ContainingNamespace.IsGlobalNamespace)
            .GroupBy(symbol => symbol.ContainingNamespace.ToDisplayString())
            .Select(group => (Name: group.Key, IsOwn: group.Any(symbol => !IsFramework(symbol.ContainingAssembly))))
            .ToList();
        var best = spaces.Any(space => space.IsOwn) ? spaces.Where(space => space.IsOwn).ToList() : spaces;
        return best.Count == 1 ? Edit.Import(best[0].Name) : null;
    }

    private static bool IsFramework(IAssemblySymbol assembly) =>
        assembly.Name.StartsWith("System", StringComparison.Ordinal) || assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.Name is "netstandard" or "mscorlib";

    private static IEnumerable<INamedTypeSymbol> TypesNamed(RepairPlace place, string name, int arity) =>
        AllTypes(place.Compilation.GlobalNamespace).Where(type => (type.Name == name || type.Name == name + "Attribute") && type.Arity == arity && IsVisible(place, type));

    private static IEnumerable<ISymbol> ExtensionsNamed(RepairPlace place, string name) =>
        from type in AllTypes(place.Compilation.GlobalNamespace)
        where type.MightContainExtensionMethods && IsVisible(place, type)
        from method in type.GetMembers(name).OfType<IMethodSymbol>()
        where method.IsExtensionMethod && place.Node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is { } access
            && place.Model.GetTypeInfo(access.Expression).Type is { } receiver && method.ReduceExtensionMethod(receiver) is not null
        select type;

    private static bool IsVisible(RepairPlace place, INamedTypeSymbol type) => place.Compilation.IsSymbolAccessibleWithin(type, place.Compilation.Assembly);

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(AllTypes));
}
