using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Properties;

/// <summary>C# names of types as they read inside one file.</summary>
internal sealed class TypeWriter(NameScope scope)
{
    public string Write(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return $"{Write(array.ElementType)}[{new string(',', array.Rank - 1)}]";
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                return Write(nullable.TypeArguments[0]) + "?";
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return $"({string.Join(", ", tuple.TupleElements.Select(element => $"{Write(element.Type)} {element.Name}"))})";
            case INamedTypeSymbol named when TypeNames.Keywords.TryGetValue(named.ToDisplayString(ReflectionName), out var keyword):
                return keyword;
            case INamedTypeSymbol named:
                return Named(named);
            default:
                return type.ToDisplayString();
        }
    }

    private static SymbolDisplayFormat ReflectionName { get; } = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private string Named(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        var name = type.ContainingType is { } outer ? $"{Named(outer)}.{type.Name}" : scope.Resolve(space, type.Name, type.Arity);
        return type.Arity == 0 ? name : $"{name}<{string.Join(", ", type.TypeArguments.Select(Write))}>";
    }
}
