namespace CodegenLab.Worker.Minimisation;

/// <summary>Tells which tests of a suite the others make unnecessary.</summary>
internal static class Redundancy
{
    /// <param name="tests">The suite.</param>
    /// <param name="dispensable">Those that may go, in the order in which they are asked.</param>
    /// <param name="obligationsOf">What a test is there for, with what kind of thing each is.</param>
    /// <returns>Without them the suite still meets all that it met.</returns>
    public static HashSet<T> Of<T>(IEnumerable<T> tests, IEnumerable<T> dispensable, Func<T, IEnumerable<(char Kind, int Id)>> obligationsOf)
        where T : class
    {
        var counts = new Dictionary<(char, int), int>();
        foreach (var obligation in tests.SelectMany(obligationsOf))
            counts[obligation] = counts.GetValueOrDefault(obligation) + 1;
        var redundant = new HashSet<T>(ReferenceEqualityComparer.Instance);
        foreach (var test in dispensable)
        {
            var own = obligationsOf(test).ToList();
            if (own.Any(obligation => counts[obligation] == 1))
                continue;
            redundant.Add(test);
            foreach (var obligation in own)
                counts[obligation]--;
        }

        return redundant;
    }
}
