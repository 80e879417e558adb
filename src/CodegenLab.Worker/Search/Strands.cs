using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// The tests that stand inside a test. The search puts calls together by chance, and kept in one, those that the last call is not about would be a detour on the way to it: so every call whose
/// result nobody uses ends a test of its own, of what came before it and shares an object with it.
/// </summary>
internal static class Strands
{
    /// <summary>In the order of their last statements, without the test itself.</summary>
    public static IEnumerable<TestCase> Of(TestCase test)
    {
        var count = test.Statements.Length;
        var (strand, isUsed) = Number(test);
        foreach (var end in Enumerable.Range(0, count).Where(i => !isUsed[i]))
        {
            var part = Enumerable.Range(0, end + 1).Where(i => strand[i] == strand[end]).ToList();
            if (part.Count < count)
                yield return test with { Statements = [.. part.Select(i => Slots.Map(test.Statements[i], part.IndexOf))] };
        }
    }

    /// <summary>Which statements share an object with the last one, or with one that does. What stands beside them says nothing about it.</summary>
    public static bool[] BoundToLast(TestCase test)
    {
        var (strand, _) = Number(test);
        return [.. strand.Select(one => one == strand[^1])];
    }

    /// <summary>The strand of each statement, and whether another one uses its result.</summary>
    private static (int[] Strand, bool[] IsUsed) Number(TestCase test)
    {
        var strand = Enumerable.Range(0, test.Statements.Length).ToArray();
        var isUsed = new bool[test.Statements.Length];
        for (var i = 0; i < strand.Length; i++)
        {
            Slots.Visit(test.Statements[i].Call, expression =>
            {
                if (expression is not Reference { Statement: var other })
                    return;
                isUsed[other] = true;
                Join(strand, strand[other], strand[i]);
            });
        }

        return (strand, isUsed);
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
