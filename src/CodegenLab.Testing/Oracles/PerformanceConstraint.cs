using System.Globalization;
using NUnit.Framework.Constraints;

namespace CodegenLab.Testing.Oracles;

/// <summary>Holds of code whose median run is short enough. Runs that are not needed to know are left out.</summary>
public sealed class PerformanceConstraint : Constraint
{
    private readonly TimeSpan _limit;
    private readonly int _runs;
    private readonly int _warmUps;
    private readonly TimeProvider _clock;

    internal PerformanceConstraint(TimeSpan limit, int runs, int warmUps, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(runs);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUps);
        (_limit, _runs, _warmUps, _clock) = (limit, runs, warmUps, clock);
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
            code();

        var times = new List<TimeSpan>();
        // More than half of the runs on one side, and the others cannot change the median's.
        while (times.Count < _runs && times.Count(time => time > _limit) <= _runs / 2)
        {
            var start = _clock.GetTimestamp();
            code();
            times.Add(_clock.GetElapsedTime(start));
        }

        times.Sort();
        return times.Count(time => time > _limit) <= _runs / 2
            ? new ConstraintResult(this, actual, isSuccess: true)
            : new Told(this, actual, $"runs of {string.Join(", ", times.Select(Show))}");
    }

    private static string Show(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms");
}
