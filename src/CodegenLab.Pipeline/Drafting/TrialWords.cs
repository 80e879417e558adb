using CodegenLab.Engine.Trials;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>How a trial ended, in words for reports and for the model.</summary>
internal static class TrialWords
{
    /// <summary>Code of the reason that a test with such an end is dropped for.</summary>
    public static string ReasonOf(TrialStatus status) => status switch
    {
        TrialStatus.NotRepeatable => "Flaky",
        TrialStatus.TimedOut or TrialStatus.OutOfFuel => "TimesOut",
        TrialStatus.Crashed => "Crashes",
        TrialStatus.Refused => "BreaksPolicy",
        _ => status.ToString(),
    };

    /// <summary>What was expected and what was, of every assertion that failed; empty: nothing is known.</summary>
    public static string OutcomeOf(DraftTrial trial) => string.Join("; ", (trial.Failure?.All() ?? []).Select(OutcomeOf).Where(outcome => outcome.Length > 0));

    private static string OutcomeOf(TrialFailure failure) => failure switch
    {
        { Expected: { } expected, Actual: { } actual } => $"expected {expected} but was {actual}",
        { ExceptionType: { } type, Message: { } message } => $"{type}: {message}",
        { Message: { } message } => message,
        { ExceptionType: { } type } => type,
        _ => "",
    };
}
