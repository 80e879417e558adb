using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Finds the tests that must not run because of the members they call.</summary>
internal sealed class DeadlyCalls
{
    private readonly HashSet<int> _avoided = [];
    private readonly HashSet<int> _avoidedWithLarge = [];
    private readonly HashSet<int> _strikingLater = [];
    private readonly HashSet<string> _survived = [];

    /// <param name="avoided">Members that killed workers.</param>
    /// <param name="survived">Tests that earlier workers came through: they may call the members, but those that strike later.</param>
    public DeadlyCalls(Catalog catalog, IReadOnlyCollection<AvoidedMember> avoided, IEnumerable<TestCase> survived)
    {
        if (avoided.Count == 0)
            return;
        var known = avoided.ToDictionary(member => member.Member);
        foreach (var member in catalog.Members)
        {
            if (known.TryGetValue(member.DocumentationId, out var one))
                (one.StrikesLater ? _strikingLater : one.SmallIsFine ? _avoidedWithLarge : _avoided).Add(member.Id);
        }

        if (_avoided.Count + _avoidedWithLarge.Count > 0)
            _survived.UnionWith(survived.Select(test => test.ToString()));
    }

    public bool AreIn(TestCase test) =>
        (_strikingLater.Count > 0 && Calls(test, _strikingLater))
        || (((_avoided.Count > 0 && Calls(test, _avoided)) || (_avoidedWithLarge.Count > 0 && Calls(test, _avoidedWithLarge) && LargeValues.AreIn(test))) && !_survived.Contains(test.ToString()));

    private static bool Calls(TestCase test, HashSet<int> members)
    {
        var found = false;
        foreach (var statement in test.Statements)
            Slots.Visit(statement.Call, expression => found |= expression is Invocation call && members.Contains(call.Member));
        return found;
    }
}
