using System.Globalization;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.Pipeline.Data;

/// <summary>Values as text without quotes, as System.Text.Json has them: dates and times by ISO 8601.</summary>
internal static class PlainText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Of(MadeValue.Plain plain) => (plain.Kind, plain.Content) switch
    {
        (ValueKind.DateOnly, DateTime day) => day.ToString("yyyy-MM-dd", Invariant),
        (ValueKind.TimeOnly, TimeSpan time) => time.ToString("c", Invariant),
        (_, decimal number) => WithoutZeros(number).ToString(Invariant),
        (_, double number) => double.IsInfinity(number) ? Infinity(number > 0) : number.ToString(Invariant),
        (_, float number) => float.IsInfinity(number) ? Infinity(number > 0) : number.ToString(Invariant),
        (_, bool truth) => truth ? "true" : "false",
        (_, char letter) => letter.ToString(),
        (_, string text) => text,
        (_, Guid id) => id.ToString(),
        (_, DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", Invariant),
        (_, DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", Invariant),
        (_, TimeSpan span) => span.ToString("c", Invariant),
        _ => throw new ArgumentException($"{plain.Content.GetType()} is no content of {plain.Kind}.", nameof(plain)),
    };

    // Divided by one with all its digits a decimal loses the zeros at its end.
    public static decimal WithoutZeros(decimal number) => number / 1.0000000000000000000000000000m;

    private static string Infinity(bool isPositive) => isPositive ? "Infinity" : "-Infinity";
}
