using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// The best test cases per goal: for a covered goal the smallest, for an open one the few that came nearest, with the operands that stood in the way.
/// Many Independent Objectives (Arcuri, «Test suite generation with the Many Independent Objective (MIO) algorithm», 2018).
/// </summary>
internal sealed class Archive(Build build, RandomStream random)
{
    /// <summary>Work units of a run that count as a sample more; nearly all runs take less.</summary>
    private const long WorkPerSample = 1_000;

    /// <summary>Tests kept per open goal. MIO's default is 10; 6 measured as good here and cheaper.</summary>
    private const int PerGoal = 6;

    /// <summary>Samples of a goal before it counts as stuck.</summary>
    private const long FirstPatience = 8;

    private readonly TestCase?[] _covering = new TestCase?[build.Sites.Length * 2];
    private readonly int[] _coveringSize = new int[build.Sites.Length * 2];
    private readonly List<Near>?[] _near = new List<Near>?[build.Sites.Length * 2];
    private readonly long[] _sampled = new long[build.Sites.Length * 2];
    private readonly long[] _patience = new long[build.Sites.Length * 2];
    private readonly List<int> _open = [];
    private readonly int[] _openAt = Filled(build.Sites.Length * 2);
    private int _lastSampled = -1;

    /// <summary>Counted goals: the branches a person would count.</summary>
    public int Goals { get; } = build.Sites.Sum(site => site.IsSoft ? 0 : site.IsArm ? 1 : 2);

    /// <summary>Counted goals that a test covers.</summary>
    public int Covered { get; private set; }

    /// <summary>Goals that some test came near and none covers.</summary>
    public bool HasOpen => _open.Count > 0;

    /// <summary>The test that covers a goal; null for none.</summary>
    public TestCase? Covering(int goal) => _covering[goal];

    public int GoalIds => _covering.Length;

    public bool IsCounted(int goal) => !build.Sites[goal >> 1].IsSoft && ((goal & 1) == 0 || !build.Sites[goal >> 1].IsArm);

    /// <summary>Goals that were only covered on the way to an exception so far.</summary>
    public NormalEndings NormalEndings { get; } = new(build.Sites.Length * 2, random);

    /// <summary>Takes what the last run touched. True when it covered a goal first, or first with a normal end.</summary>
    /// <param name="threw">The run ended in an exception.</param>
    public bool Take(TestCase test, bool threw)
    {
        var news = false;
        var size = -1;
        for (var i = 0; i < Trace.TouchedCount; i++)
        {
            var site = Trace.Touched[i];
            if (site >= build.Sites.Length)
                continue;
            news |= Consider(test, site * 2, Trace.TrueDistance[site], site, ref size);
            if (Trace.TrueDistance[site] <= 0)
                news |= NormalEndings.Take(site * 2, test, threw);
            if (build.Sites[site].IsArm)
                continue;
            news |= Consider(test, site * 2 + 1, Trace.FalseDistance[site], site, ref size);
            if (Trace.FalseDistance[site] <= 0)
                news |= NormalEndings.Take(site * 2 + 1, test, threw);
        }

        return news;
    }

    /// <summary>The goals that the last run covered.</summary>
    public List<int> CoveredByLastRun() => LastRun.Goals(build);

    /// <summary>A test near an open goal that was tried less often than others.</summary>
    /// <param name="sampled">The goal.</param>
    public Near SampleOpen(out int sampled)
    {
        var goal = -1;
        for (var i = 0; i < 4; i++)
        {
            var candidate = random.Pick(_open);
            if (goal < 0 || _sampled[candidate] < _sampled[goal])
                goal = candidate;
        }

        _sampled[goal]++;
        _lastSampled = sampled = goal;
        var near = _near[goal]!;
        return random.PickEarly(near);
    }

    /// <summary>Samples have not come nearer to the goal for a while: true for the first time after a few of them, then after a quarter more, and so on.</summary>
    public bool IsStuck(int goal)
    {
        if (_sampled[goal] <= _patience[goal])
            return false;
        _patience[goal] = _sampled[goal] + Math.Max(FirstPatience, _sampled[goal] / 4);
        return true;
    }

    /// <summary>Says what the run after the last sample, if there was one, has taken: a goal whose tests are dear is sampled less.</summary>
    /// <param name="work">Work units.</param>
    public void Book(long work)
    {
        if (_lastSampled >= 0)
            _sampled[_lastSampled] += work / WorkPerSample;
        _lastSampled = -1;
    }

    private bool Consider(TestCase test, int goal, double distance, int site, ref int size)
    {
        if (distance <= 0)
        {
            if (size < 0)
                size = test.Size;
            if (_covering[goal] is not null)
            {
                if (size < _coveringSize[goal])
                    (_covering[goal], _coveringSize[goal]) = (test, size);
                return false;
            }

            (_covering[goal], _coveringSize[goal]) = (test, size);
            Close(goal);
            if (IsCounted(goal))
                Covered++;
            return true;
        }

        if (_covering[goal] is null)
            Approach(test, goal, distance, site, ref size);
        return false;
    }

    private void Approach(TestCase test, int goal, double distance, int site, ref int size)
    {
        if (_near[goal] is not { } near)
        {
            _near[goal] = near = new List<Near>(PerGoal);
            _openAt[goal] = _open.Count;
            _open.Add(goal);
        }

        if (near.Count == PerGoal)
        {
            var worst = near[^1];
            if (distance > worst.Distance)
                return;
            if (distance == worst.Distance)
            {
                if (size < 0)
                    size = test.Size;
                if (size > worst.Size && !random.Chance(.1))
                    return;
            }

            near.RemoveAt(PerGoal - 1);
        }

        if (size < 0)
            size = test.Size;
        if (near.Count == 0 || distance < near[0].Distance)
            (_sampled[goal], _patience[goal]) = (0, FirstPatience);
        var at = 0;
        while (at < near.Count && near[at].Distance < distance)
            at++;
        near.Insert(at, new Near(test, size, distance, Trace.Operands[site]));
    }

    private void Close(int goal)
    {
        _near[goal] = null;
        var at = _openAt[goal];
        if (at < 0)
            return;
        var last = _open[^1];
        _open[at] = last;
        _openAt[last] = at;
        _open.RemoveAt(_open.Count - 1);
        _openAt[goal] = -1;
    }

    private static int[] Filled(int length)
    {
        var array = new int[length];
        Array.Fill(array, -1);
        return array;
    }
}

/// <summary>A test that came near a goal.</summary>
/// <param name="Distance">Above 0; smaller is nearer.</param>
/// <param name="Operands">Of the comparison that came nearest.</param>
internal sealed record Near(TestCase Test, int Size, double Distance, Operands Operands);
