using CodegenLab.Probes;

namespace CodegenLab.Worker.Search;

/// <summary>
/// Counts work instead of measuring time, so that a search ends at the same execution on every machine. One unit stands for about a
/// microsecond of CPU time on the machine where the factors were fitted; they need not be exact, only stable.
/// </summary>
internal sealed class WorkMeter
{
    private const int PerExecution = 12;
    private const int PerNode = 2;

    /// <summary>Throwing and catching, fitted: exceptions dominate the cost of random search.</summary>
    public const int PerException = 24;

    public const int FuelPerUnit = 20;

    private const int PerInitialisedType = 5;

    private TimeSpan _cpuEnd = TimeSpan.MaxValue;
    private TimeSpan? _cpuLimit;
    private int _untilCheck;

    public long Spent { get; private set; }

    /// <summary>The machine was so slow that the limit in CPU time ended the phase.</summary>
    public bool PhaseIsOver { get; private set; }

    /// <summary>Some phase ended by its limit: the run is not repeatable.</summary>
    public bool LimitHit { get; private set; }

    /// <summary>Starts a phase with a limit of its own.</summary>
    public void BeginPhase(TimeSpan cpuLimit)
    {
        _cpuLimit = cpuLimit;
        _cpuEnd = Environment.CpuUsage.TotalTime + cpuLimit;
        PhaseIsOver = false;
    }

    /// <summary>Starts another phase with the limit of the last; without one there is no limit.</summary>
    public void BeginPhase()
    {
        if (_cpuLimit is { } limit)
            BeginPhase(limit);
    }

    /// <summary>Books an attempt that came to no run.</summary>
    public void BookNoRun() => Spent += PerExecution;

    /// <summary>Books that types were initialised again.</summary>
    /// <param name="fuelGiven">What they began with; the rest is in <see cref="Trace.Fuel"/>.</param>
    public void BookInitialising(int types, long fuelGiven) => Spend((types * PerInitialisedType) + ((fuelGiven - Math.Max(0, Trace.Fuel)) / FuelPerUnit));

    /// <summary>Books a run that has just ended.</summary>
    /// <param name="size">Nodes of the test.</param>
    /// <param name="threw">An exception ended it.</param>
    /// <param name="fuelGiven">What it began with; the rest is in <see cref="Trace.Fuel"/>.</param>
    /// <param name="waited">Work units that its awaits are worth.</param>
    public void Book(int size, bool threw, long fuelGiven, long waited = 0)
    {
        var fuelUsed = fuelGiven - Math.Max(0, Trace.Fuel);
        Spend(PerExecution + size * PerNode + (threw ? PerException : 0) + fuelUsed / FuelPerUnit + waited);
    }

    private void Spend(long units)
    {
        Spent += units;
        if (--_untilCheck > 0)
            return;
        _untilCheck = 256;
        PhaseIsOver = Environment.CpuUsage.TotalTime > _cpuEnd;
        LimitHit |= PhaseIsOver;
    }
}
