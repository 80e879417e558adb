using System.Numerics;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The object <c>math</c>.</summary>
internal static class MathFunctions
{
    public static object? Abs(object? value) => value switch
    {
        null => null,
        int number => Math.Abs(number),
        long number => Math.Abs(number),
        double number => Math.Abs(number),
        float number => Math.Abs(number),
        decimal number => Math.Abs(number),
        _ when value.GetType().IsPrimitive => value,
        _ => throw new ArgumentException($"The value `{value}` is not a number"),
    };

    public static double Ceil(double value) => Math.Ceiling(value);

    public static double Floor(double value) => Math.Floor(value);

    public static double Round(double value, int precision = 0) => Math.Round(value, precision);

    public static object? Plus(TemplateContext context, SourceSpan span, object? value, object? with) => Operators.Apply(context, span, "+", value, with);

    public static object? Minus(TemplateContext context, SourceSpan span, object? value, object? with) => Operators.Apply(context, span, "-", value, with);

    public static object? Times(TemplateContext context, SourceSpan span, object? value, object? with) => Operators.Apply(context, span, "*", value, with);

    public static object? Modulo(TemplateContext context, SourceSpan span, object? value, object? with) => Operators.Apply(context, span, "%", value, with);

    public static object? DividedBy(TemplateContext context, SourceSpan span, double value, object? divisor) =>
        Operators.Apply(context, span, "/", value, divisor) is double quotient && divisor is int ? (int)Math.Floor(quotient) : Operators.Apply(context, span, "/", value, divisor);

    public static string Format(TemplateContext context, object? value, string? format, string? culture = null) =>
        value is null || IsNumber(value) ? ObjectFunctions.Format(context, value, format, culture) : throw new ArgumentException($"Unexpected `{value}`. Must be a formattable number");

    public static bool IsNumber(object? value) => value is BigInteger or decimal or double or float or long or ulong or int or uint or short or ushort or byte or sbyte;
}
