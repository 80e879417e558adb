using System.Collections.Immutable;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.Suspicions;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine;

/// <summary>
/// Makes suspicions of calls whose result depends on what was called before, anywhere in the process. Tests that did not repeat, here or there, run twice each, one after the other, in two fresh processes: where
/// both processes see the same first result and the same other one after it, neither chance nor a clock nor a culture has made the difference.
/// </summary>
internal static class GlobalStateHunt
{
    private const int MostCandidates = 40;

    private const int LongestText = 60;

    /// <summary>Members that are there to give another result each time.</summary>
    private static readonly string[] Deliberate = ["Next", "New", "Generate", "Create", "Increment", "Decrement", "Register", "TryRegister", "Add", "TryAdd", "Remove", "TryRemove", "Rent", "Take", "Dequeue", "Pop"];

    /// <param name="again">What another process has seen of the tests.</param>
    public static async Task<ImmutableArray<FoundSuspicion>> FindAsync(WorkerPool pool, ReplayJob replay, SearchOutcome found, Observation[]?[] again, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        var candidates = found.Tests.Where((test, index) => test.Case.Statements[^1].Call.Member == test.Subject && !(again[index] is { } seen && test.Observations.All(seen.Contains))).Select(test => test.Case)
            .Concat(found.Unsteady).Where(test => IsOfInterest(found.Catalog.Members[test.Statements[^1].Call.Member])).OrderBy(test => test.Size).DistinctBy(test => test.Statements[^1].Call.Member).Take(MostCandidates).ToList();
        if (candidates.Count == 0)
            return [];
        var job = replay with { Tests = [.. candidates.SelectMany(test => new[] { test, test })], Culture = null, Shuffle = 0, Rounds = 1 };
        var one = (await pool.ReplayAsync(job, progress, cancellationToken)).Outcome.Observations;
        var other = (await pool.ReplayAsync(job, progress, cancellationToken)).Outcome.Observations;
        return [.. candidates.Select((test, index) => Of(test, 2 * index)).OfType<FoundSuspicion>()];

        FoundSuspicion? Of(TestCase test, int at)
        {
            var last = test.Statements.Length - 1;
            if (ResultOf(one[at], last) is not { } first || ResultOf(one[at + 1], last) is not { } second || first.Fact.Equals(second.Fact) || !first.Equals(ResultOf(other[at], last)) || !second.Equals(ResultOf(other[at + 1], last)))
                return null;
            var twice = test.Then(test);
            var expected = first with { Of = first.Of with { Statement = twice.Statements.Length - 1 } };
            return new FoundSuspicion(
                SuspectedRule.GlobalState, twice, test.Statements[last].Call.Member, [expected], "The same call gives the same result, whatever was called before.", Words(first.Fact) + ", as the first time", Words(second.Fact));
        }
    }

    private static bool IsOfInterest(MemberShape member) => member.IsSubject && !Deliberate.Any(word => member.Name.StartsWith(word, StringComparison.Ordinal));

    /// <summary>What the last statement gives, if it is a value; null: it is none, or the run was none.</summary>
    private static Observation? ResultOf(Observation[]? seen, int statement) =>
        seen?.FirstOrDefault(observation => observation.Of is { Out: -1, Path.IsEmpty: true } of && of.Statement == statement && observation.Fact is Fact.EqualTo or Fact.IsNull);

    private static string Words(Fact fact) =>
        fact is not Fact.EqualTo equal ? "null" : equal.Value.Value is string { Length: > LongestText } ? "a longer text" : ValueWords.Of(equal.Value.Value).ReplaceLineEndings(" ");
}
