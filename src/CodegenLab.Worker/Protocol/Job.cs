using System.Text.Json.Serialization;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>All that a worker is told: it runs one job and ends.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "job")]
[JsonDerivedType(typeof(SearchJob), "search")]
[JsonDerivedType(typeof(ReplayJob), "replay")]
[JsonDerivedType(typeof(TrialJob), "trial")]
[JsonDerivedType(typeof(SuiteJob), "suite")]
[JsonDerivedType(typeof(SelfTestJob), "selfTest")]
public abstract record Job
{
    /// <summary>The subject, instrumented with probes.</summary>
    public required Build Search { get; init; }

    /// <summary>Folders and files in which the subject's dependencies are found.</summary>
    public required string[] References { get; init; }

    /// <summary>The assembly's internals are visible to the tests.</summary>
    public bool InternalsVisible { get; init; }

    /// <summary>Culture that the run has, by name; null: invariant.</summary>
    public string? Culture { get; init; }

    /// <summary>Time zone that the run has, by IANA name; null: UTC. Windows knows no time zone of a process: there it is always the machine's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Tests that killed a worker: never run again. Compared by their notation, in the vocabulary of <see cref="Catalog"/>.</summary>
    public TestCase[] Blacklist { get; init; } = [];

    /// <summary>Vocabulary of the test cases in this job; null when there are none.</summary>
    public Catalog? Catalog { get; init; }
}

/// <summary>A compiled build of the subject.</summary>
/// <param name="Path">The assembly.</param>
/// <param name="Sites">One entry per site, index is the site id. Empty in a build of mutants.</param>
/// <param name="Switches">One entry per switch probe, index is the switch id.</param>
/// <param name="Mutants">One entry per mutant, index is the mutant id. Empty in a search build.</param>
/// <param name="Lines">Number of line probes.</param>
/// <param name="Members">Documentation ids of the members with an entry probe, index is the entry id.</param>
public sealed record Build(string Path, SiteShape[] Sites, SwitchShape[] Switches, MutantShape[] Mutants, int Lines, string[] Members)
{
    /// <summary>Which members the lines are in, by id; empty where nobody asks.</summary>
    public LineRun[] LineRuns { get; init; } = [];
}

/// <summary>Lines of one member, up to the first one of the next run.</summary>
/// <param name="First">Line id.</param>
/// <param name="Member">Documentation id.</param>
public sealed record LineRun(int First, string Member);

/// <summary>What the search must know of a site.</summary>
/// <param name="Member">Documentation id of the member that holds it.</param>
/// <param name="IsArm">One outcome only: arrived. Else two: true and false.</param>
/// <param name="IsSoft">Guides the search, is no branch of its own: not counted.</param>
public sealed record SiteShape(string Member, bool IsArm, bool IsSoft);

/// <summary>The arms of a switch with the constants that lead into them: gives each arm a distance.</summary>
public sealed record SwitchShape(SwitchArm[] Arms);

/// <param name="Site">Site id of the arm.</param>
/// <param name="Integers">Integer, char and enum labels.</param>
/// <param name="Texts">String labels.</param>
public sealed record SwitchArm(int Site, long[] Integers, string[] Texts);

/// <param name="Member">Documentation id of the member that holds it.</param>
public sealed record MutantShape(string Member);

/// <summary>Find tests: search, kill, observe, minimise.</summary>
public sealed record SearchJob : Job
{
    /// <summary>The subject with all mutants behind one switch.</summary>
    public required Build Mutants { get; init; }

    /// <summary>Documentation ids of types and members to write tests for; empty: all.</summary>
    public string[] Targets { get; init; } = [];

    /// <summary>Line probes (ids) of members that no test is wanted for: no test is kept for them.</summary>
    public int[] OtherLines { get; init; } = [];

    public required ConstantPool Constants { get; init; }

    public Announcements Announcements { get; init; } = Announcements.None;

    public required Budget Budget { get; init; }

    /// <summary>Goals that existing tests cover already: not searched for.</summary>
    public int[] CoveredGoals { get; init; } = [];

    /// <summary>Members that killed workers: no longer called with new arguments.</summary>
    public AvoidedMember[] Avoided { get; init; } = [];

    /// <summary>Mutants (ids) that count no more: existing tests kill them already, or they killed a worker.</summary>
    public int[] KilledMutants { get; init; } = [];

    /// <summary>What an earlier worker had found: before it died, or to the end of its job when this one goes on from there. The search starts with them, and minimising chooses from them too.</summary>
    public TestCase[] Resume { get; init; } = [];

    /// <summary>Tests from elsewhere, drafted by a model or written by a person: like <see cref="Resume"/>, but no worker has come through them yet.</summary>
    public TestCase[] Seeds { get; init; } = [];

    /// <summary>What an earlier run found for code that is not quite this one: what of it holds is kept, and only the rest is searched for. Null: all is.</summary>
    public EarlierSuite? Earlier { get; init; }

    /// <param name="member">Documentation id.</param>
    public bool IsAskedFor(string member) => Targets.Length == 0 || Targets.Any(target =>
        target == member || (target.StartsWith("T:", StringComparison.Ordinal) && member.AsSpan(2).StartsWith(target.AsSpan(2)) && member.Length > target.Length && member[target.Length] == '.'));
}

/// <param name="Member">Documentation id.</param>
/// <param name="Why">What a call did to the process, for people: "ended the process (exit code 3)".</param>
/// <param name="StrikesLater">On a thread of its own or in a finalizer: that a test with it came through says nothing, and the test that ran when it struck is innocent.</param>
public sealed record AvoidedMember(string Member, string Why, bool StrikesLater = false)
{
    /// <summary>It is still called where all constants of the test are small: it is only known not to end with large ones.</summary>
    public bool SmallIsFine { get; init; }
}

/// <summary>Run tests once more in a fresh process and say what is seen in every round.</summary>
public sealed record ReplayJob : Job
{
    public required TestCase[] Tests { get; init; }

    /// <summary>Members that killed earlier workers of this job; only those that strike later keep a test from running.</summary>
    public AvoidedMember[] Avoided { get; init; } = [];

    /// <summary>Seed of the order in which they run; 0: as given.</summary>
    public ulong Shuffle { get; init; }

    /// <summary>How often all of them run, each time in reverse: in the second round every test has run after every other.</summary>
    public int Rounds { get; init; } = 1;
}

/// <summary>What a search may spend. Work units stand for microseconds of CPU time on a plain machine, but are counted, not measured: the same seed, subject and budget give the same suite everywhere.</summary>
/// <param name="SearchWork">Work units for finding tests that cover goals.</param>
/// <param name="KillWork">Work units for finding tests that kill mutants.</param>
/// <param name="Seed">Starts the random stream.</param>
/// <param name="CpuLimit">Stops the search on a machine much slower than that; the suite is then no longer reproducible and the outcome says so.</param>
public sealed record Budget(long SearchWork, long KillWork, ulong Seed, TimeSpan CpuLimit);

/// <summary>Constants found in the subject's source: whole-project pools in first-seen order, without duplicates.</summary>
public sealed record ConstantPool(string[] Texts, long[] Integers, double[] Reals, char[] Characters)
{
    /// <summary>Texts that stand in one member, by documentation id: tried first when that member is called.</summary>
    public Dictionary<string, string[]> TextsOfMember { get; init; } = [];

    /// <summary>Integers that stand in one member, by documentation id.</summary>
    public Dictionary<string, long[]> IntegersOfMember { get; init; } = [];

    /// <summary>Texts that exceptions say: no values, but the subject's own words; <see cref="Gap"/> where other words come in.</summary>
    public string[] Messages { get; init; } = [];

    /// <summary>What stands in <see cref="Messages"/> for the values of an interpolation.</summary>
    public const char Gap = '\0';

    /// <summary>JSON of the types that the subject reads from JSON.</summary>
    public string[] Documents { get; init; } = [];
}
