using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Says why callable subjects have no test of their own.</summary>
/// <param name="avoided">Members that killed workers.</param>
internal sealed class UntestedMembers(Vocabulary vocabulary, SearchLoop loop, Assessor assessor, Runner runner, IReadOnlyCollection<AvoidedMember> avoided)
{
    /// <param name="candidates">What the suite was chosen from.</param>
    /// <param name="tests">The suite.</param>
    public IEnumerable<Untested> Find(IEnumerable<Candidate> candidates, IReadOnlyList<FoundTest> tests)
    {
        var speaking = candidates.Where(candidate => candidate.SaysSomething).Select(candidate => assessor.SubjectOf(candidate.Test)).ToHashSet();
        var catalog = vocabulary.Universe.Catalog;
        var tested = tests.Select(test => catalog.Members[test.Subject].DocumentationId).ToHashSet();
        var called = new HashSet<string>();
        foreach (var statement in tests.SelectMany(test => test.Case.Statements))
        {
            Slots.Visit(statement.Call, expression =>
            {
                if (expression is Invocation call)
                    called.Add(catalog.Members[call.Member].DocumentationId);
            });
        }

        foreach (var group in vocabulary.Subjects.GroupBy(member => member.DocumentationId).Where(group => !tested.Contains(group.Key)))
        {
            var (reason, detail) = ReasonOf([.. group], called.Contains(group.Key) || group.Any(member => speaking.Contains(member.Id)));
            yield return new Untested(group.Key, reason, detail);
        }

        var subjects = catalog.Members.Where(member => member is { IsSubject: true, IsInitOnly: false }).Select(member => member.DocumentationId).ToHashSet();
        foreach (var (member, why, _) in avoided.Where(one => subjects.Contains(one.Member) && !tested.Contains(one.Member)))
            yield return new Untested(member, UntestedReason.Crashes, why);
    }

    private (UntestedReason Reason, string Detail) ReasonOf(MemberShape[] members, bool isCovered)
    {
        if (isCovered)
            return (UntestedReason.CoveredByOthers, "");
        if (members.Any(member => assessor.Unsteady.ContainsKey(member.Id) || runner.ChangesWhatIsShared(member.Id)))
            return (UntestedReason.NotRepeatable, "");
        if (members.Any(member => loop.Successes(member.Id) > 0))
            return (UntestedReason.NothingToObserve, "");
        if (members.Any(member => runner.Blocks(member.Id)))
            return (UntestedReason.Crashes, "a call did not end");
        if (members.All(member => loop.Tries(member.Id) == 0))
            return (UntestedReason.OutOfBudget, "");

        foreach (var member in members)
        {
            if (!member.IsStatic && !CanMake(member.DeclaringType))
                return (UntestedReason.NoReceiver, NameOf(member.DeclaringType));
            foreach (var parameter in member.Parameters)
            {
                if (parameter.Passing != Passing.Out && !CanMake(parameter.Type))
                    return (UntestedReason.NoArgument, $"{parameter.Name}: {NameOf(parameter.Type)}");
            }
        }

        return (UntestedReason.Crashes, "every call ended without anything to assert");
    }

    private bool CanMake(int type)
    {
        var live = vocabulary.Universe.TypeOf(type);
        return live.IsValueType || Execution.Literals.IsLiteral(live) || CollectionShapes.Of(vocabulary.Universe.Catalog.Types[type]) != CollectionShape.None
            || Execution.TypeTable.IsDelegate(live) || live == typeof(object) || live == typeof(Type) || vocabulary.Known(live).Count > 0 || vocabulary.Producers(live).Count > 0;
    }

    private string NameOf(int type) => vocabulary.Universe.TypeOf(type).Name;
}
