using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CodegenLab.Worker.TestCases;

/// <summary>
/// One line of text for a test case: for the journal, the protocol and people who debug. Prefix notation, parsed without look-ahead:
/// <c>c12:3(recv|_;arg,arg;5=value)</c> a call of member 12 with result type 3, <c>l4:i7</c> a literal, <c>r4:0</c> a reference,
/// <c>a9:4[…]</c> a collection, <c>f9:1(…)</c> a lambda, <c>f9:2($0_7_5_-1$…)</c> one that computes, <c>k9:'code'</c> a known value, <c>d4:</c> default, <c>t9:4</c> typeof.
/// Statements end with <c>;</c>, a take stands before it as <c>!n</c>.
/// </summary>
public static class TestCaseNotation
{
    public static string Write(TestCase test)
    {
        var writer = new NotationWriter(stackalloc byte[512], canGrow: true);
        writer.Write(test);
        return writer.TakeText();
    }

    public static string Write(Expression expression)
    {
        var writer = new NotationWriter(stackalloc byte[256], canGrow: true);
        writer.Write(expression);
        return writer.TakeText();
    }

    /// <summary>Writes the text as ASCII, without allocating.</summary>
    /// <returns>The number of bytes; -1 when the room does not suffice, what was written is then of no use.</returns>
    public static int Write(TestCase test, Span<byte> destination)
    {
        var writer = new NotationWriter(destination, canGrow: false);
        writer.Write(test);
        return writer.Length;
    }

    /// <exception cref="FormatException">The text was not written by <see cref="Write(TestCase)"/>.</exception>
    public static TestCase Parse(string text)
    {
        var reader = new Reader(text);
        var statements = ImmutableArray.CreateBuilder<Statement>();
        while (!reader.AtEnd)
        {
            var call = reader.ReadInvocation();
            var take = reader.TryTake('!') ? reader.ReadInt() : 0;
            reader.Expect(';');
            statements.Add(new Statement(call, take));
        }

        return new TestCase(statements.ToImmutable());
    }

    /// <exception cref="FormatException">The text was not written by <see cref="Write(Expression)"/>.</exception>
    public static Expression ParseExpression(string text)
    {
        var reader = new Reader(text);
        var expression = reader.ReadExpression();
        reader.ExpectEnd();
        return expression;
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

        public void ExpectEnd()
        {
            if (!AtEnd)
                throw Broken();
        }

        public Invocation ReadInvocation() => ReadExpression() as Invocation ?? throw Broken();

        public int ReadInt() => int.TryParse(ReadDigits(), CultureInfo.InvariantCulture, out var value) ? value : throw Broken();

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
                    var computation = TryTake('$') ? ReadComputation() : Computation.FirstArgument;
                    var value = TryTake(')') ? null : ReadExpression();
                    if (value is not null)
                        Expect(')');
                    return new Lambda(type, body, value) { Computation = computation };
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

        private Computation ReadComputation()
        {
            var argument = ReadInt();
            var member = After('_', ReadInt);
            var computation = new Computation(argument, member, (LambdaOperator)After('_', ReadInt), After('_', ReadInt));
            Expect('$');
            return computation;
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
                case 'c': return (char)ReadBetween(char.MinValue, char.MaxValue);
                case 'b': return ReadChar() == '-' ? (object)(sbyte)ReadBetween(sbyte.MinValue, sbyte.MaxValue) : (byte)ReadBetween(byte.MinValue, byte.MaxValue);
                case 'h': return ReadChar() == '-' ? (object)(short)ReadBetween(short.MinValue, short.MaxValue) : (ushort)ReadBetween(ushort.MinValue, ushort.MaxValue);
                case 'i': return ReadChar() == '-' ? (object)ReadInt() : (uint)ReadBetween(uint.MinValue, uint.MaxValue);
                case 'l': return ReadChar() == '-' ? ReadLong() : (object)ReadUnsigned();
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

        private long ReadLong() => long.TryParse(ReadDigits(), CultureInfo.InvariantCulture, out var value) ? value : throw Broken();

        private long ReadBetween(long smallest, long largest) => ReadLong() is var value && value >= smallest && value <= largest ? value : throw Broken();

        private ulong ReadUnsigned() => ulong.TryParse(ReadDigits(), CultureInfo.InvariantCulture, out var value) ? value : throw Broken();

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
