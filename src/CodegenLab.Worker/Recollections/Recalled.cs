using CodegenLab.Worker.Minimisation;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Recollections;

/// <summary>A test of an earlier suite that holds for the code as it is.</summary>
/// <param name="assertions">What it asserts: as then, and what <see cref="Join"/> adds.</param>
/// <param name="unchanged">Of that, places where it was so before the call under test.</param>
/// <param name="place">Where it stood in that suite.</param>
/// <param name="entersChanged">It runs code that is not what it was.</param>
internal sealed class Recalled(Candidate candidate, Observation[] assertions, IReadOnlyList<Observed> unchanged, int place, bool entersChanged)
{
    private readonly List<Observation> _assertions = [.. assertions];
    private readonly HashSet<Observed> _unchanged = [.. unchanged];
    private readonly Dictionary<int, int[]> _noticing = [];

    /// <summary>Its kills are those that what it asserts makes.</summary>
    public Candidate Candidate => candidate;

    public int Place => place;

    public bool EntersChanged => entersChanged;

    /// <summary>It asserts more than it did.</summary>
    public bool IsJoined { get; private set; }

    public ChosenAssertions Chosen => new(_assertions, _noticing) { Unchanged = [.. _unchanged] };

    /// <summary>Tries mutants that the test is not known to kill; those that fail an assertion are its kills too.</summary>
    public void TakeKills(IEnumerable<int> mutants, Assessor assessor)
    {
        foreach (var mutant in mutants)
        {
            if (!candidate.Kills.Contains(mutant) && assessor.Failing(candidate, _assertions, mutant) is { Count: > 0 } failing)
                Note(mutant, failing);
        }
    }

    /// <summary>Asserts as well what the same test, found anew, is there for.</summary>
    public void Join(ChosenAssertions other)
    {
        IsJoined = true;
        _unchanged.UnionWith(other.Unchanged);
        var places = other.Assertions.Select(Place).ToArray();
        foreach (var (mutant, noticing) in other.Noticing)
            Note(mutant, [.. noticing.Select(index => places[index])]);

        int Place(Observation assertion)
        {
            var known = _assertions.FindIndex(one => one.Of.Equals(assertion.Of) && Assessor.Holds(one, [assertion]));
            if (known < 0)
            {
                _assertions.Add(assertion);
                return _assertions.Count - 1;
            }

            // The one with the message of the exception says more.
            _assertions[known] = assertion;
            return known;
        }
    }

    private void Note(int mutant, IReadOnlyList<int> noticing)
    {
        candidate.Kills.Add(mutant);
        _noticing[mutant] = [.. _noticing.GetValueOrDefault(mutant, []).Union(noticing).Order()];
    }
}
