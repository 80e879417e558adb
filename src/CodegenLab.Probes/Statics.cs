using System;
using System.Collections.Generic;

namespace CodegenLab.Probes;

/// <summary>
/// What types did to initialise themselves, to be done again: so that a mutant in a static initialiser can be switched on and off without loading everything anew.
/// Types announce themselves when their initialisation has ended, so those that others need stand before them.
/// </summary>
public static class Statics
{
    private static List<Action> _initialisers = new List<Action>();

    /// <summary>Called by a static constructor at its end.</summary>
    public static void Register(Action initialise)
    {
        var initialisers = _initialisers;
        lock (initialisers)
            initialisers.Add(initialise);
    }

    /// <summary>Initialises types again, in the order in which they were initialised first.</summary>
    /// <exception cref="Exception">What an initialiser throws. The types behind it keep what they have.</exception>
    public static void Initialise()
    {
        var initialisers = _initialisers;
        Action[] all;
        lock (initialisers)
            all = initialisers.ToArray();
        foreach (var initialise in all)
            initialise();
    }

    /// <summary>Where types announce themselves from now on: each set of loaded assemblies has a list of its own.</summary>
    public static void Use(List<Action> initialisers) => _initialisers = initialisers;
}
