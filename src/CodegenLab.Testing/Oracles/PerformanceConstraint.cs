using System.Globalization;
using System.Runtime.ExceptionServices;
using NUnit.Framework.Constraints;

namespace CodegenLab.Testing.Oracles;

/// <summary>Holds of code whose median run is short enough. Runs that are not needed to know are left out.</summary>
public sealed class PerformanceConstraint : Constraint
{
    private readonly TimeSpan _limit;
    private readonly int _runs;
    private readonly int _warmUps;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;

    internal PerformanceConstraint(TimeSpan limit, int runs, int warmUps, TimeProvider clock, TimeSpan? patience)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(runs);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUps);
        (_limit, _runs, _warmUps, _clock) = (limit, runs, warmUps, clock);
        // A thread waits for as many milliseconds as an int holds.
        _patience = patience ?? TimeSpan.FromMilliseconds(Math.Clamp(2 * limit.TotalMilliseconds, 30_000, int.MaxValue));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_patience, TimeSpan.Zero, nameof(patience));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_patience, TimeSpan.FromMilliseconds(int.MaxValue), nameof(patience));
    }

    /// <inheritdoc/>
    public override string Description => $"a median of {_runs} runs within {Show(_limit)}";

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(TActual actual) => actual switch
    {
        Action code => Measure(actual, code),
        Func<Task> code => Measure(actual, () => code().GetAwaiter().GetResult()),
        _ => new Told(this, actual, "no code to run: hand over a lambda"),
    };

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(Func<TActual> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Measure(code, () =>
        {
            if (code() is Task task)
                task.GetAwaiter().GetResult();
        });
    }

    private ConstraintResult Measure(object? actual, Action code)
    {
        for (var run = 0; run < _warmUps; run++)
        {
            if (!Ends(code))
                return Endless(actual);
        }

        var times = new List<TimeSpan>();
        // More than half of the runs on one side, and the others cannot change the median's.
        while (times.Count < _runs && times.Count(time => time > _limit) <= _runs / 2)
        {
            var time = TimeSpan.Zero;
            var ends = Ends(() =>
            {
                var start = _clock.GetTimestamp();
                code();
                time = _clock.GetElapsedTime(start);
            });
            if (!ends)
                return Endless(actual);
            times.Add(time);
        }

        times.Sort();
        return times.Count(time => time > _limit) <= _runs / 2
            ? new ConstraintResult(this, actual, isSuccess: true)
            : new Told(this, actual, $"runs of {string.Join(", ", times.Select(Show))}");
    }

    /// <summary>Runs code on a thread of its own, which is left behind when the code does not end.</summary>
    private bool Ends(Action code)
    {
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                code();
            }
            catch (Exception exception)
            {
                thrown = ExceptionDispatchInfo.Capture(exception);
            }
        })
        { IsBackground = true, Name = nameof(Oracle.Performance) };
        thread.Start();
        if (!thread.Join(_patience))
            return false;
        thrown?.Throw();
        return true;
    }

    private Told Endless(object? actual) => new(this, actual, $"a run without an end after {Show(_patience)}: it goes on in the background until the process ends");

    private static string Show(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms");
}
