using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Finds where the documentation stands that a member takes over: the member it overrides, or that of an interface it implements.</summary>
internal static class Inherited
{
    /// <returns>Nearest first, those in source only.</returns>
    public static IEnumerable<MemberDeclarationSyntax> DeclarationsFor(ISymbol member) =>
        Overridden(member).Concat(Implemented(member)).SelectMany(Excerpt.DeclarationsOf).OfType<MemberDeclarationSyntax>();

    private static IEnumerable<ISymbol> Overridden(ISymbol member)
    {
        for (var next = Base(member); next is not null; next = Base(next))
            yield return next;
    }

    private static ISymbol? Base(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private static IEnumerable<ISymbol> Implemented(ISymbol member) => member is not (IMethodSymbol or IPropertySymbol) || member.ContainingType is not { } type
        ? []
        : from contract in type.AllInterfaces
          from promised in contract.GetMembers()
          where SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(promised), member)
          select promised.OriginalDefinition;
}
