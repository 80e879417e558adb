using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suspicions;

/// <summary>What must hold of any values of a type, asked by calls on them.</summary>
/// <param name="Words">The law, for people.</param>
/// <param name="Subject">The member that breaks it.</param>
/// <param name="Values">How many values; they are the first statements.</param>
/// <param name="Calls">The statements after them.</param>
/// <param name="Judge">What is broken, of the results of all statements that ran; null: nothing.</param>
internal sealed record Law(SuspectedRule Rule, string Words, MemberShape Subject, int Values, LawCall[] Calls, Func<IReadOnlyList<StatementResult>, Breach?> Judge);

/// <param name="Receiver">The statement whose variable it is; -1: none.</param>
/// <param name="Arguments">Statements whose variables are passed; -1: null.</param>
internal sealed record LawCall(MemberShape Member, int Receiver, params int[] Arguments)
{
    public Invocation ToInvocation()
    {
        var arguments = Arguments.Select((statement, index) =>
            statement < 0 ? new Literal(Member.Parameters[index].Type, null) : (Expression)new Reference(Member.Parameters[index].Type, statement));
        return new Invocation(Member.Result, Member.Id, Receiver < 0 ? null : new Reference(Member.DeclaringType, Receiver), [.. arguments], []);
    }
}

/// <param name="Statement">The one that answers otherwise.</param>
/// <param name="Expected">What it should answer; null: anything, but for an exception.</param>
internal sealed record Breach(int Statement, Fact? Expected);
