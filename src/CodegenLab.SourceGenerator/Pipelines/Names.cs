using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Pipelines;

/// <summary>How things are called in generated code.</summary>
internal static class Names
{
    /// <summary>A namespace, with keywords escaped.</summary>
    public static SymbolDisplayFormat Qualified { get; } = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>A type, from global:: on, with what its references say about null.</summary>
    public static SymbolDisplayFormat Full { get; } = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(Full);

    /// <summary>What stands before the arguments of a constructor or factory.</summary>
    public static string Creation(IMethodSymbol creator) => creator.MethodKind != MethodKind.Constructor ? $"{Of(creator.ContainingType)}.{Escaped(creator.Name)}"
        // C# has no new for the short form.
        : creator.ContainingType is { IsTupleType: true } tuple ? $"new global::System.ValueTuple<{string.Join(", ", tuple.TypeArguments.Select(Of))}>"
        : $"new {Of(creator.ContainingType)}";

    public static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static string Pascal(string name)
    {
        var bare = name.TrimStart('_', '@');
        return bare.Length == 0 ? name : char.ToUpperInvariant(bare[0]) + bare.Substring(1);
    }

    /// <summary>A type as a part of an identifier: <c>ListOfInt32</c>, <c>StringArray</c>.</summary>
    public static string Word(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Word(array.ElementType) + "Array",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => "Nullable" + Word(nullable.TypeArguments[0]),
        INamedTypeSymbol { IsTupleType: true } tuple => "TupleOf" + string.Concat(tuple.TupleElements.Select(element => Word(element.Type))),
        INamedTypeSymbol { Arity: > 0 } generic => generic.Name + "Of" + string.Concat(generic.TypeArguments.Select(Word)),
        IPointerTypeSymbol pointer => Word(pointer.PointedAtType) + "Pointer",
        _ => Pascal(type.Name.Length == 0 ? "Unknown" : type.Name),
    };
}
