using System.Collections.Immutable;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>A test that was run, with its class and what is known of it.</summary>
/// <param name="Code">The class after repairs.</param>
/// <param name="Member">Documentation id of the member it is about; null: it calls none.</param>
/// <param name="Source">The words it rests on; null: none.</param>
internal sealed record TriedTest(Draft Draft, DraftFixture Code, DraftMember Test, string? Member, Quotation? Source, Engine.Trials.DraftTrial Trial);

/// <summary>The tests that got in, and the classes they stand in.</summary>
internal sealed class AcceptedTests
{
    private readonly List<(TriedTest Test, Gain Gain)> _tests = [];

    public int Count => _tests.Count;

    public void Add(TriedTest test, Gain gain) => _tests.Add((test, gain));

    /// <summary>All tests of a type in one class, or in several where what they need does not fit into one.</summary>
    /// <param name="grown">How many of the engine's tests came of an answer: they share its cost.</param>
    public IEnumerable<DraftedFixture> FixturesOf(DraftedType type, string space, Func<Answer, int> grown)
    {
        var open = new List<(DraftFixture Code, ImmutableArray<(TriedTest Test, Gain Gain)> Tests)>();
        foreach (var draft in _tests.Where(one => one.Test.Draft.Type == type).GroupBy(one => one.Test.Draft.Class.ClassName))
        {
            var byName = draft.ToDictionary(one => one.Test.Test.Name, StringComparer.Ordinal);
            var code = draft.First().Test.Code.Only(test => byName.ContainsKey(test.Name));
            var tests = code.Tests.Select(test => byName[test.Name]).ToImmutableArray();
            var place = open.FindIndex(other => other.Code.With(code) is not null);
            if (place < 0)
                open.Add((code, tests));
            else
                open[place] = (open[place].Code.With(code)!, [.. open[place].Tests, .. tests]);
        }

        return open.Select((one, index) => new DraftedFixture(
            type.Name,
            space,
            FormattableString.Invariant($"{type.ClassStem}Drafted{(index == 0 ? "" : index + 1)}Tests"),
            one.Code,
            [.. one.Tests.Select((test, at) => Of(one.Code.Tests[at].Name, test.Test, test.Gain, grown))]));
    }

    /// <summary>How many tests that got in came of an answer.</summary>
    public int Of(Answer answer) => _tests.Count(other => other.Test.Draft.Answer == answer);

    private DraftedTest Of(string name, TriedTest test, Gain gain, Func<Answer, int> grown) => new(
        name,
        test.Member ?? test.Draft.Type.Id,
        test.Source,
        test.Draft.Answer.Model,
        test.Trial.Goals,
        test.Trial.Lines,
        test.Trial.Reached,
        gain.Kills,
        gain.NewGoals,
        gain.NewKills,
        test.Draft.Answer.Cost / (Of(test.Draft.Answer) + grown(test.Draft.Answer)));
}
