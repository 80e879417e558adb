using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Uses objects after their <c>Dispose</c>, and disposes of them twice. Calls that a search makes up to change a state leave Dispose out: what comes after it would fail, mostly, and in tests about something else.</summary>
internal sealed class DisposedObjects(Vocabulary vocabulary, Runner runner, SearchLoop loop)
{
    private readonly Universe _universe = vocabulary.Universe;

    /// <summary>Tries the smallest test of each member with the object disposed of before the last call.</summary>
    public void Try()
    {
        List<MemberShape> disposals = [.. _universe.Catalog.Members.Where(member => member is { IsSubject: true, IsStatic: false, Kind: MemberShapeKind.Method, Name: "Dispose" or "DisposeAsync", Parameters.Length: 0 })];
        foreach (var test in loop.Completed.ToList())
        {
            if (test.Statements[^1] is not { Call: { Receiver: { } receiver } call } last)
                continue;
            foreach (var disposal in disposals.Where(disposal => disposal.DeclaringType == _universe.Catalog.Members[call.Member].DeclaringType))
            {
                if (runner.StopRequested)
                    return;
                var before = test.Statements.RemoveAt(test.Statements.Length - 1);
                if (receiver is Invocation made)
                    before = before.Add(new Statement(made));
                else if (receiver is not Reference)
                    continue;
                var used = receiver as Reference ?? new Reference(receiver.Type, before.Length - 1);
                loop.Try(test with { Statements = [.. before, new Statement(new Invocation(disposal.Result, disposal.Id, used, [], [])), last with { Call = call with { Receiver = used } }] });
            }
        }
    }
}
