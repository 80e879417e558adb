using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Full names of the types of a test project: all but those in generated files nobody has edited.</summary>
internal static class TakenNames
{
    private static readonly string[] BuildOutput = ["bin", "obj"];

    public static ImmutableHashSet<string> In(CSharpCompilation tests) => [.. tests.SyntaxTrees.SelectMany(Names)];

    /// <summary>Only those that people wrote, unlike what packages, source generators and the build add.</summary>
    public static ImmutableHashSet<string> ByPeople(LoadedProject tests)
    {
        var packages = tests.Properties.GetValueOrDefault("NuGetPackageRoot", "");
        return
        [
            .. tests.Compilation.SyntaxTrees
                .Where(tree => Path.IsPathRooted(tree.FilePath) && !FilePaths.IsInside(tree.FilePath, tests.IntermediateFolder) && (packages.Length == 0 || !FilePaths.IsInside(tree.FilePath, packages)))
                .SelectMany(Names),
        ];
    }

    /// <param name="folder">Need not exist.</param>
    public static ImmutableHashSet<string> OnDisk(string folder) => [.. FilesIn(folder).SelectMany(Names)];

    /// <param name="folder">Need not exist. What lies in its build output is left out.</param>
    public static IEnumerable<SyntaxTree> FilesIn(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !BuildOutput.Any(name => FilePaths.IsInside(file, Path.Combine(folder, name)))).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))
            : [];

    /// <summary>All of a file, whoever wrote it.</summary>
    public static IEnumerable<string> Declared(SyntaxTree tree) => tree.GetRoot()
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<BaseTypeDeclarationSyntax>()
        .Select(type => string.Join('.', type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(space => space.Name.ToString()).Append(type.Identifier.Text)));

    private static IEnumerable<string> Names(SyntaxTree tree) => GeneratedHeader.IsUntouched(tree.ToString()) ? [] : Declared(tree);
}
