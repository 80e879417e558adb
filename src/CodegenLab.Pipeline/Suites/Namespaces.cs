using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Tells the namespace of a type from its name: among the namespaces that its file declares, the longest that the name begins with.</summary>
/// <param name="text">Of the file.</param>
public sealed class Namespaces(string text)
{
    /// <summary>Of types outside any namespace.</summary>
    public const string Global = "(global)";

    private readonly ImmutableArray<string> _declared =
    [
        .. CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>()
            .Select(declaration => string.Join('.', declaration.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(outer => string.Concat(outer.Name.ToString().Where(c => !char.IsWhiteSpace(c))))))
            .Distinct().OrderByDescending(name => name.Length),
    ];

    /// <param name="type">Full name, nested ones behind a dot.</param>
    public string Of(string type) => _declared.FirstOrDefault(name => IsIn(type, name)) ?? Global;

    /// <summary>The type stands in the namespace or in one below it.</summary>
    public static bool IsIn(string type, string ns) => type.Length > ns.Length && type[ns.Length] == '.' && type.StartsWith(ns, StringComparison.Ordinal);
}
