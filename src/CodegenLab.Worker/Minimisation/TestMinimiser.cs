using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Makes one test smaller, its statements, its expressions, its values, without losing what it must keep.</summary>
/// <param name="budgetPerTest">Work units for one test.</param>
internal sealed class TestMinimiser(Runner runner, Assessor assessor, Vocabulary vocabulary, long budgetPerTest)
{
    private readonly SmallerTests _smaller = new(vocabulary);
    private readonly HashSet<int> _targets = [.. vocabulary.Targets.Select(target => target.Member.Id)];

    public Candidate Minimise(Chosen chosen)
    {
        var end = runner.Meter.Spent + budgetPerTest;
        var best = Shortened(chosen, end);
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

    /// <summary>Up to the call that meets all there is to keep: what comes after it would stand there as the call under test, and be what the test is named after.</summary>
    private Candidate Shortened(Chosen chosen, long end)
    {
        var test = chosen.Candidate.Test;
        for (var length = 1; length < test.Statements.Length && !chosen.Must.IsEmpty && runner.Meter.Spent <= end && !runner.StopRequested; length++)
        {
            if (_targets.Contains(test.Statements[length - 1].Call.Member) && assessor.Assess(Slots.Take(test, length)) is { } shorter && Meets(shorter, chosen.Must))
                return shorter;
        }

        return chosen.Candidate;
    }

    private Candidate? Accept(TestCase smaller, Candidate current, Obligations must)
    {
        // Only what the statement under test does counts: a test that now ends otherwise is another test.
        if (assessor.Assess(smaller) is not { } candidate)
            return null;
        if (smaller.Statements[^1].Call.Member != current.Test.Statements[^1].Call.Member || Outcome(candidate) != Outcome(current))
            return null;
        return Meets(candidate, must) ? candidate : null;
    }

    /// <summary>The kills among it are noted.</summary>
    private bool Meets(Candidate candidate, Obligations must)
    {
        if (must.Goals.Any(goal => !candidate.Goals.Contains(goal)) || must.Lines.Any(line => !candidate.Lines.Contains(line)))
            return false;
        foreach (var mutant in must.Kills)
        {
            if (!candidate.Reached.Contains(mutant) || !assessor.Kills(candidate, mutant))
                return false;
        }

        candidate.Kills.UnionWith(must.Kills);
        return candidate.SaysSomething;
    }

    private static Fact? Outcome(Candidate candidate) => candidate.Observations.Select(observation => observation.Fact).OfType<Fact.Throws>().FirstOrDefault() is { } thrown ? thrown with { Message = null } : null;
}
