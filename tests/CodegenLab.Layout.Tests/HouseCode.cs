using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Layout.Tests;

/// <summary>All of src as one compilation: enough to know which of our types a file uses.</summary>
internal static class HouseCode
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Parse);

    public static ImmutableArray<SyntaxTree> Files { get; } =
        [.. Repository.Files("src", "*.cs").Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Options, Repository.Relative(path)))];

    private static readonly Lazy<CSharpCompilation> Compilation = new(() => CSharpCompilation.Create(
        "CodegenLab",
        Files.Add(CSharpSyntaxTree.ParseText(ImplicitUsings, Options)),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))));

    /// <summary>Top-level and nested types, and enums and delegates, with the file that declares them.</summary>
    public static ImmutableArray<(MemberDeclarationSyntax Declaration, string Name, string File)> Types { get; } =
    [
        .. from file in Files
           from declaration in file.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
           let name = declaration switch
           {
               BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
               DelegateDeclarationSyntax type => type.Identifier.ValueText,
               _ => null,
           }
           where !string.IsNullOrEmpty(name)
           select (declaration, name, file.FilePath),
    ];

    /// <summary>
    /// The types of ours that a file names or whose members it uses, outermost types only. Attributes are left out: one that says how a type
    /// is written down makes the type depend on nothing when it is used.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> UsedTypes(SyntaxTree file)
    {
        var model = Compilation.Value.GetSemanticModel(file);
        return file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.FirstAncestorOrSelf<AttributeListSyntax>() is null)
            .Select(name => model.GetSymbolInfo(name).Symbol)
            .Select(symbol => symbol as INamedTypeSymbol ?? symbol?.ContainingType)
            .OfType<INamedTypeSymbol>()
            .Select(Outermost)
            .Where(type => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Value.Assembly))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
    }

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type.OriginalDefinition;
}
