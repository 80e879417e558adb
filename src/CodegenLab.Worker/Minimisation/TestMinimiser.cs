using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Makes one test smaller, its statements, its expressions, its values, without losing what it must keep.</summary>
/// <param name="budgetPerTest">Work units for one test.</param>
internal sealed class TestMinimiser(Runner runner, Assessor assessor, Vocabulary vocabulary, long budgetPerTest)
{
    private readonly SmallerTests _smaller = new(vocabulary);
    private readonly TellingValues _telling = new(vocabulary.Universe);
    private readonly HashSet<int> _targets = [.. vocabulary.Targets.Select(target => target.Member.Id)];

    public Candidate Minimise(Chosen chosen)
    {
        var end = runner.Meter.Spent + budgetPerTest;
        var writes = assessor.Writes(chosen.Candidate);
        var best = Shortened(chosen, writes, end);

        // What was refused before a step that was taken will most likely be so after it: on from there, and once more from the start when nothing is left.
        var from = 0;
        while (runner.Meter.Spent <= end && !runner.StopRequested)
        {
            if (Step(best, chosen.Must, writes, from, end) is { } step)
                (best, from) = step;
            else if (from == 0)
                break;
            else
                from = 0;
        }

        return Telling(best, chosen.Must, writes, end);
    }

    /// <summary>With items of collections that tell more, where that changes nothing else, and with inputs that something comes of.</summary>
    private Candidate Telling(Candidate best, Obligations must, bool writes, long end)
    {
        best = First(GivesNothing(best) ? TellingValues.Instead(best.Test) : [], accepted => !GivesNothing(accepted)) ?? best;
        return First(_telling.In(best.Test), _ => true) ?? best;

        Candidate? First(IEnumerable<TestCase> proposals, Func<Candidate, bool> tellsMore)
        {
            foreach (var proposal in proposals)
            {
                if (runner.Meter.Spent > end || runner.StopRequested)
                    return null;
                if (Accept(proposal, best, must, writes) is { } accepted && tellsMore(accepted))
                    return accepted;
            }

            return null;
        }
    }

    /// <summary>The result of the last call is a number, a text or a time that is nothing.</summary>
    private static bool GivesNothing(Candidate candidate) => candidate.Observations.Any(observation =>
        observation.Of.Statement == candidate.Test.Statements.Length - 1 && observation.Of is { Out: < 0, Path.IsEmpty: true } && observation.Fact is Fact.EqualTo { Value.Value: { } value } && value is not (bool or char)
        && (value is string { Length: 0 } || (value is not string && value.Equals(Activator.CreateInstance(value.GetType())))));

    /// <summary>The first smaller test, from a proposal on, that keeps all it must, and which proposal it was; null: there is none.</summary>
    /// <param name="writes">It ends with a call that writes to a sink, and so must the smaller one: what was written is what a reader wants to see.</param>
    private (Candidate Smaller, int Proposal)? Step(Candidate best, Obligations must, bool writes, int from, long end)
    {
        var proposal = from;
        foreach (var smaller in _smaller.Than(best.Test).Skip(from))
        {
            if (runner.Meter.Spent > end || runner.StopRequested)
                return null;
            if (Accept(smaller, best, must, writes) is { } accepted)
                return (accepted, proposal);
            proposal++;
        }

        return null;
    }

    /// <summary>Up to the call that meets all there is to keep: what comes after it would stand there as the call under test, and be what the test is named after.</summary>
    private Candidate Shortened(Chosen chosen, bool writes, long end)
    {
        var test = chosen.Candidate.Test;
        for (var length = 1; length < test.Statements.Length && !chosen.Must.IsEmpty && runner.Meter.Spent <= end && !runner.StopRequested; length++)
        {
            if (_targets.Contains(test.Statements[length - 1].Call.Member) && assessor.Assess(Slots.Take(test, length)) is { } shorter && Meets(shorter, chosen.Must) && (!writes || assessor.Writes(shorter)))
                return shorter;
        }

        return chosen.Candidate;
    }

    private Candidate? Accept(TestCase smaller, Candidate current, Obligations must, bool writes)
    {
        // Only what the statement under test does counts: a test that now ends otherwise is another test, unless an exception was not what it was kept for.
        if (assessor.Assess(smaller) is not { } candidate || smaller.Statements[^1].Call.Member != current.Test.Statements[^1].Call.Member || Act(smaller) != Act(current.Test))
            return null;
        var outcome = Outcome(candidate);
        if (outcome != Outcome(current) && (outcome is not null || must.IsEmpty))
            return null;
        return Meets(candidate, must) && (!writes || assessor.Writes(candidate)) ? candidate : null;
    }

    /// <summary>The member (catalog id) that a test ends with, but for one that writes out what was written.</summary>
    private int Act(TestCase test) => test.Statements[Flushes.ActOf(vocabulary.Universe.Catalog, test)].Call.Member;

    /// <summary>The kills among it are noted.</summary>
    private bool Meets(Candidate candidate, Obligations must)
    {
        if (must.Goals.Any(goal => !candidate.Goals.Contains(goal)) || must.Lines.Any(line => !candidate.Lines.Contains(line)))
            return false;
        foreach (var mutant in must.Kills)
        {
            if (!assessor.Reaches(candidate, mutant) || !assessor.Kills(candidate, mutant))
                return false;
        }

        candidate.Kills.UnionWith(must.Kills);
        return candidate.SaysSomething;
    }

    private static Fact? Outcome(Candidate candidate) => candidate.Observations.Select(observation => observation.Fact).OfType<Fact.Throws>().FirstOrDefault() is { } thrown ? thrown with { Message = null } : null;
}
