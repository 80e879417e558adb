using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Full names of the types that people wrote: all but those in generated files nobody has edited.</summary>
internal static class TakenNames
{
    public static ImmutableHashSet<string> In(CSharpCompilation tests) => [.. tests.SyntaxTrees.SelectMany(Names)];

    /// <param name="folder">Need not exist.</param>
    public static ImmutableHashSet<string> OnDisk(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)).SelectMany(Names)]
            : [];

    private static IEnumerable<string> Names(SyntaxTree tree)
    {
        if (GeneratedHeader.IsUntouched(tree.ToString()))
            return [];
        return tree.GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>()
            .Select(type => string.Join('.', type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(space => space.Name.ToString()).Append(type.Identifier.Text)));
    }
}
