using System;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CodegenLab.Probes;

/// <summary>Ends runs that would not end, or would take the process with them.</summary>
internal static class Fuel
{
    // netstandard2.0 knows only the variant that throws; every runtime since .NET Core 2.0 has the one that answers.
    private static readonly Func<bool> StackSuffices =
        typeof(RuntimeHelpers).GetMethod("TryEnsureSufficientExecutionStack", BindingFlags.Public | BindingFlags.Static) is { } answering
            ? (Func<bool>)answering.CreateDelegate(typeof(Func<bool>))
            : AskByThrowing;

    /// <summary>One unit for a turn of a loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Burn()
    {
        if (--Trace.Fuel < 0)
            RunOut();
    }

    /// <summary>One unit for a call, which must leave enough stack for the next.</summary>
    public static void BurnForCall()
    {
        if (--Trace.Fuel < 0 || !StackSuffices())
            RunOut();
    }

    /// <summary>Memory is fuel too: a unit per 64 elements.</summary>
    public static void BurnForElements(int count)
    {
        if (count > Trace.MostElements || (count > 0 && (Trace.Fuel -= count >> 6) < 0))
            RunOut();
    }

    /// <summary>
    /// A power of a number of any size: a unit per word of 64 bits of the result, and one per 1024 pairs of words, for who takes such a power divides by it or
    /// writes it out, and both take time that grows with the square.
    /// </summary>
    public static void BurnForPower(double bitsOfBase, int exponent)
    {
        var words = bitsOfBase * exponent / 64;
        if (words > 0 && (Trace.Fuel -= (long)Math.Min(words + (words * words / 1024), int.MaxValue)) < 0)
            RunOut();
    }

    /// <summary>An overflow of the stack cannot be caught: what would be too much for it, or negative, ends the run.</summary>
    public static void BurnForStack(int count)
    {
        const int Most = 32_768;

        if ((uint)count > Most || !StackSuffices())
            RunOut();
    }

    /// <summary>A catch-all in the subject may have swallowed the first exception.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ThrowAgain()
    {
        if (Trace.OutOfFuel)
            RunOut();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOut()
    {
        Trace.Fuel = -1;
        Trace.OutOfFuel = true;
        throw new FuelException();
    }

    private static bool AskByThrowing()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }
}
