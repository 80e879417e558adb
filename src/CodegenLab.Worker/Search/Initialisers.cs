using CodegenLab.Worker.Execution;

namespace CodegenLab.Worker.Search;

/// <summary>
/// What types of the build of mutants were initialised with. A mutant in what initialises a type shows nothing when the type is initialised already, so a run with it begins with types
/// initialised anew while it is on, and the run after it with types initialised without.
/// </summary>
internal sealed class Initialisers(Universe universe, WorkMeter meter)
{
    /// <summary>The same as when a person's suite is judged: how much initialisers need is not measured.</summary>
    public const long Fuel = 50_000_000;

    private int _mutant = -1;

    /// <summary>Mutants whose runs begin with types initialised anew.</summary>
    public HashSet<int> Mutants { get; } = [];

    /// <summary>With the mutant of the last run some type could not be initialised: who uses it would see an exception.</summary>
    public bool HaveFailed { get; private set; }

    /// <summary>Whether types are to be initialised before a run.</summary>
    /// <param name="mutant">That it is run with; -1: none.</param>
    public bool AreStale(int mutant) => Wanted(mutant) != _mutant;

    /// <summary>Initialises types with a mutant where it can be noticed, and without one where not.</summary>
    /// <param name="initialised">Told of each type, while the trace has what was done for it.</param>
    public void Run(int mutant, Action<Type>? initialised = null)
    {
        _mutant = Wanted(mutant);
        HaveFailed = !universe.Initialise(Fuel, initialised) && _mutant >= 0;
        meter.BookInitialising(universe.InitialisedTypes, Fuel);
    }

    private int Wanted(int mutant) => Mutants.Contains(mutant) ? mutant : -1;
}
