namespace CodegenLab.Cli;

/// <summary>Says that a word of the command line is not known, and which known word it may stand for.</summary>
internal static class UnknownWord
{
    public static string Explain(string word, IEnumerable<string> known)
    {
        var kind = word.StartsWith('-') ? "option" : "command";
        return Nearest(word, known) is { } nearest
            ? $"There is no {kind} '{word}'. Did you mean '{nearest}'?"
            : $"There is no {kind} '{word}'.";
    }

    /// <returns>Null: none is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> known) => known
        .Select(candidate => (Word: candidate, Distance: Edits(word, candidate)))
        .Where(candidate => candidate.Distance <= Math.Max(2, candidate.Word.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
        .Select(candidate => candidate.Word)
        .FirstOrDefault();

    /// <summary>Letters to insert, remove or replace to turn one word into the other.</summary>
    private static int Edits(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = previous[j - 1] + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
