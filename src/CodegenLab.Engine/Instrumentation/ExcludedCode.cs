using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Code that is not to count: <c>[ExcludeFromCodeCoverage]</c> stands at it, at what is around it, or at the assembly. Told by name, as coverage tools do, for projects declare the attribute themselves.</summary>
public sealed class ExcludedCode
{
    private const string Name = "ExcludeFromCodeCoverage";

    private readonly List<TextSpan> _spans;

    private ExcludedCode(List<TextSpan> spans) => _spans = spans;

    /// <param name="tree">A file of it.</param>
    public static ExcludedCode In(SyntaxTree tree, Compilation compilation)
    {
        var root = tree.GetRoot();
        if (compilation.SyntaxTrees.Any(IsWholeAssembly))
            return new ExcludedCode([root.FullSpan]);
        return new ExcludedCode([.. root.DescendantNodes().Where(node => IsExcluded(node) || node is TypeDeclarationSyntax type && IsExcludedElsewhere(type, compilation)).Select(node => node.Span)]);
    }

    /// <summary>All of it is excluded.</summary>
    public bool Contains(TextSpan span) => _spans.Exists(excluded => excluded.Contains(span));

    /// <summary>Another part of the type says it.</summary>
    private static bool IsExcludedElsewhere(TypeDeclarationSyntax type, Compilation compilation) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword)
        && compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type) is { } symbol
        && symbol.DeclaringSyntaxReferences.Any(part => IsExcluded(part.GetSyntax()));

    private static bool IsWholeAssembly(SyntaxTree tree) => tree.GetRoot() is CompilationUnitSyntax { AttributeLists: var lists } && Says(lists);

    private static bool IsExcluded(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => Says(member.AttributeLists),
        AccessorDeclarationSyntax accessor => Says(accessor.AttributeLists),
        LocalFunctionStatementSyntax function => Says(function.AttributeLists),
        LambdaExpressionSyntax lambda => Says(lambda.AttributeLists),
        _ => false,
    };

    private static bool Says(SyntaxList<AttributeListSyntax> lists) => lists.Any(list => list.Attributes.Any(attribute => NameOf(attribute.Name) is Name or Name + "Attribute"));

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => "",
    };
}
