using System.Collections.Immutable;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline.Selection;

/// <summary>What the history says of cases that are not run: how they ended, and what they hit.</summary>
/// <param name="known">By test project.</param>
internal sealed class RememberedTests(ILookup<string, KnownTest> known)
{
    public static RememberedTests None { get; } = new(Array.Empty<KnownTest>().ToLookup(test => test.Name.Project));

    /// <summary>Adds the cases of a test project, those that were not run with how they ended before, and what all of them hit.</summary>
    /// <param name="outcome">Null: nothing of it was run.</param>
    /// <param name="coverage">What it was run on, with probes for lines and branches; null: those are not looked at.</param>
    /// <returns>The number of its first case.</returns>
    public int AddTo(SuiteSheet sheet, TestAssembly assembly, SelectionPlan? plan, SuiteRunOutcome? outcome, SuiteSubject? coverage)
    {
        var omitted = plan?.Projects[assembly.Project.Name].Omitted;
        var own = known[assembly.Project.Name].Where(test => omitted?.Contains(test.Name.Key) == true && test.Last is not null).ToDictionary(test => test.Name.Key, StringComparer.Ordinal);
        outcome ??= NothingRun(assembly);
        var first = sheet.AddCases(assembly, outcome, own.ToDictionary(test => test.Key, test => new RememberedCase(test.Value.Last!.Value.Status, test.Value.Last.Value.Duration, test.Value.Message)));
        sheet.AddHits(outcome, first);
        if (coverage is null || own.Count == 0)
            return first;
        var layout = new ProbeLayout(coverage);
        for (var number = 0; number < outcome.Cases.Length; number++)
        {
            if (!outcome.Runs.ContainsKey(number) && own.TryGetValue(outcome.Cases[number].Key, out var test) && test.Coverage is { } before)
                sheet.AddHits(first + number, layout.Lines(before.Hits), layout.Goals(before.Hits));
        }

        return first;
    }

    private SuiteRunOutcome NothingRun(TestAssembly assembly) =>
        new("", [.. known[assembly.Project.Name].Select(test => new SuiteCase(test.Name.Key, test.Name.Class, test.Name.Method, test.Name.FullName, test.Name.DisplayName))],
            ImmutableDictionary<int, CaseRun>.Empty, ImmutableDictionary<int, MutantJudged>.Empty, "", 0, TimeSpan.Zero);
}
