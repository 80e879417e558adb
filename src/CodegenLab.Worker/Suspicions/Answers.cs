using System.Collections.Immutable;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suspicions;

/// <summary>What values of a type answer to each other, each asked once: the laws ask the same again and again.</summary>
internal sealed class Answers(Runner runner, ExpressionMaker maker, ImmutableArray<Statement> values)
{
    private const int Null = -1;

    private readonly Dictionary<(int Member, int First, int Second), StatementResult?> _known = [];

    /// <summary>Results as of a test with these values and the calls of a law; null: the law asks for more than values, or a call had no end.</summary>
    /// <param name="chosen">Indexes of values.</param>
    public List<StatementResult>? To(Law law, ImmutableArray<int> chosen)
    {
        var results = chosen.Select(_ => new StatementResult()).ToList();
        foreach (var call in law.Calls)
        {
            var operands = call.Receiver < 0 ? call.Arguments : [call.Receiver, .. call.Arguments];
            if (operands.Length > 2 || operands.Any(operand => operand >= law.Values))
                return null;
            if (Ask(call, [.. operands.Select(operand => operand < 0 ? Null : chosen[operand])]) is not { } answer)
                return null;
            results.Add(answer);
            if (answer.Exception is not null)
                break;
        }

        return results;
    }

    private StatementResult? Ask(LawCall call, int[] operands)
    {
        var key = (call.Member.Id, operands[0], operands.Length > 1 ? operands[1] : Null - 1);
        if (_known.TryGetValue(key, out var known))
            return known;
        var made = operands.Where(operand => operand != Null).ToList();
        var next = 0;
        var places = operands.Select(operand => operand == Null ? Null : next++).ToArray();
        var asked = call.Receiver < 0 ? new LawCall(call.Member, -1, places) : new LawCall(call.Member, places[0], places[1..]);
        var test = new TestCase([.. made.Select(operand => values[operand]), maker.AsStatement(asked.ToInvocation())]);
        var isOver = runner.Run(test) is RunEnd.Completed or RunEnd.Threw && runner.Search.Results.Count == test.Statements.Length;
        return _known[key] = isOver ? runner.Search.Results[^1] : null;
    }
}
