using System.Globalization;
using System.Text;
using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Values as C# expressions of exactly their type, the same on every platform and under every culture.</summary>
internal static class Literals
{
    private const string Bcl = "global::System.";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <param name="content">As <see cref="MadeValue.Plain"/> has it.</param>
    public static string Of(ValueKind kind, string type, object content) => (kind, content) switch
    {
        (ValueKind.Integer, decimal number) => Integer(type, number),
        (ValueKind.Enumeration, decimal number) => $"({type})({number.ToString("0", Invariant)})",
        (ValueKind.Enumeration, string member) => $"{type}.{Names.Escaped(member)}",
        (ValueKind.DateOnly, DateTime day) => DateOnly(day),
        (ValueKind.TimeOnly, TimeSpan time) => TimeOnly(time),
        (ValueKind.Uri, string address) => $"new {Bcl}Uri({Text(address)}{(Uri.TryCreate(address, UriKind.Absolute, out _) ? "" : $", {Bcl}UriKind.Relative")})",
        (_, decimal number) => Decimal(number),
        (_, double number) => Double(number),
        (_, float number) => Single(number),
        (_, bool value) => value ? "true" : "false",
        (_, char letter) => Character(letter),
        (_, string text) => Text(text),
        (_, Guid id) => id == System.Guid.Empty ? $"{Bcl}Guid.Empty" : $"new {Bcl}Guid({Text(id.ToString())})",
        (_, DateTime time) => Time(time),
        (_, DateTimeOffset time) => Time(time),
        (_, TimeSpan span) => Span(span),
        _ => throw new ArgumentException($"{content.GetType()} is no content of {kind}", nameof(content)),
    };

    public static string Integer(string type, decimal value)
    {
        var digits = value.ToString("0", Invariant);
        return type switch
        {
            "int" => digits,
            "uint" => digits + "U",
            "long" => digits + "L",
            "ulong" => digits + "UL",
            _ => value < 0 ? $"({type})({digits})" : $"({type}){digits}",
        };
    }

    // Divided by one with all its digits a decimal loses the zeros at its end.
    public static string Decimal(decimal value) => (value / 1.0000000000000000000000000000m).ToString(Invariant) + "m";

    public static string Double(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => Shortest(value.ToString("G15", Invariant), value.ToString("G17", Invariant), text => double.TryParse(text, NumberStyles.Float, Invariant, out var read) && read.Equals(value)) + "d",
    };

    public static string Single(float value) => value switch
    {
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ => Shortest(value.ToString("G6", Invariant), value.ToString("G9", Invariant), text => float.TryParse(text, NumberStyles.Float, Invariant, out var read) && read.Equals(value)) + "f",
    };

    public static string Text(string value)
    {
        if (value.Length > 60 && value.Distinct().Count() == 1)
            return $"new string({Character(value[0])}, {value.Length.ToString(Invariant)})";
        var text = new StringBuilder("\"");
        for (var index = 0; index < value.Length; index++)
        {
            if (char.IsHighSurrogate(value[index]) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]))
                text.Append(value, index++, 2);
            else
                Append(text, value[index], '"');
        }

        return text.Append('"').ToString();
    }

    public static string Character(char value)
    {
        var text = new StringBuilder("'");
        Append(text, value, '\'');
        return text.Append('\'').ToString();
    }

    private static string Time(DateTime time) => time == DateTime.MinValue ? $"{Bcl}DateTime.MinValue"
        : time == DateTime.MaxValue ? $"{Bcl}DateTime.MaxValue"
        : $"new {Bcl}DateTime({Parts(time)}, {Bcl}DateTimeKind.{time.Kind}){Rest(time.Ticks)}";

    private static string Time(DateTimeOffset time) => time == DateTimeOffset.MinValue ? $"{Bcl}DateTimeOffset.MinValue"
        : time == DateTimeOffset.MaxValue ? $"{Bcl}DateTimeOffset.MaxValue"
        : $"new {Bcl}DateTimeOffset({Parts(time.DateTime)}, {Bcl}TimeSpan.FromHours({time.Offset.TotalHours.ToString(Invariant)})){Rest(time.Ticks)}";

    /// <summary>What goes beyond a whole second.</summary>
    private static string Rest(long ticks) => ticks % TimeSpan.TicksPerSecond is not 0 and var rest ? $".AddTicks({rest.ToString(Invariant)})" : "";

    private static string Parts(DateTime time) => time.ToString("yyyy, M, d, H, m, s", Invariant);

    private static string DateOnly(DateTime day) => day == DateTime.MinValue ? $"{Bcl}DateOnly.MinValue"
        : day == DateTime.MaxValue.Date ? $"{Bcl}DateOnly.MaxValue"
        : $"new {Bcl}DateOnly({day.ToString("yyyy, M, d", Invariant)})";

    private static string TimeOnly(TimeSpan time) => time == TimeSpan.Zero ? $"{Bcl}TimeOnly.MinValue"
        : time.Ticks == TimeSpan.TicksPerDay - 1 ? $"{Bcl}TimeOnly.MaxValue"
        : time.Ticks % TimeSpan.TicksPerSecond != 0 ? $"new {Bcl}TimeOnly({time.Ticks.ToString(Invariant)}L)"
        : $"new {Bcl}TimeOnly({time.ToString("h', 'm', 's", Invariant)})";

    private static string Span(TimeSpan span) => span == TimeSpan.MinValue ? $"{Bcl}TimeSpan.MinValue"
        : span == TimeSpan.MaxValue ? $"{Bcl}TimeSpan.MaxValue"
        : span == TimeSpan.Zero ? $"{Bcl}TimeSpan.Zero"
        : $"{Bcl}TimeSpan.FromTicks({span.Ticks.ToString(Invariant)}L)";

    private static void Append(StringBuilder text, char letter, char quote)
    {
        // What cannot be seen, or turns the line around, is written as a number.
        if (letter == quote || letter == '\\')
            text.Append('\\').Append(letter);
        else if (letter is >= ' ' and < (char)0x7f || char.IsLetterOrDigit(letter))
            text.Append(letter);
        else
            text.Append("\\u").Append(((int)letter).ToString("x4", Invariant));
    }

    // The runtimes disagree about the shortest text of a number, not about these two.
    private static string Shortest(string brief, string full, Func<string, bool> isRead) => isRead(brief) ? brief : full;
}
