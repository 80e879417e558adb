using System.Collections.Immutable;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Ends tests of what writes into a buffer first with the call that writes it out: before that, nothing of it is to be seen.</summary>
internal sealed class Flushes(Vocabulary vocabulary, Assessor assessor)
{
    /// <summary>The mildest first.</summary>
    private static readonly ImmutableArray<string> Names = ["Flush", "FlushAsync", "Dispose", "DisposeAsync"];

    private readonly Catalog _catalog = vocabulary.Universe.Catalog;

    /// <summary>The test, ended so where that shows what it has written.</summary>
    public Candidate Ended(Candidate candidate)
    {
        var test = candidate.Test;
        if (test.Statements[^1].Call is not { Receiver: Reference receiver } call || _catalog.Members[call.Member].Kind != MemberShapeKind.Method || IsFlush(_catalog.Members[call.Member]) || !TakesSink(test, receiver)
            || candidate.Observations.Any(observation => observation.Fact is Fact.Throws || observation.IsWritten(_catalog, test)) || vocabulary.VariableType(test.Statements[receiver.Statement]) is not { } type)
        {
            return candidate;
        }

        foreach (var flush in vocabulary.CallableOn(type).Where(IsFlush).OrderBy(member => Names.IndexOf(member.Name)))
        {
            var ended = test with { Statements = test.Statements.Add(new Statement(new Invocation(flush.Result, flush.Id, new Reference(flush.DeclaringType, receiver.Statement), [], []))) };
            if (assessor.Assess(ended) is { } found && found.Subject == candidate.Subject && found.Observations.Any(observation => observation.IsWritten(_catalog, ended)))
                return found;
        }

        return candidate;
    }

    /// <summary>Index of the statement that a test ends with, but for the call that writes out what that one has written.</summary>
    public static int ActOf(Catalog catalog, TestCase test)
    {
        var last = test.Statements.Length - 1;
        return last > 0 && test.Statements[last].Call is { Receiver: Reference receiver } flush && IsFlush(catalog.Members[flush.Member]) && TakesSink(test, receiver)
            && test.Statements[last - 1].Call is { Receiver: Reference before } call && before.Statement == receiver.Statement && catalog.Members[call.Member].Kind == MemberShapeKind.Method && !IsFlush(catalog.Members[call.Member])
            ? last - 1
            : last;
    }

    private static bool IsFlush(MemberShape member) => member is { Kind: MemberShapeKind.Method, Parameters.Length: 0 } && Names.Contains(member.Name);

    private static bool TakesSink(TestCase test, Reference receiver) => test.Statements[receiver.Statement].Call.Arguments.Any(Sinks.Is);
}
