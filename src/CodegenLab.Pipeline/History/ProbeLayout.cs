using System.Collections.Immutable;
using CodegenLab.Engine.Suites;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline.History;

/// <summary>Between the numbers of probes, which change with every change of the code, and places in members, which stay as long as the member does.</summary>
internal sealed class ProbeLayout
{
    private readonly SuiteSubject _subject;
    private readonly Dictionary<string, List<int>> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _sites = new(StringComparer.Ordinal);
    private readonly int[] _placeOfLine;
    private readonly int[] _placeOfSite;

    public ProbeLayout(SuiteSubject subject)
    {
        _subject = subject;
        _placeOfLine = [.. subject.Lines.Select(line => Add(_lines, line.Member, line.Id))];
        _placeOfSite = [.. subject.Sites.Select(site => Add(_sites, site.Member, site.Id))];
    }

    /// <summary>Members in which a case hits a line or takes a branch.</summary>
    public ImmutableArray<MemberHits> Hits(CaseRun run)
    {
        var lines = run.Lines.ToLookup(line => _subject.Lines[line].Member, line => _placeOfLine[line]);
        var goals = run.Goals.ToLookup(goal => _subject.Sites[goal / 2].Member, goal => (_placeOfSite[goal / 2] * 2) + (goal % 2));
        return [.. lines.Select(member => member.Key).Union(goals.Select(member => member.Key)).Select(member => new MemberHits(member, [.. lines[member].Order()], [.. goals[member].Order()]))];
    }

    /// <summary>Ids of line probes. A place that the code has no more is left out.</summary>
    public IEnumerable<int> Lines(ImmutableArray<MemberHits> hits) =>
        from hit in hits
        let own = _lines.GetValueOrDefault(hit.Member)
        where own is not null
        from place in hit.Lines
        where place < own.Count
        select own[place];

    /// <summary>Goals, as a worker numbers them.</summary>
    public IEnumerable<int> Goals(ImmutableArray<MemberHits> hits) =>
        from hit in hits
        let own = _sites.GetValueOrDefault(hit.Member)
        where own is not null
        from place in hit.Goals
        where place / 2 < own.Count
        select (own[place / 2] * 2) + (place % 2);

    private static int Add(Dictionary<string, List<int>> all, string member, int id)
    {
        if (!all.TryGetValue(member, out var own))
            all.Add(member, own = []);
        own.Add(id);
        return own.Count - 1;
    }
}
