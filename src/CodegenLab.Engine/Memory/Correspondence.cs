using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;

namespace CodegenLab.Engine.Memory;

/// <summary>Finds what was put into the code as it was in the code as it is: by member and order. A member in which that does not fit counts as changed, whatever its hash says.</summary>
internal sealed class Correspondence
{
    private readonly Dictionary<int, int> _sites;
    private readonly Dictionary<int, int> _lines;
    private readonly Dictionary<int, int> _mutants;

    public Correspondence(KeptSuite then, SubjectPrint print, InstrumentedSubject now)
    {
        var changed = print.Members.Where(member => then.Members.GetValueOrDefault(member.Key) != member.Value).Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        var kinds = new[] { (then.Sites, KeptSuite.SitesOf(now)), (then.Lines, KeptSuite.LinesOf(now)), (then.Mutants, KeptSuite.MutantsOf(now)) }
            .Select(kind => (Then: ByMember(kind.Item1), Now: ByMember(kind.Item2))).ToList();
        foreach (var (before, after) in kinds)
            changed.UnionWith(after.Where(member => !before[member.Key].Select(probe => probe.Text).SequenceEqual(member.Select(probe => probe.Text), StringComparer.Ordinal)).Select(member => member.Key));

        // What a member had and has lost altogether is no probe of the code as it is.
        foreach (var (before, after) in kinds)
            changed.UnionWith(before.Where(member => !after.Contains(member.Key) && print.Members.ContainsKey(member.Key)).Select(member => member.Key));
        Changed = changed.ToImmutableSortedSet(StringComparer.Ordinal);
        (_sites, _lines, _mutants) = (Numbers(kinds[0].Then, kinds[0].Now), Numbers(kinds[1].Then, kinds[1].Now), Numbers(kinds[2].Then, kinds[2].Now));
    }

    /// <summary>Documentation ids of members that are new or not what they were.</summary>
    public ImmutableSortedSet<string> Changed { get; }

    public int[] Goals(IEnumerable<int> goals) => [.. goals.Where(goal => _sites.ContainsKey(goal >> 1)).Select(goal => (_sites[goal >> 1] * 2) + (goal & 1))];

    public int[] Lines(IEnumerable<int> lines) => [.. lines.Where(_lines.ContainsKey).Select(line => _lines[line])];

    public int[] Mutants(IEnumerable<int> mutants) => [.. mutants.Where(_mutants.ContainsKey).Select(mutant => _mutants[mutant])];

    private Dictionary<int, int> Numbers(ILookup<string, (int Id, string Text)> then, ILookup<string, (int Id, string Text)> now) =>
        now.Where(member => !Changed.Contains(member.Key)).SelectMany(member => then[member.Key].Zip(member)).ToDictionary(pair => pair.First.Id, pair => pair.Second.Id);

    private static ILookup<string, (int Id, string Text)> ByMember(NamedProbe[] probes) =>
        probes.Select((probe, id) => (probe.Member, Id: id, probe.Text)).ToLookup(probe => probe.Member, probe => (probe.Id, probe.Text), StringComparer.Ordinal);
}
