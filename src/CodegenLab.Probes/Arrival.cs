using System;
using System.Runtime.CompilerServices;

namespace CodegenLab.Probes;

/// <summary>Writes what a probe saw into the <see cref="Trace"/>.</summary>
internal static class Arrival
{
    /// <summary>Distance when one side is null or not a number: some, but nothing to follow.</summary>
    public const double Far = 1e19;

    private const double Farthest = 1e300;

    /// <summary>Comparisons so far, on any site.</summary>
    public static long Comparisons;

    /// <summary>How far the last comparison was from its other outcome.</summary>
    public static double LastDistance;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At(int site)
    {
        Fuel.ThrowAgain();

        var epochs = Trace.SiteEpoch;
        if ((uint)site >= (uint)epochs.Length || epochs[site] != Trace.Epoch)
            ForTheFirstTime(site);
    }

    /// <summary>An outcome of which nothing else is known.</summary>
    public static bool Plain(int site, bool outcome)
    {
        At(site);

        if (outcome)
        {
            Trace.TrueDistance[site] = 0;

            // A switch on the operand may have set a better one.
            if (Trace.FalseDistance[site] == double.MaxValue)
                Trace.FalseDistance[site] = 1;
        }
        else
        {
            Trace.FalseDistance[site] = 0;
            if (Trace.TrueDistance[site] == double.MaxValue)
                Trace.TrueDistance[site] = 1;
        }

        return outcome;
    }

    public static bool Integers(int site, bool outcome, double distance, long left, long right)
    {
        Trace.LastOperands.Kind = OperandKind.Integer;
        Trace.LastOperands.LeftInteger = left;
        Trace.LastOperands.RightInteger = right;
        return Compared(site, outcome, distance);
    }

    public static bool Reals(int site, bool outcome, double distance, double left, double right)
    {
        Trace.LastOperands.Kind = OperandKind.Real;
        Trace.LastOperands.LeftReal = left;
        Trace.LastOperands.RightReal = right;
        return Compared(site, outcome, double.IsNaN(distance) ? Far : distance);
    }

    public static bool Texts(int site, bool outcome, double distance, string? left, string? right)
    {
        Trace.LastOperands.Kind = OperandKind.Text;
        Trace.LastOperands.LeftText = left;
        Trace.LastOperands.RightText = right;
        return Compared(site, outcome, distance);
    }

    /// <summary>One side is null.</summary>
    public static bool Nulls(int site, bool outcome)
    {
        At(site);
        Come(ref Trace.TrueDistance[site], outcome ? 0 : Far);
        Come(ref Trace.FalseDistance[site], outcome ? Far : 0);
        return outcome;
    }

    /// <summary>The outcome of a call in which comparisons were made: the last of them tells how near the other outcome was, scaled below 1.</summary>
    public static bool Called(int site, long mark, bool outcome)
    {
        if (Comparisons == mark)
            return Plain(site, outcome);

        At(site);
        Nearer(site, outcome, 0.01 + (0.98 * (LastDistance / (LastDistance + 1))));
        return outcome;
    }

    /// <summary>How near a value came to the labels of an arm.</summary>
    public static void Towards(int arm, double distance)
    {
        At(arm);

        // Never 0: only arriving is.
        distance += 1e-3;
        if (distance >= Trace.TrueDistance[arm])
            return;

        Trace.TrueDistance[arm] = distance;
        Trace.Operands[arm] = Trace.LastOperands;
    }

    private static bool Compared(int site, bool outcome, double distance)
    {
        distance = Math.Min(distance, Farthest);
        Comparisons++;
        LastDistance = distance;

        At(site);
        Nearer(site, outcome, distance);
        return outcome;
    }

    private static void Nearer(int site, bool outcome, double distance)
    {
        if (outcome)
            Trace.TrueDistance[site] = 0;
        else
            Trace.FalseDistance[site] = 0;

        ref var other = ref (outcome ? ref Trace.FalseDistance[site] : ref Trace.TrueDistance[site]);
        if (distance >= other)
            return;

        other = distance;
        Trace.Operands[site] = Trace.LastOperands;
    }

    private static void Come(ref double distance, double nearer)
    {
        if (nearer < distance)
            distance = nearer;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForTheFirstTime(int site)
    {
        if (site >= Trace.SiteEpoch.Length)
            Trace.Allocate(sites: Math.Max(site + 1, 2 * Trace.SiteEpoch.Length), 0, 0, 0, 0);

        Trace.TrueDistance[site] = double.MaxValue;
        Trace.FalseDistance[site] = double.MaxValue;
        Trace.Operands[site] = default;
        Trace.Pending[site] = 0;
        Trace.SiteEpoch[site] = Trace.Epoch;

        // Threads of the subject may race for the last places.
        var count = Trace.TouchedCount;
        if (count < Trace.Touched.Length)
        {
            Trace.Touched[count] = site;
            Trace.TouchedCount = count + 1;
        }
    }
}
