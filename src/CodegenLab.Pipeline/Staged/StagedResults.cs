using System.Collections.Immutable;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Staged;

/// <summary>What the hook adds to the history: how tests ended, and nothing of what they reach, because what is staged need not be what lies in the folder or was built.</summary>
internal sealed class StagedResults
{
    private readonly List<RecordedTest> _tests = [];

    public ImmutableArray<RecordedTest> Tests => [.. _tests];

    /// <summary>Notes how the cases of a test project ended.</summary>
    public void Note(string project, SuiteRunOutcome outcome)
    {
        foreach (var (number, run) in outcome.Runs)
        {
            var status = SuiteSheet.StatusOf(run);
            // Words are remembered for tests that are not run again, and of those only why they are skipped.
            _tests.Add(new RecordedTest(
                SelectionPlanner.NameOf(project, outcome.Cases[number]), status, TimeSpan.FromMilliseconds(run.Milliseconds), status == SuiteTestStatus.Skipped ? run.Message : null, Coverage: null));
        }
    }
}
