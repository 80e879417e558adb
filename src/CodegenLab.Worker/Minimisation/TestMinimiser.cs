using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Makes one test smaller, its statements, its expressions, its values, without losing what it must keep.</summary>
/// <param name="budgetPerTest">Work units for one test.</param>
internal sealed class TestMinimiser(Runner runner, Assessor assessor, Vocabulary vocabulary, long budgetPerTest)
{
    private readonly SmallerTests _smaller = new(vocabulary);

    public Candidate Minimise(Chosen chosen)
    {
        var best = chosen.Candidate;
        var end = runner.Meter.Spent + budgetPerTest;
        var improved = true;
        while (improved)
        {
            improved = false;
            foreach (var smaller in _smaller.Than(best.Test))
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
}
