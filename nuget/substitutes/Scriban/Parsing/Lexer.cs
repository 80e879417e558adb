using System.Globalization;
using System.Text;

namespace Scriban.Parsing;

/// <summary>Cuts a template into words. Whitespace that <c>-</c> and <c>~</c> strip is gone afterwards.</summary>
internal sealed class Lexer(string text, string fileName)
{
    private static readonly string[] Symbols =
    [
        "?!", "?.", "??", "&&", "||", "|>", "==", "!=", "<=", ">=", "<<", ">>", "..<", "..", "//=", "//", "+=", "-=", "*=", "/=", "%=", "++", "--", "^^", "...",
        "+", "-", "*", "/", "%", "=", "<", ">", "!", "?", ":", ";", ",", ".", "|", "&", "^", "@", "(", ")", "[", "]", "{", "}",
    ];

    private static readonly string[] SymbolsByLength = [.. Symbols.OrderByDescending(symbol => symbol.Length)];

    private readonly List<Token> _tokens = [];
    private int[]? _lineStarts;
    private int _position;

    /// <summary>All words, the last one of kind <see cref="TokenKind.End"/>.</summary>
    public IReadOnlyList<Token> Read()
    {
        while (_position < text.Length)
        {
            if (StartsCode(_position, out var percents))
                ReadDelimited(percents);
            else
                ReadRaw();
        }

        Add(TokenKind.End, "", text.Length, text.Length);
        return _tokens;
    }

    private char At(int offset) => offset >= 0 && offset < text.Length ? text[offset] : '\0';

    private bool StartsCode(int offset, out int percents)
    {
        percents = 0;
        if (At(offset) != '{')
            return false;

        while (At(offset + 1 + percents) == '%')
            percents++;

        return At(offset + 1 + percents) == '{';
    }

    private bool EndsCode(int offset, int percents)
    {
        if (At(offset) is '-' or '~')
            offset++;

        if (At(offset) != '}')
            return false;

        for (var i = 1; i <= percents; i++)
        {
            if (At(offset + i) != '%')
                return false;
        }

        return At(offset + percents + 1) == '}';
    }

    private void ReadRaw()
    {
        var start = _position;
        while (_position < text.Length && !StartsCode(_position, out _))
            _position++;

        var end = _position;
        if (StartsCode(_position, out var percents))
        {
            end = At(_position + percents + 2) switch
            {
                '-' => TrimmedEnd(start, end, atLineStart: false),
                '~' => TrimmedEnd(start, end, atLineStart: true),
                _ => end,
            };
        }

        if (end > start)
            Add(TokenKind.Raw, text[start..end], start, end);
    }

    private int TrimmedEnd(int start, int end, bool atLineStart)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]) && !(atLineStart && text[end - 1] is '\n' or '\r' && IsLineEnd(end - 1)))
            end--;

        return end;

        bool IsLineEnd(int offset) => text[offset] == '\n' || At(offset + 1) != '\n';
    }

    private void ReadDelimited(int percents)
    {
        var start = _position;
        _position += percents + 2;
        if (At(_position) is '-' or '~')
            _position++;

        Add(percents == 0 ? TokenKind.CodeEnter : TokenKind.EscapeEnter, text[start.._position], start, _position);
        if (percents == 0)
            ReadCode();
        else
            ReadEscaped(percents);

        if (_position >= text.Length)
            return;

        start = _position;
        var strip = At(_position) is '-' or '~' ? At(_position++) : '\0';
        _position += percents + 2;
        Add(percents == 0 ? TokenKind.CodeExit : TokenKind.EscapeExit, text[start.._position], start, _position);
        if (strip != '\0')
            SkipSpaces(throughLineEnd: strip == '~');
    }

    private void SkipSpaces(bool throughLineEnd)
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            if (text[_position++] == '\n' && throughLineEnd)
                return;
        }
    }

    private void ReadEscaped(int percents)
    {
        var start = _position;
        while (_position < text.Length && !EndsCode(_position, percents))
            _position++;

        if (_position > start)
            Add(TokenKind.EscapedRaw, text[start.._position], start, _position);
    }

    private void ReadCode()
    {
        var openBraces = 0;
        while (_position < text.Length && !(openBraces == 0 && EndsCode(_position, 0)))
        {
            var start = _position;
            var c = text[_position];
            if (c is '\n' or '\r')
            {
                SkipSpaces(throughLineEnd: false);
                Add(TokenKind.NewLine, "\n", start, start + 1);
            }
            else if (char.IsWhiteSpace(c))
                _position++;
            else if (c == '#')
                SkipComment(openBraces);
            else if (c is '"' or '\'')
                ReadString(c);
            else if (c == '`')
                ReadVerbatimString();
            else if (char.IsDigit(c))
                ReadNumber();
            else if (c == '$')
                ReadLocalIdentifier();
            else if (IsLetter(c))
                ReadIdentifier();
            else
            {
                var symbol = Array.Find(SymbolsByLength, candidate => string.CompareOrdinal(text, start, candidate, 0, candidate.Length) == 0)
                    ?? throw new ParseException(SpanOf(start, start + 1), $"Unexpected character `{c}`");
                openBraces = Math.Max(0, openBraces + symbol switch { "{" => 1, "}" => -1, _ => 0 });
                _position += symbol.Length;
                Add(TokenKind.Symbol, symbol, start, _position);
            }
        }
    }

    private static bool IsLetter(char c) => c == '_' || char.IsLetter(c);

    private void SkipComment(int openBraces)
    {
        var isMultiLine = At(_position + 1) == '#';
        _position += isMultiLine ? 2 : 1;
        while (_position < text.Length && !(openBraces == 0 && EndsCode(_position, 0)))
        {
            if (!isMultiLine && text[_position] is '\r' or '\n')
                return;

            if (isMultiLine && text[_position] == '#' && At(_position + 1) == '#')
            {
                _position += 2;
                return;
            }

            _position++;
        }
    }

    private void ReadIdentifier()
    {
        var start = _position;
        while (IsLetter(At(_position)) || char.IsDigit(At(_position)))
            _position++;

        Add(TokenKind.Identifier, text[start.._position], start, _position);
    }

    private void ReadLocalIdentifier()
    {
        var start = _position++;
        if (At(_position) is '"' or '\'')
            throw ParseException.NotSupported(SpanOf(start, _position + 1), "An interpolated string `$\"..\"`");

        if (At(_position) == '$')
            throw ParseException.NotSupported(SpanOf(start, _position + 1), "The block delegate `$$`");

        while (IsLetter(At(_position)) || char.IsDigit(At(_position)))
            _position++;

        Add(TokenKind.LocalIdentifier, text[start.._position], start, _position);
    }

    private void ReadNumber()
    {
        var start = _position;
        if (text[_position] == '0' && At(_position + 1) is 'x' or 'b')
            throw ParseException.NotSupported(SpanOf(start, start + 2), "A hexadecimal or binary number");

        while (char.IsDigit(At(_position)) || At(_position) == '_')
            _position++;

        var isFloat = false;
        if (At(_position) == '.' && char.IsDigit(At(_position + 1)))
        {
            isFloat = true;
            _position++;
            while (char.IsDigit(At(_position)))
                _position++;
        }

        if (IsLetter(At(_position)))
            throw ParseException.NotSupported(SpanOf(start, _position + 1), $"The number suffix or exponent `{At(_position)}`");

        Add(isFloat ? TokenKind.Float : TokenKind.Integer, text[start.._position].Replace("_", "", StringComparison.Ordinal), start, _position);
    }

    private void ReadVerbatimString()
    {
        var start = _position++;
        var value = new StringBuilder();
        while (true)
        {
            if (_position >= text.Length)
                throw new ParseException(SpanOf(start, _position), "Unexpected end of file while parsing a verbatim string not terminated by a `");

            var c = text[_position++];
            if (c == '`' && At(_position) != '`')
                break;

            if (c == '`')
                _position++;

            value.Append(c);
        }

        Add(TokenKind.String, value.ToString(), start, _position);
    }

    private void ReadString(char quote)
    {
        var start = _position++;
        var value = new StringBuilder();
        while (true)
        {
            if (_position >= text.Length)
                throw new ParseException(SpanOf(start, _position), $"Unexpected end of file while parsing a string not terminated by a {quote}");

            var c = text[_position++];
            if (c == quote)
                break;

            if (c == '\\')
                ReadEscape(value);
            else
                value.Append(c);
        }

        Add(TokenKind.String, value.ToString(), start, _position);
    }

    private void ReadEscape(StringBuilder value)
    {
        var start = _position - 1;
        var c = At(_position++);
        switch (c)
        {
            case '\r' when At(_position) == '\n':
                _position++;
                break;
            case '\n' or '\r':
                break;
            case 'u':
                value.Append(ReadHexadecimal(start, 4));
                break;
            case 'x':
                value.Append(ReadHexadecimal(start, 2));
                break;
            default:
                value.Append(c switch
                {
                    '0' => '\0',
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'v' => '\v',
                    '\'' or '"' or '\\' => c,
                    _ => throw new ParseException(SpanOf(start, _position), $"Unexpected escape character `{c}` in string. Only 0 ' \\ \" b f n r t v u0000-uFFFF x00-xFF are allowed"),
                });
                break;
        }
    }

    private char ReadHexadecimal(int start, int digits)
    {
        if (_position + digits > text.Length || !int.TryParse(text.AsSpan(_position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw new ParseException(SpanOf(start, _position), $"Unexpected hex number following `\\{text[_position - 1]}`. Expecting {digits} digits");

        _position += digits;
        return (char)code;
    }

    private void Add(TokenKind kind, string value, int start, int end) =>
        _tokens.Add(new Token(kind, value, SpanOf(start, end), char.IsWhiteSpace(At(start - 1))));

    private SourceSpan SpanOf(int start, int end) => new(fileName, PositionOf(start), PositionOf(Math.Max(start, end - 1)));

    private TextPosition PositionOf(int offset)
    {
        _lineStarts ??= [0, .. Enumerable.Range(0, text.Length).Where(i => text[i] == '\n' || (text[i] == '\r' && At(i + 1) != '\n')).Select(i => i + 1)];
        var line = Array.BinarySearch(_lineStarts, offset);
        line = line < 0 ? ~line - 1 : line;
        return new TextPosition(offset, line, offset - _lineStarts[line]);
    }
}
