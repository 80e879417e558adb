using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Trials;

/// <summary>How one run of a method ended.</summary>
internal sealed record TrialEnd(TrialStatus Status, TrialFailure? Failure)
{
    public static TrialEnd Passed { get; } = new(TrialStatus.Passed, null);

    public static TrialEnd NotFound { get; } = new(TrialStatus.NotFound, null);

    public bool HasPassed => Status == TrialStatus.Passed;

    public static TrialEnd Of(Exception exception) => new(TrialStatus.Threw, FailureReader.Of(exception));
}
