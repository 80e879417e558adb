using System;

namespace CodegenLab.Probes;

/// <summary>
/// What one run left behind. Plain static arrays, written by probes in the subject and read by the worker; one run at a time.
/// An entry is valid when its epoch equals <see cref="Epoch"/>: so nothing needs clearing between runs.
/// </summary>
public static class Trace
{
    /// <summary>Number of the run; starts at 1.</summary>
    public static int Epoch = 1;

    /// <summary>Site ids in order of first arrival; the first <see cref="TouchedCount"/> entries are valid.</summary>
    public static int[] Touched = new int[0];

    public static int TouchedCount;

    /// <summary>Epoch in which a site was last arrived at. One entry per site, index is the site id.</summary>
    public static int[] SiteEpoch = new int[0];

    /// <summary>How near the run came to the true outcome: 0 taken; smaller is nearer. Not normalised. Valid if touched.</summary>
    public static double[] TrueDistance = new double[0];

    /// <summary>How near the run came to the false outcome: 0 taken.</summary>
    public static double[] FalseDistance = new double[0];

    /// <summary>Operands of the comparison that came nearest to the outcome not taken. Valid if touched.</summary>
    public static Operands[] Operands = new Operands[0];

    /// <summary>Operands of the last comparison of all, on any site.</summary>
    public static Operands LastOperands;

    /// <summary>Epoch in which a line was last hit. One entry per line probe.</summary>
    public static int[] LineEpoch = new int[0];

    /// <summary>The line probe that the run has passed last; -1: none.</summary>
    public static int LastLine = -1;

    /// <summary>Epoch in which a member was last entered. One entry per member probe.</summary>
    public static int[] MemberEpoch = new int[0];

    /// <summary>Epoch in which a mutant was last reached. One entry per mutant.</summary>
    public static int[] MutantEpoch = new int[0];

    /// <summary>The mutant switched on; -1 for none.</summary>
    public static int ActiveMutant = -1;

    /// <summary>What is left of the run's fuel: one unit per member entered and per turn of a loop.</summary>
    public static long Fuel = long.MaxValue;

    public static bool OutOfFuel;

    /// <summary>Fuel of a run that is to end by itself.</summary>
    public const long Unlimited = long.MaxValue / 2;

    /// <summary>How far the clock is put forward for the subject.</summary>
    public static TimeSpan ClockShift;

    /// <summary>Code under test has asked what time it is since this was last set to false.</summary>
    public static bool HasReadClock;

    /// <summary>Elements that one array may have: more is taken for a size gone wrong.</summary>
    public static int MostElements = 4_000_000;

    /// <summary>Constants that lead into the arms of a switch. One entry per switch probe.</summary>
    public static SwitchArms[] Switches = new SwitchArms[0];

    /// <summary>Makes room for a build of the subject; never shrinks. Two builds (search, mutants) may share the arrays: run one at a time.</summary>
    public static void Allocate(int sites, int lines, int members, int mutants, int switches)
    {
        lock (Growing)
        {
            Grow(ref Touched, sites);
            Grow(ref TrueDistance, sites);
            Grow(ref FalseDistance, sites);
            Grow(ref Operands, sites);
            Grow(ref Pending, sites);

            // Last of the site arrays: probes look at its length to know that the others are long enough.
            Grow(ref SiteEpoch, sites);
            Grow(ref LineEpoch, lines);
            Grow(ref MemberEpoch, members);
            Grow(ref MutantEpoch, mutants);
            Grow(ref Switches, switches);
        }
    }

    /// <summary>Starts a run.</summary>
    public static void Begin(long fuel)
    {
        Epoch++;
        TouchedCount = 0;
        Fuel = fuel;
        OutOfFuel = false;
        LastOperands = default;
        LastLine = -1;
    }

    /// <summary>Pattern sites: arrivals in this run that have not come out true. One entry per site.</summary>
    internal static int[] Pending = new int[0];

    private static readonly object Growing = new object();

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            Array.Resize(ref array, length);
    }
}

/// <summary>Both sides of a comparison, as far as they could be read.</summary>
public struct Operands
{
    public OperandKind Kind;
    public long LeftInteger;
    public long RightInteger;
    public double LeftReal;
    public double RightReal;
    public string? LeftText;
    public string? RightText;
}

/// <summary>What a comparison compared.</summary>
public enum OperandKind : byte
{
    None,

    /// <summary>Integers, characters, enums, ticks.</summary>
    Integer,
    Text,
    Real,
}

/// <summary>Arms of one switch: the three arrays run in parallel.</summary>
public struct SwitchArms
{
    /// <summary>Site ids.</summary>
    public int[] Sites;
    public long[][] Integers;
    public string[][] Texts;
}
