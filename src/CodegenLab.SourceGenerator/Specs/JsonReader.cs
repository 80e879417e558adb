using System.Globalization;
using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>Reads JSON (RFC 8259), with comments and commas at the end of lists, which people write.</summary>
internal sealed class JsonReader(string text)
{
    private const int Deepest = 64;
    private int _at;
    private int _depth;

    /// <exception cref="MalformedTextException">It is none.</exception>
    public static JsonValue Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.Value();
        reader.Skip();
        return reader._at == text.Length ? value : throw reader.Unexpected("the end");
    }

    private JsonValue Value()
    {
        Skip();
        if (++_depth > Deepest)
            throw new MalformedTextException($"it is more than {Deepest} levels deep", _at);
        var start = _at;
        var value = Next() switch
        {
            '{' => Members(start),
            '[' => List(start),
            '"' => Plain(JsonKind.Text, Text(), start),
            't' => Word("true", JsonKind.True),
            'f' => Word("false", JsonKind.False),
            'n' => Word("null", JsonKind.Null),
            '-' or (>= '0' and <= '9') => Number(),
            _ => throw Unexpected("a value"),
        };
        _depth--;
        return value;
    }

    private JsonValue Members(int start)
    {
        var members = new List<JsonMember>();
        _at++;
        while (!Ends('}', members.Count > 0))
        {
            var from = _at;
            var name = Next() == '"' ? Text() : throw Unexpected("a name in quotes");
            var span = TextSpan.FromBounds(from, _at);
            Skip();
            if (Next() != ':')
                throw Unexpected("a colon");
            _at++;
            members.Add(new JsonMember(name, Value(), span));
        }

        return new JsonValue(JsonKind.Members, "", EquatableArray<JsonValue>.Empty, members.ToEquatableArray(), TextSpan.FromBounds(start, _at));
    }

    private JsonValue List(int start)
    {
        var items = new List<JsonValue>();
        _at++;
        while (!Ends(']', items.Count > 0))
            items.Add(Value());
        return new JsonValue(JsonKind.List, "", items.ToEquatableArray(), EquatableArray<JsonMember>.Empty, TextSpan.FromBounds(start, _at));
    }

    /// <summary>Whether a list or object ends here; if not, what follows is the next item.</summary>
    private bool Ends(char end, bool hasItems)
    {
        Skip();
        if (Next() == end)
        {
            _at++;
            return true;
        }

        if (!hasItems)
            return false;
        if (Next() != ',')
            throw Unexpected($"a comma or {end}");
        _at++;
        Skip();
        if (Next() != end)
            return false;
        _at++;
        return true;
    }

    private string Text()
    {
        var read = new StringBuilder();
        for (_at++; Next() != '"'; _at++)
        {
            if (Next() is '\0' or '\n' or '\r')
                throw Unexpected("the closing quotes");
            if (Next() != '\\')
            {
                read.Append(Next());
                continue;
            }

            _at++;
            switch (Next())
            {
                case '"' or '\\' or '/':
                    read.Append(Next());
                    break;
                case 'n':
                    read.Append('\n');
                    break;
                case 't':
                    read.Append('\t');
                    break;
                case 'r':
                    read.Append('\r');
                    break;
                case 'b':
                    read.Append('\b');
                    break;
                case 'f':
                    read.Append('\f');
                    break;
                case 'u' when _at + 4 < text.Length && ushort.TryParse(text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    read.Append((char)code);
                    _at += 4;
                    break;
                default:
                    throw Unexpected("an escape that JSON knows");
            }
        }

        _at++;
        return read.ToString();
    }

    private JsonValue Number()
    {
        var start = _at;
        while (Next() is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9'))
            _at++;
        var written = text.Substring(start, _at - start);
        return double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? Plain(JsonKind.Number, written, start) : throw new MalformedTextException($"'{written}' is no number", start);
    }

    private JsonValue Word(string word, JsonKind kind)
    {
        var start = _at;
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0)
            throw Unexpected("a value");
        _at += word.Length;
        return Plain(kind, word, start);
    }

    private JsonValue Plain(JsonKind kind, string value, int start) => new(kind, value, EquatableArray<JsonValue>.Empty, EquatableArray<JsonMember>.Empty, TextSpan.FromBounds(start, _at));

    private void Skip()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]) || text[_at] == '\ufeff')
                _at++;
            else if (text[_at] == '/' && _at + 1 < text.Length && text[_at + 1] == '/')
                _at = text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length;
            else
                return;
        }
    }

    /// <summary>Zero at the end.</summary>
    private char Next() => _at < text.Length ? text[_at] : '\0';

    private MalformedTextException Unexpected(string expected) => new(_at < text.Length ? $"here is '{text[_at]}' instead of {expected}" : $"it ends instead of going on with {expected}", _at);
}
