using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;

namespace CodegenLab.Worker.TestCases;

/// <summary>
/// Writes <see cref="TestCaseNotation"/> as ASCII bytes into the room it is given. One writer serves the protocol, where the text may grow,
/// and the journal, which is written before every execution and must neither allocate nor depend on the culture.
/// </summary>
internal ref struct NotationWriter(Span<byte> room, bool canGrow)
{
    private const int LongestNumber = 20;

    private Span<byte> _room = room;
    private byte[]? _rented;
    private int _at;
    private bool _isFull;

    /// <summary>Bytes written; -1 when the room did not suffice.</summary>
    public readonly int Length => _isFull ? -1 : _at;

    /// <summary>The text written. The writer is spent afterwards.</summary>
    public string TakeText()
    {
        var text = Encoding.ASCII.GetString(_room[.._at]);
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
        _room = default;
        return text;
    }

    public void Write(TestCase test)
    {
        foreach (var statement in test.Statements)
        {
            Write(statement.Call);
            if (statement.Take != 0)
            {
                Put('!');
                Put(statement.Take);
            }

            Put(';');
        }
    }

    public void Write(Expression expression)
    {
        switch (expression)
        {
            case Literal literal:
                Put('l', literal.Type);
                WriteValue(literal.Value);
                break;
            case KnownValue known:
                Put('k', known.Type);
                PutQuoted(known.Code);
                break;
            case DefaultValue value:
                Put('d', value.Type);
                break;
            case TypeOf typeOf:
                Put('t', typeOf.Type);
                Put(typeOf.Operand);
                break;
            case Collection collection:
                Put('a', collection.Type);
                Put(collection.Element);
                Put('[');
                WriteList(collection.Items);
                Put(']');
                break;
            case Lambda lambda:
                Put('f', lambda.Type);
                Put((int)lambda.Body);
                Put('(');
                if (lambda.Computation != Computation.FirstArgument)
                    WriteComputation(lambda.Computation);
                if (lambda.Value is not null)
                    Write(lambda.Value);
                Put(')');
                break;
            case Reference reference:
                Put('r', reference.Type);
                Put(reference.Statement);
                break;
            case Invocation call:
                WriteCall(call);
                break;
            default:
                throw new InvalidOperationException($"No notation for {expression.GetType().Name}.");
        }
    }

    private void WriteComputation(Computation computation)
    {
        Put('$');
        PutPair(computation.Argument, computation.Member);
        Put('_');
        PutPair((int)computation.Operator, computation.Other);
        Put('$');
    }

    private void WriteCall(Invocation call)
    {
        Put('c', call.Type);
        Put(call.Member);
        Put('(');
        if (call.Receiver is not null)
            Write(call.Receiver);
        Put('|');
        WriteList(call.Arguments);
        Put('|');
        for (var i = 0; i < call.Initialisers.Length; i++)
        {
            if (i > 0)
                Put(',');
            Put(call.Initialisers[i].Member);
            Put('=');
            Write(call.Initialisers[i].Value);
        }

        Put(')');
    }

    private void WriteList(ImmutableArray<Expression> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                Put(',');
            Write(items[i]);
        }
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null: Put('n'); break;
            case bool v: Put(v ? 'T' : 'F'); break;
            case string v: Put('s'); PutQuoted(v); break;
            case char v: Put('c'); Put((int)v); break;
            case sbyte v: Put("b-"u8); Put(v); break;
            case byte v: Put("b+"u8); Put(v); break;
            case short v: Put("h-"u8); Put(v); break;
            case ushort v: Put("h+"u8); Put(v); break;
            case int v: Put("i-"u8); Put(v); break;
            case uint v: Put("i+"u8); Put(v); break;
            case long v: Put("l-"u8); Put(v); break;
            case ulong v: Put("l+"u8); Put(v); break;
            case float v: Put('x'); Put(BitConverter.SingleToInt32Bits(v)); break;
            case double v: Put('X'); Put(BitConverter.DoubleToInt64Bits(v)); break;
            case decimal v: WriteDecimal(v); break;
            case DateTime v: Put('D'); PutPair((int)v.Kind, v.Ticks); break;
            case DateTimeOffset v: Put('O'); PutPair(v.Offset.Ticks, v.Ticks); break;
            case TimeSpan v: Put('S'); Put(v.Ticks); break;
            case DateOnly v: Put('Y'); Put(v.DayNumber); break;
            case TimeOnly v: Put('H'); Put(v.Ticks); break;
            case Guid v: WriteGuid(v); break;
            default: throw new InvalidOperationException($"No notation for a literal of {value.GetType()}.");
        }
    }

    private void WriteDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Put('m');
        PutPair(bits[0], bits[1]);
        Put('_');
        PutPair(bits[2], bits[3]);
    }

    private void WriteGuid(Guid value)
    {
        const int Digits = 32;
        Put("G'"u8);
        if (Ensure(Digits) && Utf8Formatter.TryFormat(value, _room[_at..], out var written, 'N'))
            _at += written;
        Put('\'');
    }

    private void Put(char kind, int type)
    {
        Put(kind);
        Put(type);
        Put(':');
    }

    private void PutPair(long first, long second)
    {
        Put(first);
        Put('_');
        Put(second);
    }

    private void PutQuoted(string value)
    {
        const int LongestEscape = 6;
        Put('\'');
        foreach (var c in value)
        {
            if (!Ensure(LongestEscape))
                return;
            if (c is < ' ' or > '~')
                PutEscape(c);
            else
            {
                if (c is '\'' or '\\')
                    _room[_at++] = (byte)'\\';
                _room[_at++] = (byte)c;
            }
        }

        Put('\'');
    }

    private void PutEscape(char c)
    {
        var digits = "0123456789abcdef"u8;
        _room[_at++] = (byte)'\\';
        _room[_at++] = (byte)'u';
        for (var shift = 12; shift >= 0; shift -= 4)
            _room[_at++] = digits[(c >> shift) & 15];
    }

    private void Put(char c)
    {
        if (Ensure(1))
            _room[_at++] = (byte)c;
    }

    private void Put(ReadOnlySpan<byte> text)
    {
        if (!Ensure(text.Length))
            return;
        text.CopyTo(_room[_at..]);
        _at += text.Length;
    }

    private void Put(long number)
    {
        if (Ensure(LongestNumber) && Utf8Formatter.TryFormat(number, _room[_at..], out var written))
            _at += written;
    }

    private void Put(ulong number)
    {
        if (Ensure(LongestNumber) && Utf8Formatter.TryFormat(number, _room[_at..], out var written))
            _at += written;
    }

    private bool Ensure(int bytes)
    {
        if (_room.Length - _at >= bytes && !_isFull)
            return true;
        if (!canGrow)
        {
            _isFull = true;
            return false;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_room.Length * 2, _at + bytes));
        _room[.._at].CopyTo(larger);
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _room = _rented = larger;
        return true;
    }
}
