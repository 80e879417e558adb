namespace Scriban.Parsing;

/// <summary>Goes through the words of a template one by one.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int _index;

    /// <summary>Above zero, line ends inside code are skipped: in array and object literals, and after a pipe.</summary>
    public int LineEndsSkipped { get; set; }

    public Token Current => tokens[_index];

    public Token Previous => tokens[Math.Max(0, _index - 1)];

    public Token Following => tokens[NextIndex()];

    public Token Next()
    {
        var token = Current;
        _index = NextIndex();
        return token;
    }

    private int NextIndex()
    {
        var next = Math.Min(_index + 1, tokens.Count - 1);
        while (LineEndsSkipped > 0 && tokens[next].Kind == TokenKind.NewLine)
            next++;

        return next;
    }
}
