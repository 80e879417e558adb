using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What one run of the real test runner saw.</summary>
/// <param name="Results">One for each method and row.</param>
/// <param name="EndedIn">Full name of the test during which the test host died or was ended; null: it lived.</param>
/// <param name="WasHanging">The host was ended because <paramref name="EndedIn"/> did not come to an end.</param>
/// <param name="IsWhole">The run came to its end, so that a test without a result was not found at all.</param>
/// <param name="Output">What the runner said, for people.</param>
public sealed record TestRun(ImmutableArray<TestResult> Results, string? EndedIn, bool WasHanging, bool IsWhole, ImmutableArray<string> Output);

/// <param name="Class">Full name.</param>
/// <param name="Method">Without arguments.</param>
/// <param name="Message">First lines of the failure; empty for a pass.</param>
public sealed record TestResult(string Class, string Method, bool Passed, TimeSpan Duration, string Message)
{
    public string FullName => Class + "." + Method;
}
