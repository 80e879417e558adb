using System.Globalization;

namespace CodegenLab.Engine.Rendering;

/// <summary>
/// How far a floating-point number may be from what is expected. The functions of the platform's libraries, fused operations and other orders of a sum change the last digits of what is
/// computed: a number with all the digits of its type is expected to a few decimal digits less, a short or a whole one and the limits of the type to the bit.
/// </summary>
internal static class Tolerance
{
    /// <summary>Significant digits of <see cref="double"/> and <see cref="float"/> from which a number is taken to be rounded, and those that are compared.</summary>
    private const int RoundedDouble = 14, ComparedDouble = 12, RoundedSingle = 7, ComparedSingle = 5;

    /// <summary>2 to the power of 53.</summary>
    private const double LargestExact = 9_007_199_254_740_992;

    /// <summary>For several expected values one tolerance, the widest that one of them needs; empty: none.</summary>
    public static string For(IEnumerable<object?> expected)
    {
        var values = expected.ToList();
        var exponents = values.Select(ExponentOf).OfType<int>().ToList();
        return exponents.Count == 0 ? "" : (exponents.Max() is var widest and not 0 ? $"1e{widest.ToString(CultureInfo.InvariantCulture)}" : "1") + (values.Exists(value => value is float) ? "f" : "");
    }

    /// <summary>Power of ten; null: the value is expected as it is.</summary>
    private static int? ExponentOf(object? value) => value switch
    {
        double number when IsRounded(number) && Math.Abs(number) != double.MaxValue && Digits(number.ToString("R", CultureInfo.InvariantCulture)) >= RoundedDouble => Magnitude(number) - ComparedDouble,
        float number when IsRounded(number) && Math.Abs(number) != float.MaxValue && Digits(number.ToString("R", CultureInfo.InvariantCulture)) >= RoundedSingle => Magnitude(number) - ComparedSingle,
        _ => null,
    };

    /// <summary>Neither a whole number that <see cref="double"/> holds exactly, nor none.</summary>
    private static bool IsRounded(double number) => double.IsFinite(number) && (Math.Abs(number) > LargestExact || number != Math.Truncate(number));

    private static int Magnitude(double number) => (int)Math.Floor(Math.Log10(Math.Abs(number)));

    private static int Digits(string text) => text.Split('E')[0].Where(char.IsAsciiDigit).SkipWhile(digit => digit == '0').Reverse().SkipWhile(digit => digit == '0').Count();
}
