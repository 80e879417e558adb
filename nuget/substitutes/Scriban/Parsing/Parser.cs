using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>Reads the statements of a template. Stops at the first error.</summary>
internal sealed class Parser
{
    private static readonly string[] Unsupported = ["func", "import", "readonly", "wrap", "tablerow"];

    private readonly string _text;
    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;
    private bool _inCode;

    private Parser(string text, TokenReader tokens)
    {
        _text = text;
        _tokens = tokens;
        _expressions = new ExpressionParser(tokens);
    }

    /// <summary>The statements of a template.</summary>
    /// <exception cref="ParseException">The template has an error.</exception>
    public static Block Parse(string text, string fileName)
    {
        var parser = new Parser(text, new TokenReader(new Lexer(text, fileName).Read()));
        var page = parser.ParseBlock(inCase: false);
        return parser._tokens.Current switch
        {
            { Kind: TokenKind.End } => page,
            { Text: "end" } token => throw new ParseException(token.Span, "Found <end> statement without a corresponding beginning of a block"),
            { Text: "else" } token => throw new ParseException(token.Span, "A else condition must be preceded by another if/else/when condition or a for loop."),
            { Text: "when" } token => throw new ParseException(token.Span, "A `when` condition must be preceded by another `when`/`else`/`case` condition"),
            var token => throw new ParseException(token.Span, $"Unexpected token {token.Text}"),
        };
    }

    /// <summary>Reads up to the <c>end</c>, <c>else</c> or <c>when</c> that belongs to an outer statement.</summary>
    private Block ParseBlock(bool inCase)
    {
        var start = _tokens.Current.Span;
        var statements = new List<Statement>();
        while (true)
        {
            var token = _tokens.Current;
            switch (token.Kind)
            {
                case TokenKind.End:
                    return new Block(start, statements);
                case TokenKind.Raw or TokenKind.EscapedRaw:
                    _tokens.Next();
                    if (!inCase)
                        statements.Add(new RawStatement(token.Span, token.Text));
                    break;
                case TokenKind.CodeEnter or TokenKind.CodeExit or TokenKind.EscapeEnter or TokenKind.EscapeExit:
                    _tokens.Next();
                    _inCode = token.Kind == TokenKind.CodeEnter;
                    statements.Add(new CodeEdge(token.Span, token.Kind is TokenKind.CodeEnter or TokenKind.EscapeEnter, IndentOf(token, statements)));
                    break;
                case TokenKind.NewLine:
                    _tokens.Next();
                    break;
                case TokenKind.Symbol when token.Text == ";":
                    _tokens.Next();
                    break;
                case TokenKind.Identifier when token.Text is "end" or "else":
                    return new Block(start, statements);
                case TokenKind.Identifier when token.Text == "when" && !inCase:
                    return new Block(start, statements);
                default:
                    if (inCase && !token.IsWord("when"))
                        throw new ParseException(token.Span, $"Unexpected statement/expression `{token.Text}` in the body of a `case` statement. Only `when`/`else` are expected.");

                    statements.Add(ParseStatement(token));
                    if (inCase)
                        return new Block(start, statements);
                    break;
            }
        }
    }

    /// <summary>The whitespace before code, if the code is the first on its line.</summary>
    private string IndentOf(Token token, List<Statement> statements)
    {
        if (token.Kind != TokenKind.CodeEnter || statements is not [.., RawStatement raw])
            return "";

        var end = raw.Span.End.Offset + 1;
        for (var i = end - 1; i >= 0; i--)
        {
            if (_text[i] == '\n')
                return _text[(i + 1)..end];

            if (!char.IsWhiteSpace(_text[i]))
                return "";
        }

        return _text[..end];
    }

    private Statement ParseStatement(Token token)
    {
        if (token.Kind != TokenKind.Identifier || _tokens.Following.IsSymbol("."))
            return ParseExpressionStatement();

        if (Unsupported.Contains(token.Text))
            throw ParseException.NotSupported(token.Span, $"The statement `{token.Text}`");

        switch (token.Text)
        {
            case "if":
                var ifStatement = ParseIf();
                ExpectEnd("if statement");
                return ifStatement;
            case "for":
                return ParseFor();
            case "while":
                _tokens.Next();
                return new WhileStatement(token.Span, _expressions.Parse(allowAssignment: false), ParseBody("while statement"));
            case "case":
                return ParseCase();
            case "when":
                return ParseWhen();
            case "capture":
                _tokens.Next();
                return new CaptureStatement(token.Span, _expressions.Parse(allowAssignment: false), ParseBody("capture statement"));
            case "with":
                _tokens.Next();
                return new WithStatement(token.Span, _expressions.Parse(allowAssignment: false), ParseBody("with statement"));
            case "break":
                _tokens.Next();
                ExpectEndOfStatement();
                return new BreakStatement(token.Span);
            case "continue":
                _tokens.Next();
                ExpectEndOfStatement();
                return new ContinueStatement(token.Span);
            case "ret":
                _tokens.Next();
                var value = _expressions.StartsHere() ? _expressions.Parse(allowAssignment: false) : null;
                ExpectEndOfStatement();
                return new ReturnStatement(token.Span, value);
            default:
                return ParseExpressionStatement();
        }
    }

    private ExpressionStatement ParseExpressionStatement()
    {
        var expression = _expressions.Parse(allowAssignment: true);
        ExpectEndOfStatement();
        return new ExpressionStatement(expression.Span, expression);
    }

    private IfStatement ParseIf()
    {
        var span = _tokens.Next().Span;
        var condition = _expressions.Parse(allowAssignment: false);
        ExpectEndOfStatement();
        var then = ParseBlock(inCase: false);
        return new IfStatement(span, condition, then, ParseElse(allowElseIf: true));
    }

    private Statement? ParseElse(bool allowElseIf)
    {
        if (!_tokens.Current.IsWord("else"))
            return null;

        var token = _tokens.Next();
        if (_tokens.Current.IsWord("if"))
            return allowElseIf ? ParseIf() : throw new ParseException(token.Span, "Invalid if/else combination within a for statement.");

        ExpectEndOfStatement();
        return ParseBlock(inCase: false);
    }

    private ForStatement ParseFor()
    {
        var span = _tokens.Next().Span;
        var variable = _expressions.ParsePrimary();
        if (variable is not (Variable or MemberAccess or IndexAccess))
            throw new ParseException(variable.Span, $"Error while parsing for statement: Expecting a variable instead of `{variable}`");

        if (!_tokens.Current.IsWord("in"))
            throw new ParseException(_tokens.Current.Span, $"Error while parsing for statement: Expecting 'in' word instead of `{_tokens.Current.Text}`");

        _tokens.Next();
        var iterator = _expressions.ParseIterator(out var options);
        ExpectEndOfStatement();
        var body = ParseBlock(inCase: false);
        var otherwise = (Block?)ParseElse(allowElseIf: false);
        ExpectEnd("for statement");
        return new ForStatement(span, variable, iterator, options, body, otherwise);
    }

    private CaseStatement ParseCase()
    {
        var span = _tokens.Next().Span;
        var value = _expressions.Parse(allowAssignment: false);
        ExpectEndOfStatement();
        var body = ParseBlock(inCase: true);
        ExpectEnd("case statement");
        return new CaseStatement(span, value, body);
    }

    private WhenStatement ParseWhen()
    {
        var span = _tokens.Next().Span;
        var values = new List<Expression>();
        while (_expressions.StartsHere())
        {
            values.Add(_expressions.ParseWhenValue());
            if (_tokens.Current.IsSymbol(",") || _tokens.Current.IsSymbol("||"))
                _tokens.Next();
        }

        if (values.Count == 0)
            throw new ParseException(_tokens.Current.Span, "When is expecting at least one value.");

        ExpectEndOfStatement();
        var body = ParseBlock(inCase: false);
        var next = _tokens.Current.IsWord("when") ? ParseWhen() : ParseElse(allowElseIf: true);
        return new WhenStatement(span, values, body, next);
    }

    private Block ParseBody(string statement)
    {
        ExpectEndOfStatement();
        var body = ParseBlock(inCase: false);
        ExpectEnd(statement);
        return body;
    }

    private void ExpectEnd(string statement)
    {
        var token = _tokens.Current;
        if (token.Kind == TokenKind.End)
            throw new ParseException(_tokens.Previous.Span, $"Error while parsing {statement}: The <end> statement was not found");

        if (!token.IsWord("end"))
            throw new ParseException(token.Span, $"Error while parsing {statement}: Unexpected `{token.Text}`. Expecting `end`.");

        _tokens.Next();
        ExpectEndOfStatement();
    }

    private void ExpectEndOfStatement()
    {
        var token = _tokens.Current;
        if (token.Kind == TokenKind.NewLine || token.IsSymbol(";"))
            _tokens.Next();
        else if (token.Kind is not (TokenKind.CodeExit or TokenKind.End) || !_inCode)
            throw new ParseException(token.Span, $"Invalid token found `{token.Text}`. Expecting <EOL>/end of line.");
    }
}
