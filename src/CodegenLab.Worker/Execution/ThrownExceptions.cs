using CodegenLab.Probes;

namespace CodegenLab.Worker.Execution;

/// <summary>Makes runs pay for exceptions, caught ones too: code that tries again until it gives up throws as often as a test tells it to, and one exception takes as long as hundreds of calls.</summary>
internal static class ThrownExceptions
{
    /// <summary>Units of fuel for throwing and catching one, fitted: exceptions dominate the cost of random search.</summary>
    public const long Fuel = 480;

    private static int _isCharging;

    /// <summary>From now on; asking again changes nothing.</summary>
    public static void Charge()
    {
        if (Interlocked.Exchange(ref _isCharging, 1) == 0)
            AppDomain.CurrentDomain.FirstChanceException += static (_, _) => Trace.Fuel -= Fuel;
    }
}
