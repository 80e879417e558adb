using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Mutants;
using CodegenLab.Engine.Trials;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Keeps account of what tests are worth. A specified test need not beat the engine's: it stands in their place. Any other must add to all there are.</summary>
internal sealed class Gains
{
    private HashSet<int> _engineGoals = [];
    private HashSet<int> _engineLines = [];
    private HashSet<int> _engineKills = [];
    private readonly HashSet<int> _goals = [];
    private readonly HashSet<int> _lines = [];
    private readonly HashSet<int> _kills = [];

    public Gains(GeneratedSuite suite) => Suite = suite;

    /// <summary>The engine's tests, which may grow.</summary>
    public GeneratedSuite Suite
    {
        get;
        set
        {
            field = value;
            _engineGoals = [.. value.Tests.SelectMany(test => test.Goals)];
            _engineLines = [.. value.Tests.SelectMany(test => test.Lines)];
            _engineKills = [.. value.Tests.SelectMany(test => test.Kills)];
        }
    }

    /// <summary>Branch outcomes that some test covers, the engine's or an accepted draft.</summary>
    public IReadOnlySet<int> Goals => _goals.Union(_engineGoals).ToHashSet();

    /// <summary>Mutants that some test kills.</summary>
    public IReadOnlySet<int> Kills => _kills.Union(_engineKills).ToHashSet();

    /// <summary>Mutants that no draft kills yet: worth trying on specified tests.</summary>
    public ImmutableArray<int> NotKilledByDrafts => [.. Suite.Subject.Mutants.Select(mutant => mutant.Id).Where(id => !_kills.Contains(id) && !Suite.EquivalentMutants.Contains(id))];

    public ImmutableArray<int> NotKilled => [.. NotKilledByDrafts.Where(id => !_engineKills.Contains(id))];

    /// <summary>Mutants that a test reaches and none notices, without those that none can.</summary>
    public IEnumerable<Mutant> LiveOf(Func<Mutant, bool> which)
    {
        var kills = Kills;
        return Reached(which).Where(mutant => !kills.Contains(mutant.Id));
    }

    /// <summary>Killed of the mutants that a test reaches and can notice, 0–1; 1 when there are none.</summary>
    public double ScoreOf(Func<Mutant, bool> which)
    {
        var reached = Reached(which).ToList();
        var kills = Kills;
        return reached.Count == 0 ? 1 : (double)reached.Count(mutant => kills.Contains(mutant.Id)) / reached.Count;
    }

    private IEnumerable<Mutant> Reached(Func<Mutant, bool> which) =>
        Suite.Subject.Mutants.Where(mutant => which(mutant) && Suite.ReachedMutants.Contains(mutant.Id) && !Suite.EquivalentMutants.Contains(mutant.Id));

    /// <summary>Takes a passing test in if it is worth anything; null: it adds nothing.</summary>
    public Gain? Take(DraftTrial trial, bool isSpecified)
    {
        var goals = trial.Goals.Where(goal => !_goals.Contains(goal)).ToList();
        var kills = trial.Kills.Where(mutant => !_kills.Contains(mutant)).ToImmutableArray();
        var lines = trial.Lines.Where(line => !_lines.Contains(line)).ToList();
        var newGoals = goals.Count(goal => !_engineGoals.Contains(goal));
        var newKills = kills.Count(mutant => !_engineKills.Contains(mutant));
        var newLines = lines.Count(line => !_engineLines.Contains(line));
        if (isSpecified ? goals.Count + kills.Length + lines.Count == 0 : newGoals + newKills + newLines == 0)
            return null;
        _goals.UnionWith(trial.Goals);
        _lines.UnionWith(trial.Lines);
        _kills.UnionWith(kills);
        return new Gain(kills, newGoals, newKills);
    }

    /// <summary>The engine's tests of members that specified drafts are about, as far as those drafts and the engine's other tests do all that they do.</summary>
    /// <param name="specified">Accepted.</param>
    public ImmutableHashSet<int> Superfluous(IReadOnlyCollection<DraftedTest> specified)
    {
        var members = specified.Select(test => test.Member).ToHashSet(StringComparer.Ordinal);
        var needs = Suite.Tests.Select(test => test.Goals.Select(goal => (Kind: 'g', Id: goal)).Concat(test.Lines.Select(line => (Kind: 'l', Id: line))).Concat(test.Kills.Select(mutant => (Kind: 'k', Id: mutant))).ToArray()).ToArray();
        var given = specified.SelectMany(test => test.Goals.Select(goal => (Kind: 'g', Id: goal)).Concat(test.Lines.Select(line => (Kind: 'l', Id: line))).Concat(test.Kills.Select(mutant => (Kind: 'k', Id: mutant)))).ToHashSet();
        var times = needs.SelectMany(need => need).CountBy(need => need).ToDictionary();
        var superfluous = ImmutableHashSet.CreateBuilder<int>();

        // The largest first: they read worst, and small ones may do what they do.
        foreach (var index in Enumerable.Range(0, needs.Length).OrderByDescending(index => Suite.Tests[index].Case.Size).ThenBy(index => index))
        {
            if (!members.Contains(Suite.Catalog.Members[Suite.Tests[index].Subject].DocumentationId) || !needs[index].All(need => given.Contains(need) || times[need] > 1))
                continue;
            superfluous.Add(index);
            foreach (var need in needs[index])
                times[need]--;
        }

        return superfluous.ToImmutable();
    }
}

/// <param name="Kills">That no draft killed before.</param>
/// <param name="NewGoals">Covered by no other test.</param>
/// <param name="NewKills">Killed by no other test.</param>
internal sealed record Gain(ImmutableArray<int> Kills, int NewGoals, int NewKills);
