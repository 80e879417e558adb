using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Spells out a type's name that means a namespace where the draft stands: in Hashids.net.Tests, Hashids is no class.</summary>
internal sealed class HiddenByNamespace : IRepair
{
    public string Name => "name of a namespace";

    public Edit? Repair(RepairPlace place)
    {
        var name = place.Code switch
        {
            "CS0118" => place.Node.FirstAncestorOrSelf<SimpleNameSyntax>(),
            "CS0234" => Qualifier(place.Node),
            _ => null,
        };
        if (name is null || name.Parent is QualifiedNameSyntax qualified && qualified.Right == name || !IsNamespace(place, name))
            return null;
        var arity = name is GenericNameSyntax generic ? generic.Arity : 0;
        var types = Imported(place, name.Identifier.ValueText)
            .Where(type => type.Arity == arity && place.Compilation.IsSymbolAccessibleWithin(type, place.Compilation.Assembly))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .ToList();
        if (types.Count != 1)
            return null;
        var space = types[0].ContainingNamespace;
        return space.IsGlobalNamespace ? null : Edit.Replace(name, SyntaxFactory.ParseName($"global::{space.ToDisplayString()}.{name}"));
    }

    /// <summary>What stands before the dot behind which nothing was found.</summary>
    private static SimpleNameSyntax? Qualifier(SyntaxNode node) => node.FirstAncestorOrSelf<SimpleNameSyntax>()?.Parent switch
    {
        QualifiedNameSyntax qualified => qualified.Left as SimpleNameSyntax,
        MemberAccessExpressionSyntax access => access.Expression as SimpleNameSyntax,
        _ => node is MemberAccessExpressionSyntax whole ? whole.Expression as SimpleNameSyntax : node is QualifiedNameSyntax name ? name.Left as SimpleNameSyntax : null,
    };

    private static bool IsNamespace(RepairPlace place, SimpleNameSyntax name) =>
        place.Model.GetSymbolInfo(name) is var found && (found.Symbol is INamespaceSymbol || found.CandidateSymbols.Any(symbol => symbol is INamespaceSymbol));

    /// <summary>The types of that name that the draft imports: one of them was meant.</summary>
    private static IEnumerable<INamedTypeSymbol> Imported(RepairPlace place, string name) =>
        from directive in place.Node.SyntaxTree.GetCompilationUnitRoot().Usings
        where directive.Name is not null
        let space = place.Model.GetSymbolInfo(directive.Name!).Symbol as INamespaceSymbol
        where space is not null
        from type in space.GetTypeMembers(name)
        select type;
}
