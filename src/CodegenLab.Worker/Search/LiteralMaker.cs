using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CodegenLab.Probes;
using CodegenLab.Worker.Execution;

namespace CodegenLab.Worker.Search;

/// <summary>Draws constants and makes new ones out of old ones, with the operands of the comparison that stood in the way as a guide.</summary>
internal sealed class LiteralMaker(RandomStream random, ValuePool pool)
{
    /// <summary>Parts of texts are doubled over and over: without an end they would fill the memory, for a test with a long one counts as no larger than others.</summary>
    private const int MostCharacters = 4_000;

    /// <summary>Leap years, century rules and the ends of calendars.</summary>
    private static readonly int[] Years = [2, 1900, 1970, 1999, 2000, 2004, 2023, 2024, 2099, 2100, 2400, 2499, 9998];

    /// <summary>A constant of a literal type; an enum as its real value.</summary>
    /// <param name="member">Documentation id of the member it is passed to: its own constants are tried first.</param>
    public object Draw(Type type, string? member)
    {
        if (type == typeof(string))
            return Text(member);
        if (type == typeof(bool))
            return random.Chance(.5);
        if (type == typeof(char))
            return random.Pick(pool.Characters);
        if (type == typeof(double))
            return random.Chance(.5) ? random.Pick(pool.Reals) : Integer(member);
        if (type == typeof(float))
            return random.Chance(.5) ? (float)random.Pick(pool.Reals) : Integer(member);
        if (type == typeof(decimal))
            return (decimal)Integer(member) / (random.Chance(.5) ? 1 : random.Chance(.5) ? 10 : 100);
        if (type.IsEnum)
            return EnumValue(type);
        if (type == typeof(DateTime))
            return Date();
        if (type == typeof(DateTimeOffset))
            return DateWithOffset();
        if (type == typeof(TimeSpan))
            return random.Below(8) switch { 0 => TimeSpan.MinValue, 1 => TimeSpan.MaxValue, 2 => TimeSpan.Zero, 3 => TimeSpan.FromDays(random.Between(-40, 400)), _ => TimeSpan.FromSeconds(random.Between(-5_000, 100_000)) };
        if (type == typeof(Guid))
            return random.Chance(.3) ? Guid.Empty : new Guid(random.Below(int.MaxValue), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        if (type == typeof(DateOnly))
            return new DateOnly(random.Between(1990, 2030), random.Between(1, 12), random.Between(1, 28));
        if (type == typeof(TimeOnly))
            return new TimeOnly(random.Below(24), random.Below(60));
        return Convert(Integer(member), type);
    }

    /// <summary>A constant near <paramref name="value"/>, or one that the operands suggest.</summary>
    public object Vary(object value, Type type, in Operands operands) => value switch
    {
        string text => Cut(VaryText(text, operands)),
        bool flag => !flag,
        char character => operands.Kind == OperandKind.Integer && random.Chance(.5) ? (char)operands.RightInteger : random.Chance(.5) ? random.Pick(pool.Characters) : (char)(character + random.Between(-2, 2)),
        double real => VaryReal(real, operands),
        float real => (float)VaryReal(real, operands),
        decimal amount => VaryDecimal(amount, operands),
        DateTime date => VaryDate(date, operands),
        DateTimeOffset date => VaryDate(date, operands),
        TimeSpan span => VarySpan(span, operands),
        Guid id when random.Chance(.6) => WithOtherByte(id),
        Guid or DateOnly or TimeOnly or Enum => Draw(type, null),
        _ => Convert(VaryInteger(TypeTable.ToInt64(value), operands), type),
    };

    /// <summary>Two that are compared part by part differ first in each of them.</summary>
    private Guid WithOtherByte(Guid id)
    {
        var bytes = id.ToByteArray();
        bytes[random.Below(bytes.Length)] += (byte)random.Between(1, 255);
        return new Guid(bytes);
    }

    private string Text(string? member)
    {
        if (member is ReaderOfText or EncodedText or ContentOfText)
        {
            if (pool.Documents.Count > 0 && random.Chance(member == ContentOfText ? .7 : .3))
                return random.Pick(pool.Documents);
            if (member != ContentOfText && random.Chance(.5))
                return Lines();
        }

        if (member is not null && pool.TextsOf(member) is { Count: > 0 } own && random.Chance(.25))
            return random.Pick(own);
        if (pool.Bank.Count > 0 && random.Chance(.3))
            return FromBank();
        var choice = random.NextUnit();
        if (choice < .45)
            return random.Pick(pool.Texts);
        if (choice < .65 && pool.Dynamic.Count > 0)
            return random.Pick(pool.Dynamic);
        if (choice < .75)
            return Characters(random.Between(1, 5));
        if (choice < .9)
            return Tokens();
        return choice < .95 ? random.Between(-5, 2000).ToString(CultureInfo.InvariantCulture) : Run();
    }

    /// <summary>A text that covered something, alone, crossed with another, or with one of its words replaced by another's.</summary>
    private string FromBank()
    {
        var one = random.Pick(pool.Bank);
        if (random.Chance(.5))
            return one;
        var other = random.Pick(pool.Bank);
        if (random.Chance(.5))
            return string.Concat(one.AsSpan(0, random.Below(one.Length + 1)), other.AsSpan(random.Below(other.Length + 1)));
        var words = one.Split(' ');
        words[random.Below(words.Length)] = random.Pick(other.Split(' '));
        return string.Join(' ', words);
    }

    /// <summary>One character as often as the subject says a number, or once more.</summary>
    private string Run() => new(random.Pick(pool.Characters), pool.Lengths.Count > 0 && random.Chance(.6) ? random.Pick(pool.Lengths) + random.Below(2) : random.Between(1, 39));

    private string Characters(int count)
    {
        var text = new StringBuilder(count);
        for (var i = 0; i < count; i++)
            text.Append(random.Pick(pool.Characters));
        return text.ToString();
    }

    /// <summary>Numbers, characters and constants joined by one separator: the shape of most formats.</summary>
    private string Tokens()
    {
        var separator = random.Chance(.5) ? " " : random.Chance(.5) ? "." : random.Pick(pool.Characters).ToString();
        var tokens = new string[random.Between(2, 5)];
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = random.Chance(.6) ? random.Below(32).ToString(CultureInfo.InvariantCulture) : random.Chance(.5) ? random.Pick(pool.Characters).ToString() : random.Pick(pool.Texts);
        return string.Join(separator, tokens);
    }

    /// <summary>Documentation ids of members that are handed whole documents.</summary>
    public const string EncodedText = "M:System.Text.Encoding.GetBytes(System.String)";

    private const string ReaderOfText = "M:System.IO.StringReader.#ctor(System.String)";

    private const string ContentOfText = "M:System.Net.Http.StringContent.#ctor(System.String)";

    /// <summary>A few lines of a few fields: what is read from files.</summary>
    private string Lines()
    {
        var separator = random.Chance(.7) ? ',' : random.Pick(pool.Characters);
        var end = random.Chance(.6) ? "\n" : random.Chance(.7) ? "\r\n" : "\r";
        var text = new StringBuilder();
        var count = random.Between(1, 3);
        var fields = random.Between(1, 3);
        for (var line = 0; line < count; line++)
        {
            for (var field = 0; field < (random.Chance(.9) ? fields : fields + 1); field++)
                text.Append(field == 0 ? "" : separator.ToString()).Append(Field());
            if (line < count - 1 || random.Chance(.3))
                text.Append(end);
        }

        return text.ToString();
    }

    /// <summary>Of constants; longer ones are messages mostly.</summary>
    private const int LongestField = 12;

    private string Field()
    {
        var text = random.Chance(.4) ? random.Below(32).ToString(CultureInfo.InvariantCulture) : random.Chance(.5) && random.Pick(pool.Texts) is { Length: <= LongestField } word ? word : Characters(random.Between(0, 3));
        if (random.Chance(.15))
            text = random.Chance(.5) ? $" {text}" : $"{text} ";
        return random.Chance(.75) ? text : random.Chance(.7) ? $"\"{text}\"" : $"\"{text}\"\"{random.Pick(pool.Characters)}\"";
    }

    private long Integer(string? member)
    {
        if (member is not null && pool.IntegersOf(member) is { Count: > 0 } own && random.Chance(.2))
            return random.Pick(own) + random.Between(-1, 1);
        var choice = random.NextUnit();
        return choice < .5 ? random.Pick(pool.Integers) : choice < .9 ? random.Between(-3, 63) : (long)random.NextBits() >> random.Below(62);
    }

    private object EnumValue(Type type)
    {
        var values = Enum.GetValues(type);
        if (values.Length == 0 || random.Chance(.05))
            return Enum.ToObject(type, (sbyte)Integer(null));
        if (type.IsDefined(typeof(FlagsAttribute), false) && random.Chance(.4))
        {
            var both = 0L;
            for (var i = 0; i < 2; i++)
                both |= TypeTable.ToInt64(System.Convert.ChangeType(values.GetValue(random.Below(values.Length))!, Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture));
            return Enum.ToObject(type, both);
        }

        return values.GetValue(random.Below(values.Length))!;
    }

    private DateTime Date()
    {
        switch (random.Below(10))
        {
            case 0: return DateTime.MinValue;
            case 1: return DateTime.MaxValue;
            case 2: return Boundary(DateTimeKind.Utc);
            default:
                var kind = random.Chance(.6) ? DateTimeKind.Utc : DateTimeKind.Unspecified;
                return new DateTime(random.Between(2000, 2029), random.Between(1, 12), random.Between(1, 28), Or0(24), Or0(60), Or0(60), kind);
        }
    }

    private DateTimeOffset DateWithOffset()
    {
        switch (random.Below(12))
        {
            case 0: return DateTimeOffset.MinValue;
            case 1: return DateTimeOffset.MaxValue;
            case 2: return new DateTimeOffset(Boundary(DateTimeKind.Unspecified), TimeSpan.Zero);
            default:
                return new DateTimeOffset(random.Between(2000, 2029), random.Between(1, 12), random.Between(1, 28), random.Below(24), random.Below(60), random.Below(60), TimeSpan.FromHours(random.Chance(.6) ? 0 : random.Between(-12, 12)));
        }
    }

    private DateTime Boundary(DateTimeKind kind)
    {
        var year = random.Pick(Years);
        var month = random.Chance(.5) ? random.Pick<int>([1, 2, 12]) : random.Between(1, 12);
        return new DateTime(year, month, random.Chance(.5) ? DateTime.DaysInMonth(year, month) : 1, random.Chance(.5) ? 0 : 23, random.Chance(.5) ? 0 : 59, random.Chance(.5) ? 0 : 59, kind);
    }

    private int Or0(int bound) => random.Chance(.5) ? 0 : random.Below(bound);

    private double VaryReal(double real, in Operands operands) =>
        operands.Kind == OperandKind.Real && random.Chance(.5) ? operands.RightReal + random.Between(-1, 1)
        : operands.Kind == OperandKind.Integer && random.Chance(.3) ? operands.RightInteger + random.Between(-1, 1)
        : random.Chance(.3) ? random.Pick(pool.Reals)
        : random.Chance(.2) ? Math.Round(real)
        : real + Sign() * Math.Pow(10, random.Between(-3, 4));

    private decimal VaryDecimal(decimal amount, in Operands operands)
    {
        if (operands.Kind == OperandKind.Real && random.Chance(.5) && Math.Abs(operands.RightReal) < 1e27)
            return (decimal)operands.RightReal + random.Between(-1, 1);
        if (random.Chance(.1))
            return -amount;
        return Math.Abs(amount) < 1e20m ? amount + (decimal)Math.Pow(10, random.Between(-3, 4)) * (decimal)Sign() : 0m;
    }

    private DateTime VaryDate(DateTime date, in Operands operands)
    {
        if (operands.Kind == OperandKind.Integer && IsTicks(operands.RightInteger) && random.Chance(.3))
            return new DateTime(operands.RightInteger + random.Between(-1, 1), date.Kind);
        if (random.Chance(.1))
            return DateTime.SpecifyKind(date, random.Chance(.5) ? DateTimeKind.Utc : DateTimeKind.Unspecified);
        return new DateTime(Move(date.Ticks), date.Kind);
    }

    private DateTimeOffset VaryDate(DateTimeOffset date, in Operands operands)
    {
        var offset = random.Chance(.15) ? TimeSpan.FromHours(random.Between(-12, 12)) : date.Offset;
        var ticks = operands.Kind == OperandKind.Integer && IsTicks(operands.RightInteger) && random.Chance(.3) ? operands.RightInteger + random.Between(-1, 1) + offset.Ticks : Move(date.Ticks);
        var lowest = Math.Max(0, offset.Ticks);
        var highest = Math.Min(DateTime.MaxValue.Ticks, DateTime.MaxValue.Ticks + offset.Ticks);
        return new DateTimeOffset(Math.Clamp(ticks, lowest, highest), offset);
    }

    /// <summary>Somewhere near in calendar steps, inside the calendar.</summary>
    private long Move(long ticks)
    {
        var step = random.Below(8) switch
        {
            0 => TimeSpan.TicksPerDay * random.Between(-40, 40),
            1 => TimeSpan.TicksPerDay * 365 * random.Between(-200, 200),
            2 => TimeSpan.TicksPerHour * random.Between(-24, 24),
            3 => TimeSpan.TicksPerSecond * random.Between(-90, 90),
            4 => TimeSpan.TicksPerDay * 30 * random.Between(-12, 12),
            5 => TimeSpan.TicksPerDay * 365 * random.Between(-4, 4),
            6 => random.Between(-3, 3),
            _ => TimeSpan.TicksPerMinute * random.Between(-60, 60),
        };
        return Math.Clamp(ticks + step, 0, DateTime.MaxValue.Ticks);
    }

    private static bool IsTicks(long value) => value > 1 && value < DateTime.MaxValue.Ticks - 1;

    private TimeSpan VarySpan(TimeSpan span, in Operands operands)
    {
        if (operands.Kind == OperandKind.Integer && random.Chance(.4))
            return new TimeSpan(unchecked(operands.RightInteger + random.Between(-1, 1)));
        if (random.Chance(.2))
            return new TimeSpan(unchecked(-span.Ticks));
        return new TimeSpan(unchecked(span.Ticks + TimeSpan.TicksPerSecond * random.Between(-100, 100)));
    }

    private long VaryInteger(long value, in Operands operands)
    {
        if (operands.Kind == OperandKind.Integer && random.Chance(.5))
            return unchecked(random.Chance(.5) ? operands.RightInteger + random.Between(-1, 1) : value + (operands.RightInteger - operands.LeftInteger) + random.Between(-1, 1));
        return random.Below(6) switch
        {
            0 => random.Pick(pool.Integers),
            1 => unchecked(value + 1),
            2 => unchecked(value - 1),
            3 => unchecked(value + (random.Chance(.5) ? 1L : -1L) * (1L << random.Below(20))),
            4 => value ^ (1L << random.Below(32)),
            _ => unchecked(value * (random.Chance(.5) ? 2 : -1)),
        };
    }

    private string VaryText(string text, in Operands operands)
    {
        if (random.Chance(.45) && FromOperands(text, operands) is { } guided)
            return guided;
        if (text.Length == 0)
            return Text(null);
        var at = random.Below(text.Length);
        var end = random.Between(at, text.Length);
        switch (random.Below(11))
        {
            case 0: return text.Remove(at, 1);
            case 1: return text.Insert(at, random.Pick(pool.Characters).ToString());
            case 2: return Splice(text, at, at + 1, random.Pick(pool.Characters).ToString());
            case 3: return Splice(text, at, at + 1, ((char)(text[at] + (random.Chance(.5) ? 1 : -1))).ToString());
            case 4: return text + random.Pick(pool.Characters);
            case 5: return text.Insert(at, random.Pick(pool.Texts));
            case 6: return text.Remove(at, end - at);
            case 7: return text.Insert(end, text[at..end]);
            case 8: return ReplaceToken(text, at);
            case 9: return random.Chance(.5) ? text.ToUpperInvariant() : " " + text + " ";
            default:
                var other = Text(null);
                return string.Concat(text.AsSpan(0, at), other.AsSpan(random.Below(other.Length + 1)));
        }
    }

    /// <summary>Pastes what the comparison wanted where it saw something else.</summary>
    private string? FromOperands(string text, in Operands operands)
    {
        if (operands is { Kind: OperandKind.Text, LeftText: { } seen, RightText: { } wanted } && !FilesOfTests.AreNamedIn(seen) && !FilesOfTests.AreNamedIn(wanted))
        {
            if (random.Chance(.2))
                (seen, wanted) = (wanted, seen);
            if (text == seen)
                return wanted;
            if (seen.Length > 0 && text.IndexOf(seen, StringComparison.Ordinal) is >= 0 and var found && random.Chance(.7))
                return Splice(text, found, found + seen.Length, wanted);
            return random.Chance(.5) ? text.Insert(random.Below(text.Length + 1), wanted) : wanted;
        }

        return operands.Kind == OperandKind.Integer ? FromIntegers(text, operands.LeftInteger, operands.RightInteger) : null;
    }

    private string? FromIntegers(string text, long seen, long wanted)
    {
        // As characters.
        if (wanted is >= 1 and < 0x3000 && seen is >= 0 and < 0x10000 && random.Chance(.5))
        {
            var character = (char)(wanted + (random.Chance(.3) ? random.Between(-1, 1) : 0));
            var places = new List<int>();
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == (char)seen)
                    places.Add(i);
            }

            // What was seen may have to stay, as a separator has to.
            if (places.Count > 0)
                return Splice(text, random.Pick(places) is var place ? place : 0, random.Chance(.4) ? place : place + 1, character.ToString());
            return seen == 0 ? text + character : text.Insert(random.Below(text.Length + 1), character.ToString());
        }

        // As a number that stands in the text.
        var digits = seen.ToString(CultureInfo.InvariantCulture);
        if (text.IndexOf(digits, StringComparison.Ordinal) is >= 0 and var at)
            return Splice(text, at, at + digits.Length, (wanted + (random.Chance(.5) ? 0 : random.Between(-1, 1))).ToString(CultureInfo.InvariantCulture));

        // As a length: of the text itself, or derived from it (distinct, filtered), hence distinct characters.
        if (wanted is < 0 or >= 2_000 || seen is < 0 or >= 2_000)
            return null;
        var isOwnLength = seen == text.Length;
        if (!isOwnLength && (wanted < 8 || random.Chance(.75)))
            return null;
        var length = Math.Max(0, isOwnLength ? (int)wanted + random.Between(-1, 1) : text.Length + (int)(wanted - seen) + random.Between(-2, 39));
        if (length <= text.Length)
            return text[..length];
        if (!isOwnLength || random.Chance(.4))
            return PadDistinct(text, length);
        return text.Length == 0 ? new string(random.Pick(pool.Characters), length) : string.Concat(Enumerable.Repeat(text, length / text.Length + 1))[..length];
    }

    private static string PadDistinct(string text, int length)
    {
        var padded = new StringBuilder(text, length);
        for (var character = 'Ā'; padded.Length < length; character++)
            padded.Append(character);
        return padded.ToString();
    }

    /// <summary>Replaces the run of letters and digits, or of anything else, around a place.</summary>
    private string ReplaceToken(string text, int at)
    {
        var isWord = char.IsLetterOrDigit(text[at]);
        var start = at;
        var end = at;
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]) == isWord)
            start--;
        while (end < text.Length && char.IsLetterOrDigit(text[end]) == isWord)
            end++;
        var token = random.Chance(.5) ? random.Below(100).ToString(CultureInfo.InvariantCulture) : random.Chance(.5) ? random.Pick(pool.Texts) : random.Pick(pool.Characters).ToString();
        return Splice(text, start, end, token);
    }

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters];

    private static string Splice(string text, int start, int end, string middle) => string.Concat(text.AsSpan(0, start), middle, text.AsSpan(end));

    private double Sign() => random.Chance(.5) ? 1 : -1;

    private static object Convert(long value, Type type)
    {
        unchecked
        {
            return Type.GetTypeCode(type) switch
            {
                TypeCode.SByte => (sbyte)value,
                TypeCode.Byte => (byte)value,
                TypeCode.Int16 => (short)value,
                TypeCode.UInt16 => (ushort)value,
                TypeCode.Int32 => (int)value,
                TypeCode.UInt32 => (uint)value,
                TypeCode.UInt64 => (ulong)value,
                TypeCode.Int64 => value,
                _ => throw new InvalidOperationException($"No integer type: {type}, {Marshal.SizeOf(type)} bytes."),
            };
        }
    }
}
