using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Cuts code out of its file for reading, moved to the left margin.</summary>
internal static partial class Excerpt
{
    /// <summary>Where a symbol is declared; of a field the whole line.</summary>
    public static IEnumerable<SyntaxNode> DeclarationsOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Select(node => node is VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } ? field : node);

    /// <summary>The node as it stands in its file, with its doc comment.</summary>
    public static string Of(SyntaxNode node) => Dedent(DocumentationOf(node) + node, IndentOf(node));

    /// <summary>The node as it stands in its file, without its doc comment.</summary>
    public static string CodeOf(SyntaxNode node) => Dedent(node.ToString(), IndentOf(node));

    /// <summary>A declaration without bodies and initial values, with its doc comment: what a caller needs to know.</summary>
    public static string OutlineOf(MemberDeclarationSyntax member) => OutlineOf(member, []);

    /// <param name="inherited">Declarations that have the doc comment when the member has none of its own; nearest first.</param>
    public static string OutlineOf(MemberDeclarationSyntax member, IEnumerable<MemberDeclarationSyntax> inherited)
    {
        var own = DocumentationOf(member);
        if (own.Length == 0 || own.Contains("<inheritdoc", StringComparison.Ordinal))
            own = inherited.Select(DocumentationOf).FirstOrDefault(text => text.Length > 0 && !text.Contains("<inheritdoc", StringComparison.Ordinal)) ?? own;
        return Dedent(WithoutEmptyTags(own) + WithoutDirectives(WithoutBody(member)), IndentOf(member));
    }

    /// <summary>The head of a type in one line: modifiers, name, parameters, bases and constraints.</summary>
    public static string HeadOf(BaseTypeDeclarationSyntax type)
    {
        var start = type.Modifiers.Count > 0 ? type.Modifiers.Span.Start : type is TypeDeclarationSyntax known ? known.Keyword.SpanStart : ((EnumDeclarationSyntax)type).EnumKeyword.SpanStart;
        var end = type switch
        {
            TypeDeclarationSyntax { ConstraintClauses: { Count: > 0 } constraints } => constraints.Span.End,
            { BaseList: { } bases } => bases.Span.End,
            TypeDeclarationSyntax { ParameterList: { } parameters } => parameters.Span.End,
            TypeDeclarationSyntax { TypeParameterList: { } parameters } => parameters.Span.End,
            _ => type.Identifier.Span.End,
        };
        return OneLine(type.SyntaxTree.GetText().ToString(TextSpan.FromBounds(start, end)));
    }

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string WithoutBody(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax { ConstraintClauses: { Count: > 0 } constraints } => UpTo(member, constraints.Span.End) + ";",
        BaseMethodDeclarationSyntax method => UpTo(member, method.ParameterList.Span.End) + ";",
        IndexerDeclarationSyntax indexer => UpTo(member, indexer.ParameterList.Span.End) + Accessors(indexer.AccessorList),
        PropertyDeclarationSyntax property => UpTo(member, property.Identifier.Span.End) + Accessors(property.AccessorList),
        EventDeclarationSyntax @event => UpTo(member, @event.Identifier.Span.End) + ";",
        BaseFieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.ConstKeyword) => UpTo(member, field.Declaration.Variables[0].Identifier.Span.End) + ";",
        TypeDeclarationSyntax type => HeadOf(type) + ";",
        _ => member.ToString(),
    };

    private static string UpTo(SyntaxNode node, int end) => node.SyntaxTree.GetText().ToString(TextSpan.FromBounds(node.SpanStart, end));

    private static string Accessors(AccessorListSyntax? list) => list is null
        ? " { get; }"
        : $" {{ {string.Concat(list.Accessors.Select(accessor => string.Concat(accessor.Modifiers.Select(modifier => modifier.Text + " ")) + accessor.Keyword.Text + "; "))}}}";

    private static string DocumentationOf(SyntaxNode node)
    {
        var lines = node.GetLeadingTrivia()
            .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
            .SelectMany(trivia => trivia.ToFullString().Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0);
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>Tags that templates leave behind, and that say nothing.</summary>
    private static string WithoutEmptyTags(string documentation) => EmptyTag().Replace(documentation, "");

    private static string WithoutDirectives(string code) => Directive().Replace(code, "");

    private static int IndentOf(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Length - line.AsSpan().TrimStart().Length;
    }

    private static string Dedent(string text, int indent) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Length - line.AsSpan().TrimStart().Length >= indent ? line[indent..].TrimEnd() : line.Trim()));

    [GeneratedRegex("""^[ \t]*///[ \t]*<(param|typeparam|returns|value|remarks|summary)\b[^<>]*(/>|>\s*</\1>)[ \t]*\n""", RegexOptions.Multiline)]
    private static partial Regex EmptyTag();

    [GeneratedRegex(@"^[ \t]*#[^\n]*\n", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
