using System.Collections.Immutable;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine;

/// <summary>Adds to a newer suite what it lost of an older one in the same vocabulary: a test that was there for a goal or a mutant may not have repeated in its new form.</summary>
internal static class SuiteUnion
{
    /// <summary>Covers and kills all that either does, in the order in which suites are read.</summary>
    public static ImmutableArray<FoundTest> Of(ImmutableArray<FoundTest> older, ImmutableArray<FoundTest> newer)
    {
        var tests = newer.ToList();
        var lost = older.SelectMany(ObligationsOf).ToHashSet();
        lost.ExceptWith(newer.SelectMany(ObligationsOf));
        while (lost.Count > 0)
        {
            var best = older.MaxBy(test => ObligationsOf(test).Count(lost.Contains))!;
            lost.ExceptWith(ObligationsOf(best));
            var same = tests.FindIndex(test => test.Case.ToString() == best.Case.ToString());
            if (same >= 0)
                tests[same] = Joined(tests[same], best);
            else
                tests.Add(best);
        }

        return [.. tests.OrderBy(test => test.Subject).ThenBy(test => test.Case.Size).ThenBy(test => test.Case.ToString(), StringComparer.Ordinal)];
    }

    private static IEnumerable<(char Kind, int Id)> ObligationsOf(FoundTest test) =>
        test.Goals.Select(goal => ('g', goal)).Concat(test.Lines.Select(line => ('l', line))).Concat(test.Kills.Select(mutant => ('k', mutant)));

    /// <summary>One test with the assertions of both, from where the older one comes; which of them notices which mutant is no longer known.</summary>
    private static FoundTest Joined(FoundTest one, FoundTest other) => one with
    {
        Case = other.Case,
        Observations = [.. one.Observations.Union(other.Observations)],
        Goals = [.. one.Goals.Union(other.Goals)],
        Lines = [.. one.Lines.Union(other.Lines)],
        Kills = [.. one.Kills.Union(other.Kills).Order()],
        Noticing = [],
        Unchanged = [.. one.Unchanged.Union(other.Unchanged)],
    };
}
