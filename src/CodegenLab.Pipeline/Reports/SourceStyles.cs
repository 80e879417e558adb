using System.Text;
using CodegenLab.Pipeline.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Reports;

/// <summary>Colours the source of a file and marks in it the conditions that tests leave open and the mutants that they do not notice.</summary>
internal sealed class SourceStyles
{
    private readonly string _source;
    private readonly SourceText _text;

    /// <summary>A class of the style sheet a character; '\0': none.</summary>
    private readonly char[] _colours;
    private readonly bool[] _open;
    private readonly bool[] _alive;

    public SourceStyles(FileFigures file)
    {
        _source = file.Text;
        _text = SourceText.From(file.Text);
        _colours = new char[_source.Length];
        _open = new bool[_source.Length];
        _alive = new bool[_source.Length];
        foreach (var token in CSharpSyntaxTree.ParseText(_text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot().DescendantTokens())
        {
            Colour(token.LeadingTrivia);
            Colour(token.Span, ColourOf(token));
            Colour(token.TrailingTrivia);
        }

        foreach (var branch in file.Branches.Where(branch => branch.Tests.IsEmpty))
            Mark(_open, branch.Line, branch.Column, branch.EndLine, branch.EndColumn);
        foreach (var mutant in file.Mutants.Where(mutant => mutant.Status == MutantStatus.Survived))
            Mark(_alive, mutant.Line, mutant.Column, mutant.EndLine, mutant.EndColumn);
    }

    /// <summary>A part of the source, escaped, within one line.</summary>
    public string Html(TextSpan span)
    {
        var html = new StringBuilder();
        for (var at = span.Start; at < span.End;)
        {
            var end = at + 1;
            while (end < span.End && _colours[end] == _colours[at] && _open[end] == _open[at] && _alive[end] == _alive[at])
                end++;
            var classes = string.Join(' ', ((string[])[_colours[at] == '\0' ? "" : _colours[at].ToString(), _open[at] ? "open" : "", _alive[at] ? "alive" : ""]).Where(name => name.Length > 0));
            var text = HtmlPage.Escape(_source[at..end]);
            html.Append(classes.Length == 0 ? text : $"<span class=\"{classes}\">{text}</span>");
            at = end;
        }

        return html.ToString();
    }

    private void Colour(SyntaxTriviaList trivia)
    {
        foreach (var one in trivia)
        {
            if (one.IsDirective)
                Colour(one.FullSpan, 'p');
            else if (one.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia))
                Colour(one.FullSpan, 'c');
        }
    }

    private void Colour(TextSpan span, char colour) => _colours.AsSpan(span.Start, span.Length).Fill(colour);

    private static char ColourOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken => 's',
        SyntaxKind.NumericLiteralToken => 'd',
        _ when token.IsKeyword() || (token.IsContextualKeyword() && token.Parent is not Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax { Identifier.Text: not ("var" or "nameof" or "await") }) => 'k',
        _ => '\0',
    };

    /// <summary>Places beyond the text are cut: the file may have changed since.</summary>
    private void Mark(bool[] marks, int line, int column, int endLine, int endColumn)
    {
        var (start, end) = (PositionOf(line, column), PositionOf(endLine, endColumn));
        if (end > start)
            marks.AsSpan(start, end - start).Fill(true);
    }

    private int PositionOf(int line, int column) =>
        line < 1 ? 0 : line > _text.Lines.Count ? _source.Length : Math.Min(_text.Lines[line - 1].Start + Math.Max(0, column - 1), _text.Lines[line - 1].End);
}
