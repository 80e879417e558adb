namespace Scriban.Parsing;

internal enum TokenKind
{
    Raw,
    EscapedRaw,
    CodeEnter,
    CodeExit,
    EscapeEnter,
    EscapeExit,
    NewLine,
    Identifier,
    LocalIdentifier,
    Integer,
    Float,
    String,
    Symbol,
    End,
}

/// <summary>One word of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Raw text as it is output, the value of a string, else the source text.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="FollowsSpace">Whether whitespace stands right before it: <c>f (x)</c> is not <c>f(x)</c>.</param>
internal sealed record Token(TokenKind Kind, string Text, SourceSpan Span, bool FollowsSpace)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Identifier && Text == word;
}
