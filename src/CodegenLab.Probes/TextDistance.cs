using System;

namespace CodegenLab.Probes;

/// <summary>How far two texts are from a relation: 0 when it holds. A wrong character counts less than a missing one, a near one less than a far one.</summary>
internal static class TextDistance
{
    // Texts beyond this are compared by length only: probes must stay cheap.
    private const int Looked = 256;
    private const double OfNull = 1000;

    public static double ToEqual(string? left, string? right, bool ignoreCase)
    {
        if (left is null || right is null)
            return ReferenceEquals(left, right) ? 0 : OfNull;

        return Aligned(left, 0, left.Length, right, ignoreCase);
    }

    public static double ToPrefix(string text, string prefix, bool ignoreCase) =>
        Aligned(text, 0, Math.Min(text.Length, prefix.Length), prefix, ignoreCase);

    public static double ToSuffix(string text, string suffix, bool ignoreCase)
    {
        var length = Math.Min(text.Length, suffix.Length);
        return Aligned(text, text.Length - length, length, suffix, ignoreCase);
    }

    public static double ToPart(string text, string part, bool ignoreCase)
    {
        var length = Math.Min(text.Length, part.Length);
        var least = double.MaxValue;

        for (var start = 0; start + length <= text.Length && start < Looked / 4 && least > 0; start++)
            least = Math.Min(least, Aligned(text, start, length, part, ignoreCase));

        return least;
    }

    public static bool IgnoresCase(StringComparison comparison) =>
        comparison is StringComparison.OrdinalIgnoreCase or StringComparison.CurrentCultureIgnoreCase or StringComparison.InvariantCultureIgnoreCase;

    private static double Aligned(string left, int start, int length, string right, bool ignoreCase)
    {
        var distance = 2.0 * Math.Abs(length - right.Length);
        var shared = Math.Min(Math.Min(length, right.Length), Looked);

        for (var index = 0; index < shared; index++)
        {
            var one = left[start + index];
            var other = right[index];
            if (one == other || (ignoreCase && char.ToUpperInvariant(one) == char.ToUpperInvariant(other)))
                continue;

            double apart = Math.Abs(one - other);
            distance += 0.5 + (0.5 * apart / (apart + 1));
        }

        return distance;
    }
}
