using CodegenLab.Probes;

namespace CodegenLab.Worker.Search;

/// <summary>Makes runs pay for exceptions beyond the first few, caught ones too: code that tries again until it gives up throws as often as a test tells it to, and one exception takes as long as hundreds of calls.</summary>
internal static class ThrownExceptions
{
    /// <summary>Units of fuel for throwing and catching one.</summary>
    public const long Fuel = WorkMeter.PerException * WorkMeter.FuelPerUnit;

    /// <summary>Of a run. The one that ends it is thrown again on its way, and <see cref="WorkMeter"/> books it.</summary>
    public const int Free = 8;

    private static int _isCharging;
    private static int _epoch;
    private static int _thrown;

    /// <summary>From now on; asking again changes nothing.</summary>
    public static void Charge()
    {
        if (Interlocked.Exchange(ref _isCharging, 1) == 0)
            AppDomain.CurrentDomain.FirstChanceException += static (_, _) => ChargeOne();
    }

    private static void ChargeOne()
    {
        if (_epoch != Trace.Epoch)
            (_epoch, _thrown) = (Trace.Epoch, 0);
        if (++_thrown > Free)
            Trace.Fuel -= Fuel;
    }
}
