using System.Collections.Immutable;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Makes one test smaller, its statements, its expressions, its values, without losing what it must keep.</summary>
/// <param name="budgetPerTest">Work units for one test.</param>
internal sealed class TestMinimiser(Runner runner, Assessor assessor, Vocabulary vocabulary, long budgetPerTest)
{
    private readonly Universe _universe = vocabulary.Universe;

    public Candidate Minimise(Chosen chosen)
    {
        var best = chosen.Candidate;
        var end = runner.Meter.Spent + budgetPerTest;
        var improved = true;
        while (improved)
        {
            improved = false;
            foreach (var smaller in Smaller(best.Test))
            {
                if (runner.Meter.Spent > end || runner.StopRequested)
                    return best;
                if (Accept(smaller, best, chosen.Must) is not { } accepted)
                    continue;
                best = accepted;
                improved = true;
                break;
            }
        }

        return best;
    }

    private Candidate? Accept(TestCase smaller, Candidate current, Obligations must)
    {
        // Only what the statement under test does counts: a test that now ends otherwise is another test.
        if (assessor.Assess(smaller) is not { } candidate)
            return null;
        if (smaller.Statements[^1].Call.Member != current.Test.Statements[^1].Call.Member || Outcome(candidate) != Outcome(current))
            return null;
        if (must.Goals.Any(goal => !candidate.Goals.Contains(goal)) || must.Lines.Any(line => !candidate.Lines.Contains(line)))
            return null;
        foreach (var mutant in must.Kills)
        {
            if (!candidate.Reached.Contains(mutant) || !assessor.Kills(candidate, mutant))
                return null;
        }

        candidate.Kills.UnionWith(must.Kills);
        return candidate.SaysSomething ? candidate : null;
    }

    private static Fact? Outcome(Candidate candidate) => candidate.Observations.Select(observation => observation.Fact).OfType<Fact.Throws>().FirstOrDefault() is { } thrown ? thrown with { Message = null } : null;

    /// <summary>Simpler neighbours, the largest step first; each is simpler in a fixed order, so this ends.</summary>
    private IEnumerable<TestCase> Smaller(TestCase test)
    {
        for (var i = test.Statements.Length - 2; i >= 0; i--)
        {
            if (Slots.Remove(test, i) is { } shorter)
                yield return shorter;
        }

        foreach (var slot in Slots.Of(test))
        {
            foreach (var value in Simpler(slot))
                yield return Slots.Replace(test, slot, value);
        }

        for (var i = 0; i < test.Statements.Length; i++)
        {
            var call = test.Statements[i].Call;
            for (var k = 0; k < call.Initialisers.Length; k++)
            {
                if (!_universe.Catalog.Members[call.Initialisers[k].Member].IsRequired)
                    yield return Slots.ReplaceStatement(test, i, test.Statements[i] with { Call = call with { Initialisers = call.Initialisers.RemoveAt(k) } });
            }
        }
    }

    private IEnumerable<Expression> Simpler(Slot slot)
    {
        switch (slot.Value)
        {
            case Literal { Value: { } value } literal:
                return LiteralSimplifier.Simpler(value, _universe.TypeOf(literal.Type)).Select(simpler => (Expression)(literal with { Value = simpler }));
            case Collection collection:
                var step = CollectionShapes.Of(_universe.Catalog.Types[collection.Type]) == CollectionShape.Dictionary ? 2 : 1;
                return Enumerable.Range(0, collection.Items.Length / step).Select(i => (Expression)(collection with { Items = collection.Items.RemoveRange(i * step, step) }));
            case Lambda { Body: LambdaBody.FirstArgument or LambdaBody.Throw or LambdaBody.Nothing }:
                return [];
            case Invocation call:
                return Simpler(slot, call);
            default:
                return [];
        }
    }

    /// <summary>The receiver or an argument instead of the call where the type fits, a producer with fewer parameters, fewer initialisers.</summary>
    private IEnumerable<Expression> Simpler(Slot slot, Invocation call)
    {
        var type = _universe.TypeOf(call.Type);
        for (var i = 0; i < call.Initialisers.Length; i++)
        {
            if (!_universe.Catalog.Members[call.Initialisers[i].Member].IsRequired)
                yield return call with { Initialisers = call.Initialisers.RemoveAt(i) };
        }

        foreach (var part in call.Arguments.Append(call.Receiver).OfType<Expression>())
        {
            if (part is not (Literal { Value: null } or DefaultValue or Lambda) && part.Type >= 0 && type.IsAssignableFrom(_universe.TypeOf(part.Type)) && !(slot.IsReceiver && part is Literal))
                yield return part;
        }

        foreach (var producer in vocabulary.Producers(type).Where(producer => producer is { IsStatic: true, Parameters.Length: 0 } && producer.Id != call.Member).Distinct().Take(3))
        {
            if (call.Size > 2 && vocabulary.Initialisable(type).All(property => !property.IsRequired))
                yield return new Invocation(call.Type, producer.Id, null, ImmutableArray<Expression>.Empty, ImmutableArray<Initialiser>.Empty);
        }
    }
}
