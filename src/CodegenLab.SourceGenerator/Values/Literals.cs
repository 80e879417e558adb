using System.Globalization;
using System.Text;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Values as C# expressions of exactly their type, the same on every platform and under every culture.</summary>
internal static class Literals
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

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
