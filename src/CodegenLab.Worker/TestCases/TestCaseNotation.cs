using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CodegenLab.Worker.TestCases;

/// <summary>
/// One line of text for a test case: for the journal, the protocol and people who debug. Prefix notation, parsed without look-ahead:
/// <c>c12:3(recv|_;arg,arg;5=value)</c> a call of member 12 with result type 3, <c>l4:i7</c> a literal, <c>r4:0</c> a reference,
/// <c>a9:4[…]</c> a collection, <c>f9:C(…)</c> a lambda, <c>k9:'code'</c> a known value, <c>d4</c> default, <c>t9:4</c> typeof.
/// Statements end with <c>;</c>, a take stands before it as <c>!n</c>.
/// </summary>
public static class TestCaseNotation
{
    public static string Write(TestCase test)
    {
        var text = new StringBuilder(128);
        foreach (var statement in test.Statements)
        {
            Write(text, statement.Call);
            if (statement.Take != 0)
                text.Append('!').Append(statement.Take);
            text.Append(';');
        }

        return text.ToString();
    }

    public static string Write(Expression expression)
    {
        var text = new StringBuilder(64);
        Write(text, expression);
        return text.ToString();
    }

    /// <exception cref="FormatException">The text was not written by <see cref="Write(TestCase)"/>.</exception>
    public static TestCase Parse(string text)
    {
        var reader = new Reader(text);
        var statements = ImmutableArray.CreateBuilder<Statement>();
        while (!reader.AtEnd)
        {
            var call = (Invocation)reader.ReadExpression();
            var take = reader.TryTake('!') ? reader.ReadInt() : 0;
            reader.Expect(';');
            statements.Add(new Statement(call, take));
        }

        return new TestCase(statements.ToImmutable());
    }

    public static Expression ParseExpression(string text) => new Reader(text).ReadExpression();

    private static void Write(StringBuilder text, Expression expression)
    {
        switch (expression)
        {
            case Literal literal:
                text.Append('l').Append(literal.Type).Append(':');
                WriteValue(text, literal.Value);
                break;
            case KnownValue known:
                text.Append('k').Append(known.Type).Append(':');
                WriteQuoted(text, known.Code);
                break;
            case DefaultValue value:
                text.Append('d').Append(value.Type).Append(':');
                break;
            case TypeOf typeOf:
                text.Append('t').Append(typeOf.Type).Append(':').Append(typeOf.Operand);
                break;
            case Collection collection:
                text.Append('a').Append(collection.Type).Append(':').Append(collection.Element).Append('[');
                WriteList(text, collection.Items);
                text.Append(']');
                break;
            case Lambda lambda:
                text.Append('f').Append(lambda.Type).Append(':').Append((int)lambda.Body).Append('(');
                if (lambda.Value is not null)
                    Write(text, lambda.Value);
                text.Append(')');
                break;
            case Reference reference:
                text.Append('r').Append(reference.Type).Append(':').Append(reference.Statement);
                break;
            case Invocation call:
                text.Append('c').Append(call.Type).Append(':').Append(call.Member).Append('(');
                if (call.Receiver is not null)
                    Write(text, call.Receiver);
                text.Append('|');
                WriteList(text, call.Arguments);
                text.Append('|');
                for (var i = 0; i < call.Initialisers.Length; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    text.Append(call.Initialisers[i].Member).Append('=');
                    Write(text, call.Initialisers[i].Value);
                }

                text.Append(')');
                break;
            default:
                throw new InvalidOperationException($"No notation for {expression.GetType().Name}.");
        }
    }

    private static void WriteList(StringBuilder text, ImmutableArray<Expression> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            Write(text, items[i]);
        }
    }

    private static void WriteValue(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append('n'); break;
            case bool v: text.Append(v ? 'T' : 'F'); break;
            case string v: text.Append('s'); WriteQuoted(text, v); break;
            case char v: text.Append('c').Append((int)v); break;
            case sbyte v: text.Append("b-").Append(v); break;
            case byte v: text.Append("b+").Append(v); break;
            case short v: text.Append("h-").Append(v); break;
            case ushort v: text.Append("h+").Append(v); break;
            case int v: text.Append("i-").Append(v); break;
            case uint v: text.Append("i+").Append(v); break;
            case long v: text.Append("l-").Append(v); break;
            case ulong v: text.Append("l+").Append(v); break;
            case float v: text.Append('x').Append(BitConverter.SingleToInt32Bits(v)); break;
            case double v: text.Append('X').Append(BitConverter.DoubleToInt64Bits(v)); break;
            case decimal v:
                var bits = decimal.GetBits(v);
                text.Append('m').Append(bits[0]).Append('_').Append(bits[1]).Append('_').Append(bits[2]).Append('_').Append(bits[3]);
                break;
            case DateTime v: text.Append('D').Append((int)v.Kind).Append('_').Append(v.Ticks); break;
            case DateTimeOffset v: text.Append('O').Append(v.Offset.Ticks).Append('_').Append(v.Ticks); break;
            case TimeSpan v: text.Append('S').Append(v.Ticks); break;
            case DateOnly v: text.Append('Y').Append(v.DayNumber); break;
            case TimeOnly v: text.Append('H').Append(v.Ticks); break;
            case Guid v: text.Append('G'); WriteQuoted(text, v.ToString("N")); break;
            default: throw new InvalidOperationException($"No notation for a literal of {value.GetType()}.");
        }
    }

    private static void WriteQuoted(StringBuilder text, string value)
    {
        text.Append('\'');
        foreach (var c in value)
        {
            if (c is '\'' or '\\')
                text.Append('\\').Append(c);
            else if (c is < ' ' or > '~')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        text.Append('\'');
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public bool AtEnd => _at >= text.Length;

        public bool TryTake(char c)
        {
            if (AtEnd || text[_at] != c)
                return false;
            _at++;
            return true;
        }

        public void Expect(char c)
        {
            if (!TryTake(c))
                throw Broken();
        }

        public int ReadInt() => checked((int)ReadLong());

        public Expression ReadExpression()
        {
            var kind = ReadChar();
            var type = ReadInt();
            Expect(':');
            switch (kind)
            {
                case 'l': return new Literal(type, ReadValue());
                case 'k': return new KnownValue(type, ReadQuoted());
                case 'd': return new DefaultValue(type);
                case 't': return new TypeOf(type, ReadInt());
                case 'r': return new Reference(type, ReadInt());
                case 'a':
                    var element = ReadInt();
                    Expect('[');
                    return new Collection(type, element, ReadList(']'));
                case 'f':
                    var body = (LambdaBody)ReadInt();
                    Expect('(');
                    if (TryTake(')'))
                        return new Lambda(type, body);
                    var value = ReadExpression();
                    Expect(')');
                    return new Lambda(type, body, value);
                case 'c':
                    var member = ReadInt();
                    Expect('(');
                    Expression? receiver = null;
                    if (!TryTake('|'))
                    {
                        receiver = ReadExpression();
                        Expect('|');
                    }

                    var arguments = ReadList('|');
                    var initialisers = ImmutableArray.CreateBuilder<Initialiser>();
                    while (!TryTake(')'))
                    {
                        if (initialisers.Count > 0)
                            Expect(',');
                        var property = ReadInt();
                        Expect('=');
                        initialisers.Add(new Initialiser(property, ReadExpression()));
                    }

                    return new Invocation(type, member, receiver, arguments, initialisers.ToImmutable());
                default: throw Broken();
            }
        }

        private ImmutableArray<Expression> ReadList(char end)
        {
            if (TryTake(end))
                return [];
            var items = ImmutableArray.CreateBuilder<Expression>();
            do
                items.Add(ReadExpression());
            while (TryTake(','));
            Expect(end);
            return items.ToImmutable();
        }

        private object? ReadValue()
        {
            switch (ReadChar())
            {
                case 'n': return null;
                case 'T': return true;
                case 'F': return false;
                case 's': return ReadQuoted();
                case 'c': return (char)ReadInt();
                case 'b': return ReadChar() == '-' ? (object)(sbyte)ReadLong() : (byte)ReadLong();
                case 'h': return ReadChar() == '-' ? (object)(short)ReadLong() : (ushort)ReadLong();
                case 'i': return ReadChar() == '-' ? (object)(int)ReadLong() : (uint)ReadLong();
                case 'l': return ReadChar() == '-' ? ReadLong() : (object)ulong.Parse(ReadDigits(), CultureInfo.InvariantCulture);
                case 'x': return BitConverter.Int32BitsToSingle(ReadInt());
                case 'X': return BitConverter.Int64BitsToDouble(ReadLong());
                case 'm': return new decimal([ReadInt(), After('_', ReadInt), After('_', ReadInt), After('_', ReadInt)]);
                case 'D':
                    var kind = (DateTimeKind)ReadInt();
                    return new DateTime(After('_', ReadLong), kind);
                case 'O':
                    var offset = new TimeSpan(ReadLong());
                    return new DateTimeOffset(After('_', ReadLong), offset);
                case 'S': return new TimeSpan(ReadLong());
                case 'Y': return DateOnly.FromDayNumber(ReadInt());
                case 'H': return new TimeOnly(ReadLong());
                case 'G': return Guid.ParseExact(ReadQuoted(), "N");
                default: throw Broken();
            }
        }

        private T After<T>(char separator, Func<T> read)
        {
            Expect(separator);
            return read();
        }

        private char ReadChar() => AtEnd ? throw Broken() : text[_at++];

        private long ReadLong() => long.Parse(ReadDigits(), CultureInfo.InvariantCulture);

        private ReadOnlySpan<char> ReadDigits()
        {
            var start = _at;
            if (!AtEnd && text[_at] == '-')
                _at++;
            while (!AtEnd && char.IsAsciiDigit(text[_at]))
                _at++;
            return text.AsSpan(start, _at - start);
        }

        private string ReadQuoted()
        {
            Expect('\'');
            var value = new StringBuilder();
            while (true)
            {
                var c = ReadChar();
                if (c == '\'')
                    return value.ToString();
                if (c != '\\')
                {
                    value.Append(c);
                    continue;
                }

                c = ReadChar();
                if (c != 'u')
                {
                    value.Append(c);
                    continue;
                }

                if (_at + 4 > text.Length)
                    throw Broken();
                value.Append((char)int.Parse(text.AsSpan(_at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                _at += 4;
            }
        }

        private FormatException Broken() => new($"Not a test case: «{text}», position {_at}.");
    }
}
