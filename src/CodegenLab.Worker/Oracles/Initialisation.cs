using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Oracles;

/// <summary>
/// What is done once in a process, while types are initialised. A search initialises them in whichever test comes first; in a process of its own every test that uses a type covers what initialises it, and
/// reaches the mutants there.
/// </summary>
internal sealed class Initialisation(Runner runner, Build search, Build mutants)
{
    private readonly Homes _homes = new(runner.Search.Universe.Catalog, search, mutants);
    private readonly HashSet<(int Type, int Goal)> _goals = [];
    private readonly HashSet<(int Type, int Line)> _lines = [];
    private readonly SortedDictionary<int, HashSet<int>> _typesOfMutants = [];
    private ILookup<int, int> _goalsOf = NothingOf;
    private ILookup<int, int> _linesOf = NothingOf;

    private static ILookup<int, int> NothingOf => Array.Empty<int>().ToLookup(_ => 0);

    /// <summary>Mutants that are run into.</summary>
    public IReadOnlyCollection<int> Mutants => _typesOfMutants.Keys;

    /// <summary>Initialises all types again in both builds: what tests or mutants have left in static fields is gone.</summary>
    public void Again()
    {
        runner.InitialiseSearch();
        runner.InitialiseMutants();
    }

    /// <summary>Sees what the types that have been used so far do. From now on tests cover what initialises their types, unless one of the candidates covers it without that.</summary>
    public void Give(IReadOnlyList<Candidate> candidates)
    {
        runner.InitialiseSearch(Note);
        runner.InitialiseMutants(NoteMutants);
        var goals = candidates.SelectMany(candidate => candidate.Goals).ToHashSet();
        var lines = candidates.SelectMany(candidate => candidate.Lines).ToHashSet();
        _goalsOf = _goals.Where(pair => !goals.Contains(pair.Goal)).ToLookup(pair => pair.Type, pair => pair.Goal);
        _linesOf = _lines.Where(pair => !lines.Contains(pair.Line)).ToLookup(pair => pair.Type, pair => pair.Line);
        foreach (var candidate in candidates)
            Complete(candidate);
    }

    private void Note(Type type)
    {
        var number = _homes.Of(type);
        _goals.UnionWith(LastRun.Goals(search).Select(goal => (number, goal)));
        _lines.UnionWith(LastRun.Lines(search).Select(line => (number, line)));
    }

    private void NoteMutants(Type type)
    {
        foreach (var mutant in LastRun.Mutants(mutants))
        {
            if (!_typesOfMutants.TryGetValue(mutant, out var types))
                _typesOfMutants.Add(mutant, types = []);
            types.Add(_homes.Of(type));
        }
    }

    /// <summary>Adds to what a test covers what initialises its types.</summary>
    public void Complete(Candidate candidate)
    {
        if (_goalsOf.Count + _linesOf.Count == 0)
            return;
        var types = TypesOf(candidate);
        candidate.Cover(types.SelectMany(type => _goalsOf[type]), types.SelectMany(type => _linesOf[type]));
    }

    /// <summary>From now on runs with a mutant begin with types initialised anew, or no longer.</summary>
    public void Renew(int mutant, bool isRenewed)
    {
        if (isRenewed)
            runner.Initialisers.Mutants.Add(mutant);
        else
            runner.Initialisers.Mutants.Remove(mutant);
    }

    /// <summary>For each mutant the tests that use a type which it is run into for, in their order.</summary>
    public Func<int, IReadOnlyList<Candidate>> UsersAmong(IEnumerable<Candidate> candidates)
    {
        var users = candidates.SelectMany(candidate => TypesOf(candidate).Select(type => (type, candidate))).ToLookup(pair => pair.type, pair => pair.candidate);
        return mutant => [.. _typesOfMutants[mutant].SelectMany(type => users[type]).Distinct()];
    }

    /// <summary>Whether two mutants are in code of the same type.</summary>
    public bool AreNear(int mutant, int other) => _homes.OfMutant(mutant).Type == _homes.OfMutant(other).Type;

    /// <summary>Whether a test uses a type that a mutant is run into for.</summary>
    public bool Uses(Candidate candidate, int mutant) => _typesOfMutants.TryGetValue(mutant, out var types) && types.Overlaps(TypesOf(candidate));

    private HashSet<int> TypesOf(Candidate candidate) => [_homes.Of(candidate.Subject).Type, .. candidate.Lines.Select(line => _homes.OfLine(line).Type)];
}
