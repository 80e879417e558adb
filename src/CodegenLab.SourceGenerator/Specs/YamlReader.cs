using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>
/// Reads the part of YAML 1.2 that specifications are written in: mappings and lists, by indentation or in brackets, plain and quoted texts of one line, blocks after | and &gt;.
/// What it does not understand, and what readers of YAML understand differently, it says.
/// </summary>
internal sealed class YamlReader(string text)
{
    private const int Deepest = 64;
    private const int LongestNumber = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>As JSON writes them, with a sign of either kind.</summary>
    private static readonly Regex Number = new(@"^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant, Patience);

    /// <summary>Numbers to some readers of YAML and texts, or other numbers, to others.</summary>
    private static readonly Regex DoubtfulNumber = new(
        @"^[-+]?(0[xob][0-9a-f_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?|[0-9][0-9_]*|\.[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*|\.inf|\.nan)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Patience);

    /// <summary>False or true to some readers.</summary>
    private static readonly HashSet<string> DoubtfulWords = new(["true", "false", "null", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    private int _at;
    private int _depth;

    /// <exception cref="MalformedTextException">It is none, or more than this reads.</exception>
    public static JsonValue Read(string text)
    {
        var reader = new YamlReader(text);
        reader.Start();
        var value = reader.Block(-1);
        reader.SkipLines();
        if (reader.StartsWith("..."))
        {
            reader._at += 3;
            reader.SkipLines();
        }

        return reader._at == text.Length ? value
            : reader.StartsWith("---") ? throw new MalformedTextException("a second document starts here: a file holds one", reader._at)
            : throw new MalformedTextException($"this line belongs to nothing: its indentation is that of no {(value.Kind == JsonKind.List ? "list" : "mapping")} above it", reader._at);
    }

    private void Start()
    {
        if (Next() == '\ufeff')
            _at++;
        SkipLines();
        if (Next() == '%')
            throw new MalformedTextException("directives (%) are not understood: leave them out", _at);
        if (StartsWith("---"))
        {
            _at += 3;
            SkipLines();
        }
    }

    /// <summary>What stands here, deeper than the lines around it.</summary>
    private JsonValue Block(int around)
    {
        if (++_depth > Deepest)
            throw new MalformedTextException($"it is more than {Deepest} levels deep", _at);
        if (_at == text.Length)
            throw new MalformedTextException("it ends instead of going on with a value", _at);
        var column = Column();
        var value = IsItem() ? List(column) : IsKey() ? Members(column) : Single(around);
        _depth--;
        return value;
    }

    private JsonValue List(int column)
    {
        var start = _at;
        var items = new List<JsonValue>();
        int end;
        do
        {
            var dash = _at++;
            SkipLines();
            items.Add(_at < text.Length && (Column() > column || IsSameLine(dash)) ? Block(column) : throw Nothing(dash));
            end = _at;
            SkipLines();
            Fits(column, end);
        }
        while (_at < text.Length && Column() == column && IsItem());

        return new JsonValue(JsonKind.List, "", items.ToEquatableArray(), EquatableArray<JsonMember>.Empty, TextSpan.FromBounds(start, end));
    }

    private JsonValue Members(int column)
    {
        var start = _at;
        var members = new List<JsonMember>();
        int end;
        do
        {
            members.Add(Member(column, members));
            end = _at;
            SkipLines();
            Fits(column, end);
        }
        while (_at < text.Length && Column() == column && !IsItem() && !IsMarker());

        return new JsonValue(JsonKind.Members, "", EquatableArray<JsonValue>.Empty, members.ToEquatableArray(), TextSpan.FromBounds(start, end));
    }

    private JsonMember Member(int column, List<JsonMember> before)
    {
        if (!IsKey())
            throw new MalformedTextException("here is no 'name: value'", _at);
        var from = _at;
        var name = Next() is '"' or '\'' ? Quoted() : Plain(inBrackets: false);
        var span = TextSpan.FromBounds(from, _at);
        Unique(name, span, before);
        SkipSpaces();
        var colon = _at++;
        SkipLines();
        if (_at == text.Length || IsMarker())
            throw Nothing(colon);
        if (IsSameLine(colon))
            return IsItem() ? throw new MalformedTextException("a list starts on the line after its name", _at)
                : IsKey() ? throw new MalformedTextException("here is a second 'name: value' on the line: write the text in quotes, or the value below its name", _at)
                : new JsonMember(name, Single(column), span);
        // Items may stand right below the name that they belong to.
        return Column() > column || (Column() == column && IsItem()) ? new JsonMember(name, Block(Column() == column ? column - 1 : column), span) : throw Nothing(colon);
    }

    /// <summary>A value without lines of its own, or a block of text.</summary>
    private JsonValue Single(int around)
    {
        var start = _at;
        switch (Next())
        {
            case '|' or '>':
                return TextBlock(around);
            case '[' or '{' or '"' or '\'':
                var value = Bracketed();
                EndOfLine();
                return value;
            default:
                var plain = Plain(inBrackets: false);
                var found = Resolved(plain, start);
                EndOfLine();
                return found;
        }
    }

    private JsonValue Bracketed()
    {
        if (++_depth > Deepest)
            throw new MalformedTextException($"it is more than {Deepest} levels deep", _at);
        var start = _at;
        JsonValue value;
        switch (Next())
        {
            case '[':
                var items = new List<JsonValue>();
                _at++;
                while (!Ends(']', items.Count > 0))
                {
                    items.Add(Bracketed());
                    SkipLines();
                    if (Next() == ':')
                        throw new MalformedTextException("here is a 'name: value' among items: write { name: value }", _at);
                }

                value = new JsonValue(JsonKind.List, "", items.ToEquatableArray(), EquatableArray<JsonMember>.Empty, TextSpan.FromBounds(start, _at));
                break;
            case '{':
                var members = new List<JsonMember>();
                _at++;
                while (!Ends('}', members.Count > 0))
                    members.Add(BracketedMember(members));
                value = new JsonValue(JsonKind.Members, "", EquatableArray<JsonValue>.Empty, members.ToEquatableArray(), TextSpan.FromBounds(start, _at));
                break;
            case '"' or '\'':
                value = Of(JsonKind.Text, Quoted(), start);
                break;
            case '\0' when _at == text.Length:
                throw new MalformedTextException("it ends instead of going on with a value", _at);
            default:
                value = Resolved(Plain(inBrackets: true), start);
                break;
        }

        _depth--;
        return value;
    }

    private JsonMember BracketedMember(List<JsonMember> before)
    {
        var from = _at;
        var name = Next() is '"' or '\'' ? Quoted() : Plain(inBrackets: true);
        var span = TextSpan.FromBounds(from, _at);
        Unique(name, span, before);
        SkipLines();
        if (Next() != ':')
            throw Unexpected("a colon");
        _at++;
        SkipLines();
        return Next() is ',' or '}' ? throw Nothing(_at) : new JsonMember(name, Bracketed(), span);
    }

    /// <summary>Whether a list or mapping in brackets ends here; if not, what follows is the next item.</summary>
    private bool Ends(char end, bool hasItems)
    {
        SkipLines();
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
        SkipLines();
        if (Next() != end)
            return false;
        _at++;
        return true;
    }

    private JsonValue TextBlock(int around)
    {
        var start = _at;
        var isFolded = text[_at++] == '>';
        var end = Next() is '-' or '+' ? text[_at++] : ' ';
        if (char.IsDigit(Next()))
            throw new MalformedTextException("an indentation indicator is not understood: indent the text by the same spaces on each line", _at);
        EndOfLine();
        var lines = new List<string>();
        var indent = -1;
        var last = _at;
        while (_at < text.Length)
        {
            NextLine();
            if (_at == text.Length)
                break;
            var from = _at;
            while (Next() == ' ')
                _at++;
            var spaces = _at - from;
            var content = LineEnd();
            if (content == _at)
            {
                lines.Add("");
                continue;
            }

            if (indent < 0)
                indent = spaces;
            if (spaces <= around || spaces < indent)
            {
                if (spaces > around)
                    throw new MalformedTextException("this line of a text block is indented by less than its first line", _at);
                break;
            }

            if (isFolded && spaces > indent)
                throw new MalformedTextException("this line of a folded text is indented by more than its first line: write | instead of >", _at);
            lines.Add(text.Substring(from + indent, content - from - indent));
            last = content;
            _at = content;
        }

        if (lines.All(line => line.Length == 0))
            throw Nothing(start);
        _at = last;
        var kept = lines.Take(lines.FindLastIndex(line => line.Length > 0) + 1).ToList();
        var read = isFolded ? Folded(kept) : string.Join("\n", kept);
        return Of(JsonKind.Text, read + (end == '-' ? "" : end == '+' ? new string('\n', 1 + lines.Count - kept.Count) : "\n"), start);
    }

    /// <summary>Lines become one; empty ones part it.</summary>
    private static string Folded(List<string> lines)
    {
        var read = new StringBuilder();
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Length == 0)
                read.Append('\n');
            else
                read.Append(index > 0 && lines[index - 1].Length > 0 ? " " : "").Append(lines[index]);
        }

        return read.ToString();
    }

    private JsonValue Resolved(string plain, int start) => plain switch
    {
        "null" or "~" => Of(JsonKind.Null, plain, start),
        "true" => Of(JsonKind.True, plain, start),
        "false" => Of(JsonKind.False, plain, start),
        { Length: > LongestNumber } => Of(JsonKind.Text, plain, start),
        _ when Number.IsMatch(plain) => Of(JsonKind.Number, plain.TrimStart('+'), start),
        _ when DoubtfulWords.Contains(plain) => throw new MalformedTextException($"{plain} is a text to some readers of YAML and none to others: write '{plain}' in quotes, or true, false or null in small letters", start),
        _ when DoubtfulNumber.IsMatch(plain) => throw new MalformedTextException($"{plain} is a number to some readers of YAML and none, or another, to others: write '{plain}' in quotes, or the number as in JSON", start),
        _ => Of(JsonKind.Text, plain, start),
    };

    /// <summary>A text without quotes, up to where it ends on its line.</summary>
    private string Plain(bool inBrackets)
    {
        var start = _at;
        var refused = Next() switch
        {
            '&' => "an anchor (&) is not understood: write the value where it is needed",
            '*' => "an alias (*) is not understood: write the value where it is needed",
            '!' => "a tag (!) is not understood: the type of a value is that of its parameter",
            '?' when IsBlank(_at + 1) => "a name of several lines (?) is not understood: write 'name: value'",
            '@' or '`' => $"YAML keeps {Next()} for itself: write the text in quotes",
            '%' => "a text that starts with % is written in quotes",
            '|' or '>' => "a text block stands outside of brackets",
            ',' or ']' or '}' or ':' or '-' or '#' when Next() is not ('-' or ':') || IsBlank(_at + 1) => $"here is '{Next()}' instead of a value",
            _ => null,
        };
        if (refused is not null)
            throw new MalformedTextException(refused, _at);
        var end = LineEnd();
        while (_at < end && !(text[_at] == ':' && (IsBlank(_at + 1) || (inBrackets && text[_at + 1] is ',' or ']' or '}'))) && !(text[_at] == '#' && char.IsWhiteSpace(text[_at - 1])) && !(inBrackets && text[_at] is ',' or '[' or ']' or '{' or '}'))
            _at++;
        while (_at > start && char.IsWhiteSpace(text[_at - 1]))
            _at--;
        var read = text.Substring(start, _at - start);
        return read == "<<" ? throw new MalformedTextException("a merge (<<) is not understood: write the values where they are needed", start) : read;
    }

    private string Quoted()
    {
        var quote = text[_at++];
        var read = new StringBuilder();
        while (true)
        {
            if (_at == text.Length || text[_at] is '\r' or '\n')
                throw new MalformedTextException($"here is the end of the line instead of the closing {quote}: a quoted text stands on one line, longer ones in a block after |", _at);
            var letter = text[_at++];
            if (letter == quote && quote == '\'' && Next() == '\'')
                read.Append(text[_at++]);
            else if (letter == quote)
                return read.ToString();
            else if (letter == '\\' && quote == '"')
                read.Append(Escape());
            else
                read.Append(letter);
        }
    }

    private string Escape()
    {
        var at = _at;
        var letter = Next();
        _at++;
        const string plain = "0abt\tnvfre \"/\\N_LP";
        const string meant = "\0\a\b\t\t\n\v\f\r\u001b \"/\\\u0085\u00a0\u2028\u2029";
        if (plain.IndexOf(letter) is var index and >= 0 && letter != '\0')
            return meant[index].ToString();
        var digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0 || at + digits >= text.Length || !uint.TryParse(text.Substring(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10ffff || (digits == 8 && code is >= 0xd800 and <= 0xdfff))
            throw new MalformedTextException("here is no escape that YAML knows", at);
        _at += digits;
        return code > 0xffff ? char.ConvertFromUtf32((int)code) : ((char)code).ToString();
    }

    /// <summary>Whether a mapping starts here: a name and a colon on one line.</summary>
    private bool IsKey()
    {
        var start = _at;
        try
        {
            if (Next() is '[' or '{' or '|' or '>' or '#' or '\0')
                return false;
            if (Next() is '"' or '\'')
                Quoted();
            else
                Plain(inBrackets: false);
            SkipSpaces();
            return Next() == ':' && IsBlank(_at + 1);
        }
        finally
        {
            _at = start;
        }
    }

    private bool IsItem() => Next() == '-' && IsBlank(_at + 1);

    private bool IsMarker() => Column() == 0 && (StartsWith("---") || StartsWith("..."));

    private bool StartsWith(string marker) => string.CompareOrdinal(text, _at, marker, 0, marker.Length) == 0 && IsBlank(_at + marker.Length);

    private bool IsBlank(int at) => at >= text.Length || text[at] is ' ' or '\t' or '\r' or '\n';

    private bool IsSameLine(int from) => text.IndexOf('\n', from, _at - from) < 0;

    private static void Unique(string name, TextSpan span, List<JsonMember> before)
    {
        if (before.Any(one => one.Name == name))
            throw new MalformedTextException($"'{name}' is said twice", span.Start);
    }

    /// <summary>After a value nothing follows on its line, and the next line is not deeper.</summary>
    private void Fits(int column, int end)
    {
        if (_at < text.Length && Column() > column)
            throw new MalformedTextException(IsSameLine(end) ? $"here is '{Next()}' after the end of a value" : "this line is deeper than the value above it ends: a text stands on one line, in quotes, or in a block after | or >", _at);
    }

    private void EndOfLine()
    {
        var end = _at;
        SkipSpaces();
        if (Next() == '#' && _at > end)
            _at = LineEnd();
        if (_at < LineEnd())
            throw Next() == ':' ? new MalformedTextException("here is a colon: put a space after it where it ends a name, or the text in quotes", _at) : Unexpected("the end of the line");
        _at = end;
    }

    /// <summary>Skips empty lines and comments.</summary>
    private void SkipLines()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\r' or '\n')
                _at++;
            else if (text[_at] == '\t' && (LineStart() == _at || text.Substring(LineStart(), _at - LineStart()).All(letter => letter == ' ')))
                throw new MalformedTextException("here is a tab: YAML is indented by spaces", _at);
            else if (text[_at] == '\t')
                _at++;
            else if (text[_at] == '#' && (_at == 0 || char.IsWhiteSpace(text[_at - 1])))
                _at = LineEnd();
            else
                return;
        }
    }

    private void SkipSpaces()
    {
        while (Next() is ' ' or '\t')
            _at++;
    }

    private void NextLine() => _at = text.IndexOf('\n', _at) is var end and >= 0 ? end + 1 : text.Length;

    private int LineEnd()
    {
        var end = text.IndexOf('\n', _at) is var found and >= 0 ? found : text.Length;
        return end > _at && text[end - 1] == '\r' ? end - 1 : end;
    }

    private int LineStart() => _at == 0 ? 0 : text.LastIndexOf('\n', _at - 1) + 1;

    private int Column() => _at - LineStart() - (LineStart() == 0 && text[0] == '\ufeff' ? 1 : 0);

    /// <summary>Zero at the end.</summary>
    private char Next() => _at < text.Length ? text[_at] : '\0';

    private JsonValue Of(JsonKind kind, string value, int start) => new(kind, value, EquatableArray<JsonValue>.Empty, EquatableArray<JsonMember>.Empty, TextSpan.FromBounds(start, _at));

    private static MalformedTextException Nothing(int at) => new("no value follows: write null, or '' for an empty text", at);

    private MalformedTextException Unexpected(string expected) => new(_at < text.Length && text[_at] is not ('\r' or '\n') ? $"here is '{text[_at]}' instead of {expected}" : $"it ends instead of going on with {expected}", _at);
}
