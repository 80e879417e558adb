using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Drafted tests that did not get in, with the reasons.</summary>
internal sealed class DroppedTests
{
    private readonly List<DroppedTest> _tests = [];

    public ImmutableArray<DroppedTest> All => [.. _tests];

    /// <param name="reason">Code, stable for machines.</param>
    /// <param name="detail">For people; empty: nothing to add.</param>
    public void Add(Draft draft, string test, string reason, string detail) => _tests.Add(new DroppedTest($"{draft.Type.Name}: {test}", reason, detail));
}
