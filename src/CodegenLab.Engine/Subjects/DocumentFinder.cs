using System.Text.Json;
using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>Writes JSON of the types that the subject reads from JSON: what is in a response, a file or a message decides on all that follows, and chance does not write objects.</summary>
internal static class DocumentFinder
{
    private const int MostTypes = 40;

    private const int DeepestObject = 3;

    private static readonly HashSet<string> Readers =
    [
        "ReadFromJsonAsync", "GetFromJsonAsync", "ReadFromJsonAsAsyncEnumerable", "GetFromJsonAsAsyncEnumerable", "Deserialize", "DeserializeAsync", "DeserializeAsyncEnumerable", "DeserializeObject",
    ];

    /// <summary>For each type one with all that it has, one without, and none at all.</summary>
    public static string[] Find(CSharpCompilation compilation)
    {
        var types = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var documents = new List<string>();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => !tree.IsGenerated))
        {
            var names = tree.GetRoot().DescendantNodes().OfType<GenericNameSyntax>().Where(name => Readers.Contains(name.Identifier.ValueText)).ToList();
            if (names.Count == 0)
                continue;
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in names)
            {
                if (model.GetSymbolInfo(name).Symbol is not IMethodSymbol { TypeArguments: [var read, ..] } method || read is ITypeParameterSymbol || types.Count == MostTypes || !types.Add(read))
                    continue;
                documents.AddRange(Write(read, isWeb: method.Name.Contains("FromJson", StringComparison.Ordinal)));
            }
        }

        return [.. documents.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Write(ITypeSymbol type, bool isWeb)
    {
        if (JsonOf(type, isWeb, 0) is not { } full)
            return [];
        return [full, full[0] switch { '{' => "{}", '[' => "[]", _ => "0" }, "null"];
    }

    /// <returns>Null: too deep, or nothing that JSON has.</returns>
    private static string? JsonOf(ITypeSymbol type, bool isWeb, int depth)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return JsonOf(nullable.TypeArguments[0], isWeb, depth);
        switch (type.SpecialType)
        {
            case SpecialType.System_String: return "\"a\"";
            case SpecialType.System_Char: return "\"a\"";
            case SpecialType.System_Boolean: return "true";
            case SpecialType.System_DateTime: return "\"2024-01-01T00:00:00\"";
            case SpecialType.System_Object: return "{}";
            case >= SpecialType.System_SByte and <= SpecialType.System_Double: return "1";
        }

        if (type.TypeKind == TypeKind.Enum)
            return "1";
        if (ItemsOf(type) is { } item)
            return JsonOf(item, isWeb, depth + 1) is { } written ? $"[{written}]" : "[]";
        return type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) switch
        {
            "System.Guid" => "\"00000000-0000-0000-0000-000000000001\"",
            "System.DateTimeOffset" => "\"2024-01-01T00:00:00+00:00\"",
            "System.DateOnly" => "\"2024-01-01\"",
            "System.TimeOnly" or "System.TimeSpan" => "\"01:00:00\"",
            "System.Uri" => "\"https://example.org/\"",
            _ => depth < DeepestObject && type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named ? ObjectOf(named, isWeb, depth) : null,
        };
    }

    private static string ObjectOf(INamedTypeSymbol type, bool isWeb, int depth)
    {
        var parts = new List<string>();
        foreach (var property in PropertiesOf(type))
        {
            if (JsonOf(property.Type, isWeb, depth + 1) is { } value)
                parts.Add($"{JsonSerializer.Serialize(NameOf(property, isWeb))}:{value}");
        }

        return $"{{{string.Join(',', parts)}}}";
    }

    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        for (var at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            foreach (var property in at.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, IsOverride: false } && (property.SetMethod is not null || IsOfConstructor(type, property)))
                    yield return property;
            }
        }
    }

    private static bool IsOfConstructor(INamedTypeSymbol type, IPropertySymbol property) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Name.Equals(property.Name, StringComparison.OrdinalIgnoreCase)));

    private static string NameOf(IPropertySymbol property, bool isWeb)
    {
        var given = property.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name is "JsonPropertyNameAttribute" or "JsonPropertyAttribute");
        if (given is { ConstructorArguments: [{ Value: string name }, ..] })
            return name;
        return isWeb ? JsonNamingPolicy.CamelCase.ConvertName(property.Name) : property.Name;
    }

    /// <summary>What a list or an array holds; null: it is none.</summary>
    private static ITypeSymbol? ItemsOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Arity: 1 } named when named.AllInterfaces.Append(named).Any(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) => named.TypeArguments[0],
        _ => null,
    };
}
