using CodegenLab.Probes;
using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Tests.Search;

public sealed class WorkMeterTests
{
    [Test]
    public void Never_decreases_whatever_is_booked()
    {
        var meter = new WorkMeter();
        meter.BeginPhase(TimeSpan.FromHours(1));
        var spent = 0L;

        foreach (var fuelLeft in new[] { 1000L, 0, -50, long.MinValue / 2 })
        {
            foreach (var threw in new[] { true, false })
            {
                Trace.Fuel = fuelLeft;
                meter.Book(3, threw, 1000);
                Assert.That(meter.Spent, Is.GreaterThan(spent));
                spent = meter.Spent;
            }
        }

        meter.BookNoRun();
        Assert.That(meter.Spent, Is.GreaterThan(spent), "or a search that cannot make a test would not end");
    }

    [Test]
    public void The_same_runs_cost_the_same()
    {
        Assert.That(Spend(), Is.EqualTo(Spend()));

        static long Spend()
        {
            var meter = new WorkMeter();
            Trace.Fuel = 400;
            meter.Book(7, threw: true, 1000);
            return meter.Spent;
        }
    }

    [Test]
    public void Exceptions_that_are_caught_cost_fuel_when_there_are_many()
    {
        ThrownExceptions.Charge();
        Trace.Epoch++;
        Trace.Fuel = 1_000_000;
        for (var times = 0; times < 2 * ThrownExceptions.Free; times++)
            Assert.That(() => throw new InvalidOperationException(), Throws.InvalidOperationException);

        Assert.That(1_000_000 - Trace.Fuel, Is.GreaterThanOrEqualTo(ThrownExceptions.Free * ThrownExceptions.Fuel));
    }

    [Test]
    public void Says_when_a_phase_took_longer_than_it_may()
    {
        var meter = new WorkMeter();
        meter.BeginPhase(-TimeSpan.FromHours(1));
        meter.Book(1, threw: false, 0);
        var over = meter.PhaseIsOver;
        meter.BeginPhase(TimeSpan.FromHours(1));

        Assert.Multiple(() =>
        {
            Assert.That(over, Is.True);
            Assert.That(meter.PhaseIsOver, Is.False);
            Assert.That(meter.LimitHit, Is.True);
        });
    }
}
