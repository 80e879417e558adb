namespace CodegenLab.Pipeline.Tests.Models;

/// <summary>A clock on which short waits pass at once and are remembered; long ones, such as timeouts, pass when a test says so.</summary>
/// <param name="patience">Waits this long or longer are held.</param>
internal sealed class HastyClock(TimeSpan patience) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _held = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What was waited for, in this order.</summary>
    public TimeSpan[] Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets the held waits pass.</summary>
    public void PassTimeouts()
    {
        Timer[] held;
        lock (_gate)
        {
            held = [.. _held];
            _held.Clear();
            _now += patience;
        }

        foreach (var timer in held)
            timer.Fire();
    }

    private void Start(Timer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _held.Remove(timer);
            if (dueTime < TimeSpan.Zero)
                return;
            if (dueTime >= patience)
            {
                _held.Add(timer);
                return;
            }

            _waits.Add(dueTime);
            _now += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => timer.Fire());
    }

    private void Stop(Timer timer)
    {
        lock (_gate)
            _held.Remove(timer);
    }

    private sealed class Timer(HastyClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Start(this, dueTime);
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose() => clock.Stop(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
