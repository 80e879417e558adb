using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Constraints of an open type, and whether other type parameters meet them.</summary>
internal static class TypeConstraints
{
    /// <returns>The first type parameter of <paramref name="with"/> that cannot stand for that of <paramref name="open"/>; null: all can.</returns>
    public static ITypeParameterSymbol? Unmet(INamedTypeSymbol open, INamedTypeSymbol with, Compilation compilation) =>
        open.TypeParameters.Zip(with.TypeParameters, (needed, given) => Meets(given, needed, with, compilation) ? null : given).FirstOrDefault(given => given is not null);

    private static bool Meets(ITypeParameterSymbol given, ITypeParameterSymbol needed, INamedTypeSymbol with, Compilation compilation) =>
        (!needed.HasReferenceTypeConstraint || given.IsReferenceType)
        && (!needed.HasValueTypeConstraint || given.HasValueTypeConstraint)
        && (!needed.HasUnmanagedTypeConstraint || given.HasUnmanagedTypeConstraint)
        && (!needed.HasConstructorConstraint || given.HasConstructorConstraint || given.HasValueTypeConstraint)
        && (!needed.HasNotNullConstraint || given.HasNotNullConstraint || given.HasValueTypeConstraint || given is { HasReferenceTypeConstraint: true, ReferenceTypeConstraintNullableAnnotation: not NullableAnnotation.Annotated } || given.ConstraintTypes.Any(type => type.NullableAnnotation != NullableAnnotation.Annotated))
        && (!given.AllowsRefLikeType || needed.AllowsRefLikeType)
        && needed.ConstraintTypes.All(type => compilation.ClassifyCommonConversion(given, In(type, with, compilation)) is { IsImplicit: true, IsUserDefined: false });

    /// <summary>A type as the builder says it: with its own type parameters.</summary>
    private static ITypeSymbol In(ITypeSymbol type, INamedTypeSymbol with, Compilation compilation) => type switch
    {
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Type } parameter => with.TypeParameters[parameter.Ordinal],
        IArrayTypeSymbol array => compilation.CreateArrayTypeSymbol(In(array.ElementType, with, compilation), array.Rank),
        INamedTypeSymbol { Arity: > 0 } named => named.ConstructedFrom.Construct([.. named.TypeArguments.Select(argument => In(argument, with, compilation))]),
        _ => type,
    };
}
