using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// The parts of a test that share no object. The search puts them together by chance, and each is a test of its own: kept in one, the part that is
/// not about the last call would be a detour on the way to it.
/// </summary>
internal static class Strands
{
    /// <summary>The parts in the order of their last statements; none for a test that is of one piece.</summary>
    public static IEnumerable<TestCase> Of(TestCase test)
    {
        var count = test.Statements.Length;
        var strand = Enumerable.Range(0, count).ToArray();
        for (var i = 0; i < count; i++)
        {
            Slots.Visit(test.Statements[i].Call, expression =>
            {
                if (expression is Reference { Statement: var other })
                    Join(strand, strand[other], strand[i]);
            });
        }

        var strands = Enumerable.Range(0, count).GroupBy(i => strand[i]).Select(group => group.ToList()).ToList();
        return strands.Count < 2 ? [] : strands.OrderBy(part => part[^1]).Select(part => test with { Statements = [.. part.Select(i => Slots.Map(test.Statements[i], other => part.IndexOf(other)))] });
    }

    private static void Join(int[] strand, int one, int other)
    {
        for (var i = 0; i < strand.Length; i++)
        {
            if (strand[i] == one)
                strand[i] = other;
        }
    }
}
