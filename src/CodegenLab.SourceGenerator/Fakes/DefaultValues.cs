using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Fakes;

/// <summary>What a fake returns as long as the test has said nothing: what is empty, completed or zero.</summary>
internal static class DefaultValues
{
    private const string Tasks = "global::System.Threading.Tasks.";

    /// <returns>An expression; null: the type promises a value and none can be made up.</returns>
    public static string? Of(ITypeSymbol type, Compilation compilation)
    {
        if (type.SpecialType == SpecialType.System_Void)
            return "";
        if (type is INamedTypeSymbol named && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks")
        {
            switch (named.Name)
            {
                case "Task" when named.Arity == 0:
                    return Tasks + "Task.CompletedTask";
                case "Task" when Of(named.TypeArguments[0], compilation) is { } result:
                    return $"{Tasks}Task.FromResult<{Names.Of(named.TypeArguments[0])}>({result})";
                case "ValueTask" when named.Arity == 1 && Of(named.TypeArguments[0], compilation) is { } result:
                    return $"new {Tasks}ValueTask<{Names.Of(named.TypeArguments[0])}>(result: {result})";
                case "Task" or "ValueTask" when named.Arity == 1:
                    return null;
            }
        }

        if (type is ITypeParameterSymbol { IsValueType: false, HasReferenceTypeConstraint: false } unknown)
            return unknown.NullableAnnotation == NullableAnnotation.Annotated ? "default" : null;
        if (type.IsValueType || type.NullableAnnotation == NullableAnnotation.Annotated)
            return "default";
        if (type.SpecialType == SpecialType.System_String)
            return "\"\"";
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return $"global::System.Array.Empty<{Names.Of(array.ElementType)}>()";
        return type is INamedTypeSymbol collection ? Empty(collection, compilation) : null;
    }

    private static string? Empty(INamedTypeSymbol type, Compilation compilation)
    {
        var arguments = string.Join(", ", type.TypeArguments.Select(Names.Of));
        return type.OriginalDefinition.ToDisplayString() switch
        {
            "System.Collections.Generic.IEnumerable<T>" or "System.Collections.Generic.IReadOnlyCollection<T>" or "System.Collections.Generic.IReadOnlyList<T>"
                => $"global::System.Array.Empty<{arguments}>()",
            "System.Collections.Generic.ICollection<T>" or "System.Collections.Generic.IList<T>" or "System.Collections.Generic.List<T>"
                => $"new global::System.Collections.Generic.List<{arguments}>()",
            "System.Collections.Generic.ISet<T>" or "System.Collections.Generic.IReadOnlySet<T>" or "System.Collections.Generic.HashSet<T>"
                => $"new global::System.Collections.Generic.HashSet<{arguments}>()",
            "System.Collections.Generic.IDictionary<TKey, TValue>" or "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>" or "System.Collections.Generic.Dictionary<TKey, TValue>"
                => $"new global::System.Collections.Generic.Dictionary<{arguments}>()",
            "System.Collections.Generic.IAsyncEnumerable<T>" => $"global::CodegenLab.Testing.NothingAsync.Of<{arguments}>()",
            "System.Collections.Generic.IEnumerator<T>" => $"((global::System.Collections.Generic.IEnumerable<{arguments}>)global::System.Array.Empty<{arguments}>()).GetEnumerator()",
            "System.Collections.IEnumerator" or "System.Collections.IEnumerable" => "global::System.Array.Empty<object>()" + (type.Name == "IEnumerator" ? ".GetEnumerator()" : ""),
            _ when type.TypeKind == TypeKind.Delegate || type.IsAbstract => null,
            _ => compilation.GetTypeByMetadataName("System.Collections.IEnumerable") is { } enumerable && type.AllInterfaces.Contains(enumerable, SymbolEqualityComparer.Default)
                && type.InstanceConstructors.Any(one => one is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })
                ? $"new {Names.Of(type)}()"
                : null,
        };
    }
}
