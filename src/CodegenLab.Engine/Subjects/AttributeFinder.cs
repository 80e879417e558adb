using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>
/// Finds the attributes that the subject's code looks for by reflection: <c>GetCustomAttributes&lt;AuthorizeAttribute&gt;()</c>, <c>IsDefined(typeof(HiddenAttribute))</c>,
/// <c>one is DescriptionAttribute</c>.
/// </summary>
internal static class AttributeFinder
{
    /// <summary>A file that reads attributes has one of these words.</summary>
    private static readonly string[] Signs = ["CustomAttribute", "IsDefined"];

    /// <summary>Those that code can write, by name.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Find(CSharpCompilation compilation)
    {
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in compilation.SyntaxTrees.Where(tree => Signs.Any(tree.GetText().ToString().Contains)))
        {
            var model = compilation.GetSemanticModel(tree);
            found.UnionWith(tree.GetRoot().DescendantNodes().OfType<TypeSyntax>().Where(IsAskedFor)
                .Select(name => model.GetTypeInfo(name).Type).OfType<INamedTypeSymbol>().Where(type => type is { IsAbstract: false, IsGenericType: false } && IsAttribute(type)));
        }

        return [.. found.OrderBy(FakeWriter.FullName, StringComparer.Ordinal)];
    }

    private static bool IsAskedFor(TypeSyntax name) =>
        name.Parent is TypeOfExpressionSyntax or TypeArgumentListSyntax or DeclarationPatternSyntax or TypePatternSyntax or RecursivePatternSyntax
        || (name.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.AsExpression } test && test.Right == name);

    private static bool IsAttribute(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at is { Name: nameof(Attribute), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }
}
