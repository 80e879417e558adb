using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Subjects;

/// <summary>
/// Knows interfaces whose calls give back what the next one is called on: <c>rule.NotNull().WithMessage("…")</c>. Fakes of them answer with themselves, as every real one does;
/// with null no chain of calls would get beyond its first.
/// </summary>
internal static class FluentCalls
{
    /// <summary>The call gives back the object it was made on, or what seems to be it.</summary>
    /// <param name="type">What a fake implements.</param>
    /// <param name="method">One that it implements.</param>
    public static bool GoesOn(INamedTypeSymbol type, IMethodSymbol method) =>
        type.TypeKind == TypeKind.Interface && IsStep(method) && Above(type).Contains(method.ReturnType, SymbolEqualityComparer.Default);

    /// <summary>The interface that the calls of one go on with, where it is one with more members; else the type itself.</summary>
    public static INamedTypeSymbol RichestOf(INamedTypeSymbol type, bool internalsVisible)
    {
        if (type.TypeKind != TypeKind.Interface)
            return type;
        var richer = Above(type).SelectMany(contract => contract.GetMembers()).OfType<IMethodSymbol>().Where(IsStep).Select(method => method.ReturnType).OfType<INamedTypeSymbol>()
            .FirstOrDefault(returned => returned.AllInterfaces.Contains(type, SymbolEqualityComparer.Default) && FakeWriter.IsAccessible(returned, internalsVisible) && SameParameters(returned, type));
        return richer ?? type;
    }

    /// <summary>A step has something to do: what only leads elsewhere, to a parent or a next one, ends somewhere.</summary>
    private static bool IsStep(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsStatic: false, Parameters.Length: > 0, ReturnType: INamedTypeSymbol { TypeKind: TypeKind.Interface } returned }
        && returned.NullableAnnotation != NullableAnnotation.Annotated
        && (SymbolEqualityComparer.Default.Equals(returned, method.ContainingType) || returned.AllInterfaces.Contains(method.ContainingType, SymbolEqualityComparer.Default));

    private static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type) => type.AllInterfaces.Prepend(type);

    /// <summary>Closed over the type parameters of the other, all of them and no more.</summary>
    private static bool SameParameters(INamedTypeSymbol returned, INamedTypeSymbol type) => returned.TypeArguments.AsEnumerable().SequenceEqual(type.TypeArguments, SymbolEqualityComparer.Default);
}
