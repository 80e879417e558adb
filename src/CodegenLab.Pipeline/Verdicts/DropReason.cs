namespace CodegenLab.Pipeline.Verdicts;

/// <summary>Why a test did not get in; the names stand in reports, for machines.</summary>
public enum DropReason
{
    DoesNotCompile,
    Fails,

    /// <summary>Passed in one run and failed in another of the same kind.</summary>
    Flaky,

    /// <summary>Fails after other tests than usual.</summary>
    DependsOnOrder,

    /// <summary>Fails under another culture and time zone.</summary>
    DependsOnCulture,
    TimesOut,

    /// <summary>Ends the whole test host.</summary>
    Crashes,
}

/// <summary>One test that has to go.</summary>
/// <param name="FullName">Class with namespace, and method.</param>
/// <param name="Detail">For people: the first lines of the compiler's or the runner's words.</param>
public sealed record Rejection(string FullName, IReadOnlyCollection<int> Found, DropReason Reason, string Detail);
