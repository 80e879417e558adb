using System.Collections.Immutable;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What the runs say about the tests in them.</summary>
/// <param name="Rejected">Tests that failed at least once; the reason for those that failed under other conditions only is <see cref="DropReason.DependsOnCulture"/> until told better.</param>
/// <param name="Unmerge">Found tests whose method has several rows of which some failed.</param>
/// <param name="Unjudged">Methods that have no result in one of the runs, because it came to a bad end before.</param>
public sealed record RunVerdict(ImmutableArray<Rejection> Rejected, ImmutableHashSet<int> Unmerge, int Unjudged)
{
    public bool IsClean => Rejected.IsEmpty && Unmerge.IsEmpty && Unjudged == 0;
}

/// <summary>Compares a run under usual conditions with one in another order, under another culture and time zone.</summary>
public static class RunJudge
{
    /// <param name="mayUnmerge">False: a method goes with all of its rows.</param>
    /// <param name="otherOrder">A run in the other order under the usual culture; null: not made.</param>
    public static RunVerdict Judge(ImmutableArray<PlacedFixture> fixtures, TestRun usual, TestRun other, TestRun? otherOrder, bool mayUnmerge)
    {
        var inUsual = new Outcomes(usual);
        var inOther = new Outcomes(other);
        var inOtherOrder = otherOrder is null ? null : new Outcomes(otherOrder);
        var rejected = ImmutableArray.CreateBuilder<Rejection>();
        var unmerge = ImmutableHashSet.CreateBuilder<int>();
        var unjudged = 0;
        foreach (var placed in fixtures)
        {
            foreach (var test in placed.Fixture.Tests)
            {
                var name = placed.FullName + "." + test.Name;
                switch (Judge(inUsual.Of(name), inOther.Of(name), inOtherOrder?.Of(name)))
                {
                    case null:
                        break;
                    case { Reason: null }:
                        unjudged++;
                        break;
                    case { Reason: { } reason, Detail: var detail } when !mayUnmerge || test.Found.Length == 1:
                        rejected.Add(new Rejection(name, test.Found, reason, detail));
                        break;
                    default:
                        unmerge.UnionWith(test.Found);
                        break;
                }
            }
        }

        return new RunVerdict(rejected.ToImmutable(), unmerge.ToImmutable(), unjudged);
    }

    private static Finding? Judge(Outcome usual, Outcome other, Outcome? otherOrder)
    {
        foreach (var outcome in new[] { usual, other })
            if (outcome.Kind is OutcomeKind.TimedOut or OutcomeKind.Crashed)
                return new Finding(outcome.Kind == OutcomeKind.TimedOut ? DropReason.TimesOut : DropReason.Crashes, outcome.Message);

        return (usual.Kind, other.Kind) switch
        {
            (OutcomeKind.Passed, OutcomeKind.Passed) => null,
            (OutcomeKind.Unknown, _) or (_, OutcomeKind.Unknown) => new Finding(null, ""),
            (OutcomeKind.Failed, OutcomeKind.Failed) => new Finding(DropReason.Fails, usual.Message),
            (OutcomeKind.Failed, _) => new Finding(DropReason.Flaky, "Fails in the usual run and passes in reverse order under another culture: " + usual.Message),
            _ when otherOrder?.Kind == OutcomeKind.Failed => new Finding(DropReason.DependsOnOrder, "Fails when the tests run in reverse order: " + otherOrder.Message),
            _ => new Finding(DropReason.DependsOnCulture, $"Fails under {OtherConditions.Words}: {other.Message}"),
        };
    }

    /// <param name="Reason">Null: the runs do not say.</param>
    private sealed record Finding(DropReason? Reason, string Detail);

    private enum OutcomeKind
    {
        Passed,
        Failed,
        TimedOut,
        Crashed,
        Unknown,
    }

    private sealed record Outcome(OutcomeKind Kind, string Message);

    private sealed class Outcomes(TestRun run)
    {
        private readonly ILookup<string, TestResult> _results = run.Results.ToLookup(result => result.FullName);
        private readonly string? _endedIn = run.EndedIn is { } name ? TrxFile.MethodOf(name, "") : null;

        public Outcome Of(string test)
        {
            if (_endedIn == test)
                return run.WasHanging
                    ? new Outcome(OutcomeKind.TimedOut, FormattableString.Invariant($"Did not end within {TestCommand.SilenceLimit.TotalSeconds} s."))
                    : new Outcome(OutcomeKind.Crashed, "The test host ended while it ran.");
            if (_results[test].FirstOrDefault(result => !result.Passed) is { } failed)
                return new Outcome(OutcomeKind.Failed, failed.Message);
            if (_results[test].FirstOrDefault(result => result.Duration > TestCommand.TimeLimit) is { } slow)
                return new Outcome(OutcomeKind.TimedOut, FormattableString.Invariant($"Took {slow.Duration.TotalSeconds:0} s."));
            if (_results[test].Any())
                return new Outcome(OutcomeKind.Passed, "");
            return run.IsWhole ? new Outcome(OutcomeKind.Failed, "The test runner did not find it.") : new Outcome(OutcomeKind.Unknown, "");
        }
    }
}
