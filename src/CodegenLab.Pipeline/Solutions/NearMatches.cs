namespace CodegenLab.Pipeline.Solutions;

/// <summary>Names a person may have meant.</summary>
internal static class NearMatches
{
    private const int Shown = 3;

    /// <summary>" Did you mean A, B or C?", or nothing when no candidate is near.</summary>
    public static string Question(string given, IEnumerable<string> candidates)
    {
        var near = Of(given, candidates);
        return near switch
        {
            [] => "",
            [var only] => $" Did you mean {only}?",
            [.. var first, var last] => $" Did you mean {string.Join(", ", first)} or {last}?",
        };
    }

    /// <summary>At most three, nearest first: a third of the letters may differ but never all, or one holds the other.</summary>
    public static string[] Of(string given, IEnumerable<string> candidates) =>
        [.. candidates
            .Distinct(StringComparer.Ordinal)
            .Select(candidate => (Candidate: candidate, Distance: Rank(given, candidate)))
            .Where(ranked => ranked.Distance <= Math.Max(2, given.Length / 3) && ranked.Distance < Math.Min(given.Length, ranked.Candidate.Length))
            .OrderBy(ranked => ranked.Distance)
            .ThenBy(ranked => ranked.Candidate, StringComparer.Ordinal)
            .Take(Shown)
            .Select(ranked => ranked.Candidate)];

    private static int Rank(string given, string candidate)
    {
        var distance = Distance(given.ToUpperInvariant(), candidate.ToUpperInvariant());
        var oneHoldsTheOther = Math.Min(given.Length, candidate.Length) >= 3
            && (candidate.Contains(given, StringComparison.OrdinalIgnoreCase) || given.Contains(candidate, StringComparison.OrdinalIgnoreCase));
        return oneHoldsTheOther ? Math.Min(distance, 2) : distance;
    }

    /// <remarks>Levenshtein 1966, two rows.</remarks>
    internal static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
            previous[column] = column;

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
