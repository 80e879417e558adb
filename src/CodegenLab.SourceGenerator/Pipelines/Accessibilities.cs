using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Pipelines;

/// <summary>From where a type can be seen, coarsely.</summary>
internal enum Visibility
{
    Private,
    Internal,
    Public,
}

/// <summary>Looks through nesting, arrays and type arguments.</summary>
internal static class Accessibilities
{
    public static Visibility Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Of(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Select(Of).Append(named.ContainingType is { } outer ? Of(outer) : Visibility.Public).Append(Own(named)).Min(),
        _ => Visibility.Public,
    };

    private static Visibility Own(INamedTypeSymbol type) => type.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.NotApplicable => Visibility.Public,
        Accessibility.Internal or Accessibility.ProtectedOrInternal => Visibility.Internal,
        _ => Visibility.Private,
    };
}
