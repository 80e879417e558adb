using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.SourceGenerator.Pipelines;

/// <summary>A type of the user that the generator adds a part to.</summary>
/// <param name="Namespace">Empty: the global one.</param>
/// <param name="Heads">From the outermost type inwards: <c>class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">Without type parameters.</param>
/// <param name="HintName">Of the generated file, the same whatever else is generated.</param>
internal sealed record PartialType(string Namespace, EquatableArray<string> Heads, string Name, string HintName)
{
    /// <summary>The name with type parameters, as the type's own code writes it.</summary>
    public required string Self { get; init; }

    /// <param name="what">Tells one generated part of a type from another: "Fake".</param>
    public static PartialType Of(INamedTypeSymbol type, string what)
    {
        var nesting = Nesting(type).ToArray();
        return new PartialType(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Names.Qualified),
            nesting.Select(Head).ToEquatableArray(),
            type.Name,
            string.Join(".", Namespaces(type).Concat(nesting.Select(one => one.Arity == 0 ? one.Name : $"{one.Name}_{one.Arity}"))) + $".{what}.g.cs")
        {
            Self = Written(type),
        };
    }

    /// <summary>Those of the type and the types around it that lack the word partial.</summary>
    public static IEnumerable<INamedTypeSymbol> NotPartial(INamedTypeSymbol type) => Nesting(type).Where(one =>
        !one.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>().Any(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword)));

    /// <summary>What keeps a class from being completed with members of its objects, and what to do about it.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Advice)> Obstacles(INamedTypeSymbol type)
    {
        foreach (var lacking in NotPartial(type))
            yield return (lacking, "declare it as partial");
        if (type.IsStatic)
            yield return (type, "it must not be static");
    }

    /// <summary>Opens namespace and types; dispose in reverse order.</summary>
    public Stack<System.IDisposable> Open(CodeText text, params string[] attributes)
    {
        var blocks = new Stack<System.IDisposable>();
        if (Namespace.Length > 0)
            blocks.Push(text.Block($"namespace {Namespace}"));
        for (var index = 0; index < Heads.Count; index++)
        {
            if (index == Heads.Count - 1)
            {
                foreach (var attribute in attributes)
                    text.Line(attribute);
            }

            blocks.Push(text.Block("partial " + Heads[index]));
        }

        return blocks;
    }

    public static void Close(Stack<System.IDisposable> blocks)
    {
        while (blocks.Count > 0)
            blocks.Pop().Dispose();
    }

    private static IEnumerable<INamedTypeSymbol> Nesting(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Nesting(outer).Append(type) : [type];

    private static IEnumerable<string> Namespaces(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? [] : [type.ContainingNamespace.ToDisplayString()];

    private static string Written(INamedTypeSymbol type) =>
        Names.Escaped(type.Name) + (type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => Names.Escaped(parameter.Name)))}>");

    private static string Head(INamedTypeSymbol type)
    {
        var kind = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return $"{kind} {Written(type)}";
    }
}
