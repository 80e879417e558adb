using System.Collections.Immutable;

namespace CodegenLab.Pipeline;

/// <summary>What tests have to reach for a gate to open: the section <c>targets</c> of <c>codegen-lab.json</c>.</summary>
public sealed record GateTargets
{
    public static GateTargets None { get; } = new();

    /// <summary>Of all projects together.</summary>
    public ShareTargets Whole { get; init; } = ShareTargets.None;

    /// <summary>Of the lines that a change touched.</summary>
    public ShareTargets Changed { get; init; } = ShareTargets.None;

    /// <summary>Of each project whose name matches, by name or pattern, in the order written.</summary>
    public ImmutableArray<NamedTargets> Projects { get; init; } = [];

    /// <summary>Of all types in a namespace and those below it together, in the order written.</summary>
    public ImmutableArray<NamedTargets> Namespaces { get; init; } = [];

    /// <summary>Null: what was reached before is no target.</summary>
    public RatchetTarget? Ratchet { get; init; }

    /// <summary>At most so many; null: any number.</summary>
    public int? WeakTests { get; init; }

    /// <summary>At most so many; null: any number.</summary>
    public int? StaleTests { get; init; }

    /// <summary>At most so many public members that no test runs; null: any number.</summary>
    public int? UntestedMembers { get; init; }

    public bool IsEmpty => !AllShares.Any(shares => shares != ShareTargets.None) && Ratchet is null && WeakTests is null && StaleTests is null && UntestedMembers is null;

    /// <summary>Nothing can be said without mutants being tried.</summary>
    public bool NeedsMutants => AllShares.Any(shares => shares.Mutation is not null) || Ratchet is { Mutation: true };

    /// <summary>Nothing can be said without knowing what was changed.</summary>
    public bool NeedsChanges => Changed != ShareTargets.None;

    private IEnumerable<ShareTargets> AllShares => [Whole, Changed, .. Projects.Concat(Namespaces).Select(named => named.Shares)];
}

/// <summary>Shares to reach, 0–1; null: no target.</summary>
/// <param name="Line">Of the lines with code, those that a test runs.</param>
/// <param name="Branch">Of the branch outcomes, those that a test takes.</param>
/// <param name="Mutation">Of the mutants that count, those that a test notices.</param>
public sealed record ShareTargets(double? Line = null, double? Branch = null, double? Mutation = null)
{
    public static ShareTargets None { get; } = new();
}

/// <summary>Shares for a part of the code.</summary>
/// <param name="Name">Of projects: a name or a pattern with * and ?; of namespaces: the namespace.</param>
public sealed record NamedTargets(string Name, ShareTargets Shares);

/// <summary>What was reached before is the target, for the whole and for each project.</summary>
/// <param name="Tolerance">May be lost, 0–1.</param>
/// <param name="Line">Holds for lines.</param>
/// <param name="Branch">Holds for branches.</param>
/// <param name="Mutation">Holds for mutants.</param>
public sealed record RatchetTarget(double Tolerance, bool Line, bool Branch, bool Mutation);
