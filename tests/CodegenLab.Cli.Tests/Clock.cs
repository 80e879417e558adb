namespace CodegenLab.Cli.Tests;

/// <summary>A clock that moves when told to.</summary>
internal sealed class Clock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Pass(double seconds) => _now += TimeSpan.FromSeconds(seconds).Ticks;
}
