using System.Collections.Immutable;
using CodegenLab.Engine.Mutants;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Numbers what is injected into one build, in the order of the walk.</summary>
/// <param name="entries">Entry numbers by documentation id; shared by all builds of a subject so that they number alike.</param>
/// <param name="skippedMembers">Places of members that are to be left as they are.</param>
/// <param name="skippedMutants">Keys of mutants that are to be left out.</param>
/// <param name="first">The numbers to begin with.</param>
internal sealed class SubjectMap(EntryNumbers entries, IReadOnlySet<string> skippedMembers, IReadOnlySet<string> skippedMutants, FirstNumbers first)
{
    private readonly ImmutableArray<Site>.Builder _sites = ImmutableArray.CreateBuilder<Site>();
    private readonly ImmutableArray<SwitchShape>.Builder _switches = ImmutableArray.CreateBuilder<SwitchShape>();
    private readonly ImmutableArray<LineSite>.Builder _lines = ImmutableArray.CreateBuilder<LineSite>();
    private readonly ImmutableArray<Mutant>.Builder _mutants = ImmutableArray.CreateBuilder<Mutant>();
    private readonly ImmutableArray<IgnoredMutant>.Builder _ignored = ImmutableArray.CreateBuilder<IgnoredMutant>();

    public ImmutableArray<Site> Sites => _sites.ToImmutable();

    public ImmutableArray<SwitchShape> Switches => _switches.ToImmutable();

    public ImmutableArray<LineSite> Lines => _lines.ToImmutable();

    public ImmutableArray<Mutant> Mutants => _mutants.ToImmutable();

    /// <summary>What the source says is not to be made.</summary>
    public ImmutableArray<IgnoredMutant> Ignored => _ignored.ToImmutable();

    public bool SkipsMember(string key) => skippedMembers.Contains(key);

    public bool SkipsMutant(string key) => skippedMutants.Contains(key);

    public int Entry(string member) => entries.Of(member);

    public int Add(Func<int, Site> site) => Add(_sites, first.Site, site);

    public int Add(Func<int, LineSite> line) => Add(_lines, first.Line, line);

    public int Add(Func<int, Mutant> mutant) => Add(_mutants, first.Mutant, mutant);

    public void Add(IgnoredMutant mutant) => _ignored.Add(mutant);

    public int Add(SwitchShape shape) => Add(_switches, first.Switch, _ => shape);

    private static int Add<T>(ImmutableArray<T>.Builder list, int first, Func<int, T> make)
    {
        var number = first + list.Count;
        list.Add(make(number));
        return number;
    }
}

/// <summary>Where the numbers of an assembly begin: behind those of the assemblies that run beside it in one process.</summary>
internal readonly record struct FirstNumbers(int Site, int Switch, int Line, int Mutant);

/// <summary>One number per documentation id, in first-seen order.</summary>
internal sealed class EntryNumbers
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly ImmutableArray<string>.Builder _members = ImmutableArray.CreateBuilder<string>();

    public ImmutableArray<string> Members => _members.ToImmutable();

    public int Of(string member)
    {
        if (_numbers.TryAdd(member, _members.Count))
            _members.Add(member);
        return _numbers[member];
    }
}
