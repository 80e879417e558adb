using System.Collections.Immutable;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Workers;

/// <summary>Makes suspicions of deaths by endless recursion. Only what killed a worker shows it: to make it smaller would cost a worker for each step.</summary>
internal static class StackOverflows
{
    /// <summary>One for each member: the smallest test that its recursion killed a worker with.</summary>
    /// <param name="catalog">That of the last worker: what an earlier one knew means the same in it.</param>
    public static IEnumerable<FoundSuspicion> Of(ImmutableArray<WorkerCrash> crashes, Catalog catalog) =>
        crashes.Where(crash => crash is { Mutant: < 0, OverflowedStack: true, Culprit.Statements.Length: > 0 })
            .Select(crash => crash.Culprit!)
            .Where(culprit => catalog.Members[culprit.Statements[^1].Call.Member].IsSubject)
            .GroupBy(culprit => culprit.Statements[^1].Call.Member)
            .Select(deaths => new FoundSuspicion(
                SuspectedRule.StackOverflow, deaths.MinBy(culprit => culprit.Size)!, deaths.Key, [], "A call that the signature allows comes to an end before the stack does.", "an end", "the stack overflowed and the process ended"));
}
