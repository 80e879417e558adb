using CodegenLab.Probes;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>
/// Which verdicts of earlier runs hold, and what the new ones depend on, so that a later run can tell. A kill depends on its killers alone; that a mutant survived, on all cases that reach it;
/// a verdict on a mutant in an initialiser, on all cases.
/// </summary>
internal sealed class VerdictMemory
{
    private readonly SuiteJob _job;
    private readonly Baseline _baseline;
    private readonly IReadOnlyList<SuiteCase> _cases;
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<int, RememberedVerdict> _remembered;
    private readonly HashSet<int> _affected;
    private readonly string[] _members;
    private readonly int[] _memberOfEntry;
    private readonly int[] _memberOfMutant;
    private readonly Dictionary<ulong, bool[]> _entered = [];

    /// <param name="baseline">It has run, and statics have been tried.</param>
    public VerdictMemory(SuiteJob job, Baseline baseline, IReadOnlyList<SuiteCase> cases)
    {
        (_job, _baseline, _cases) = (job, baseline, cases);
        _numbers = cases.Select((found, number) => (found.Key, number)).ToDictionary(StringComparer.Ordinal);
        _remembered = job.Remembered.ToDictionary(verdict => verdict.Mutant);
        _members = [.. job.Search.Members.Concat(job.Search.Mutants.Select(mutant => mutant.Member)).Distinct(StringComparer.Ordinal)];
        var places = _members.Select((member, place) => (member, place)).ToDictionary(StringComparer.Ordinal);
        _memberOfEntry = [.. job.Search.Members.Select(member => places[member])];
        _memberOfMutant = [.. job.Search.Mutants.Select(mutant => places[mutant.Member])];
        _affected = [.. job.Affected.Where(_numbers.ContainsKey).Select(key => _numbers[key])];
    }

    /// <param name="reaching">Cases that reach the mutant now.</param>
    /// <param name="isStatic">It is judged by all cases.</param>
    /// <returns>Null: there is none, or it does not hold any more.</returns>
    public MutantJudged? Find(int mutant, IReadOnlyList<int> reaching, bool isStatic)
    {
        if (!_remembered.TryGetValue(mutant, out var verdict) || verdict.IsStatic != isStatic || !verdict.Killers.All(_numbers.ContainsKey))
            return null;
        var killers = verdict.Killers.Select(key => _numbers[key]).ToArray();
        var holds = killers.Length > 0 && !isStatic && !_job.FindsAllKillers
            ? Array.TrueForAll(killers, killer => reaching.Contains(killer) && !_affected.Contains(killer))
            : verdict.Say == SayOf(reaching) && !reaching.Any(_affected.Contains);
        return !holds ? null : new MutantJudged(mutant, verdict.Fate, killers, verdict.Runs, verdict.IsStatic, verdict.Detail) { Say = verdict.Say, Strayed = verdict.Strayed, IsRemembered = true };
    }

    /// <summary>Adds what a verdict depends on.</summary>
    /// <param name="cases">Those that could have noticed the mutant.</param>
    /// <param name="since">Epoch of the trace before the mutant was on.</param>
    public MutantJudged Completed(MutantJudged judged, IReadOnlyList<int> cases, int since)
    {
        var say = SayOf(cases);
        var concerned = judged.Killers.Length > 0 && !judged.IsStatic && !_job.FindsAllKillers ? judged.Killers : cases;
        var concern = concerned == cases ? say : SayOf(concerned);
        if (!_entered.TryGetValue(concern, out var entered))
            _entered.Add(concern, entered = Entered(concerned));
        var strayed = new bool[_members.Length];
        Mark(strayed, Trace.MemberEpoch, _memberOfEntry, since);
        Mark(strayed, Trace.MutantEpoch, _memberOfMutant, since);
        return judged with { Say = say, Strayed = [.. Enumerable.Range(0, _members.Length).Where(member => strayed[member] && !entered[member]).Select(member => _members[member])] };
    }

    private static void Mark(bool[] marked, int[] epochs, int[] members, int since)
    {
        for (var number = 0; number < members.Length; number++)
        {
            if (epochs[number] > since)
                marked[members[number]] = true;
        }
    }

    /// <summary>Members that any of the cases enters each time it runs.</summary>
    private bool[] Entered(IEnumerable<int> cases)
    {
        var entered = new bool[_members.Length];
        foreach (var number in cases)
        {
            foreach (var mutant in _baseline.Reached(number))
                entered[_memberOfMutant[mutant]] = true;
            foreach (var member in _baseline.Entered(number))
                entered[_memberOfEntry[member]] = true;
        }

        return entered;
    }

    /// <summary>The same for the same cases in any order.</summary>
    private ulong SayOf(IEnumerable<int> cases)
    {
        var say = 0UL;
        foreach (var number in cases)
            say += HashOf(_cases[number].Key);
        return say;
    }

    /// <summary>FNV-1a with 64 bits (Fowler, Noll, Vo), its bits mixed by the finaliser of MurmurHash3 so that sums stay apart.</summary>
    private static ulong HashOf(string key)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in key)
            hash = (hash ^ letter) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return hash ^ (hash >> 33);
    }
}
