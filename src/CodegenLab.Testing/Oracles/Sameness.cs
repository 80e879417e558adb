using System.Collections;
using System.Globalization;

namespace CodegenLab.Testing.Oracles;

/// <summary>Whether two values are the same, numbers within a tolerance.</summary>
internal static class Sameness
{
    /// <param name="tolerance">A share of the larger number, or absolute below 1.</param>
    public static bool Of(object? one, object? other, double tolerance) => (one, other) switch
    {
        (string a, string b) => a == b,
        (IEnumerable a, IEnumerable b) => Of(a.Cast<object?>().ToList(), b.Cast<object?>().ToList(), tolerance),
        _ when Number(one) is { } a && Number(other) is { } b => Within(a, b, tolerance),
        _ => Equals(one, other),
    };

    public static bool Within(double one, double other, double tolerance) =>
        one.Equals(other) || Math.Abs(one - other) <= tolerance * Math.Max(1, Math.Max(Math.Abs(one), Math.Abs(other)));

    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Show))}]",
        _ => value.ToString() ?? "",
    };

    private static bool Of(List<object?> one, List<object?> other, double tolerance) =>
        one.Count == other.Count && one.Zip(other).All(pair => Of(pair.First, pair.Second, tolerance));

    private static double? Number(object? value) => value is double or float or decimal or sbyte or byte or short or ushort or int or uint or long or ulong
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
        : null;
}
