using CodegenLab.Probes;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// A second wish for goals that were only ever covered on the way to an exception: a test that covers them and ends normally. What such a
/// goal sets up (a flag of a parsed expression, say) is seen by later code only then. Runs that got further come first.
/// </summary>
internal sealed class NormalEndings(int goals, RandomStream random)
{
    private const int PerGoal = 4;

    private readonly bool[] _met = new bool[goals];
    private readonly List<Near>?[] _near = new List<Near>?[goals];
    private readonly List<int> _open = [];
    private readonly int[] _sampled = new int[goals];

    public bool HasOpen => _open.Count > 0;

    /// <summary>Takes a goal that the last run covered. True when the run is the first that covers it and ends normally after others did not.</summary>
    public bool Take(int goal, TestCase test, bool threw)
    {
        if (_met[goal])
            return false;
        if (!threw)
        {
            _met[goal] = true;
            if (_near[goal] is null)
                return false;
            _near[goal] = null;
            _open.Remove(goal);
            return true;
        }

        var distance = 1.0 / (1 + Trace.TouchedCount);
        if (_near[goal] is not { } near)
        {
            _near[goal] = near = new List<Near>(PerGoal);
            _open.Add(goal);
        }

        if (near.Count == PerGoal)
        {
            if (distance > near[^1].Distance || (distance == near[^1].Distance && !random.Chance(.1)))
                return false;
            near.RemoveAt(PerGoal - 1);
        }

        if (near.Count == 0 || distance < near[0].Distance)
            _sampled[goal] = 0;
        var at = 0;
        while (at < near.Count && near[at].Distance < distance)
            at++;
        near.Insert(at, new Near(test, test.Size, distance, Trace.LastOperands));
        return false;
    }

    /// <summary>A test that covers such a goal and throws, of a goal tried less often than others.</summary>
    public Near Sample()
    {
        var goal = random.Pick(_open);
        for (var i = 0; i < 3; i++)
        {
            if (random.Pick(_open) is var other && _sampled[other] < _sampled[goal])
                goal = other;
        }

        _sampled[goal]++;
        return random.Pick(_near[goal]!);
    }
}
