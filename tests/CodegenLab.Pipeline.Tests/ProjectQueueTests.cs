using System.Collections.Concurrent;

namespace CodegenLab.Pipeline.Tests;

/// <summary>Projects side by side: they may overlap only where it cannot be seen in what is written.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProjectQueueTests
{
    private readonly ConcurrentQueue<string> _log = new();

    [Test]
    public async Task Two_are_searched_at_once_and_write_in_their_order()
    {
        var second = new TaskCompletionSource();

        await new ProjectQueue(2).RunAsync(["A", "B", "C"], async (name, turn, token) =>
        {
            await PlanAsync(name, turn, name, token);

            // The first one is slow: it searches until the second one has searched.
            if (name == "A")
                await second.Task.WaitAsync(token);
            _log.Enqueue(name + " searched");
            if (name == "B")
                second.SetResult();
            using var stay = await turn.TakeAsync(token);
            _log.Enqueue(name + " written");
        }, default);

        Assert.That(_log.Where(entry => entry.EndsWith("written", StringComparison.Ordinal)), Is.EqualTo(new[] { "A written", "B written", "C written" }));
        Assert.That(Position("B searched"), Is.LessThan(Position("A searched")));
    }

    [Test]
    public async Task A_project_is_planned_before_the_one_beside_it_writes_however_long_that_takes()
    {
        await new ProjectQueue(2).RunAsync(["A", "B", "C", "D"], async (name, turn, token) =>
        {
            await turn.PlanAsync(async () =>
            {
                await Task.Delay(name is "B" or "D" ? 50 : 0, token);
                _log.Enqueue(name + " planned");
                return name;
            }, place => place, token);
            using var stay = await turn.TakeAsync(token);
            _log.Enqueue(name + " written");
        }, default);

        foreach (var (one, next) in new[] { ("A", "B"), ("B", "C"), ("C", "D") })
            Assert.That(Position(next + " planned"), Is.LessThan(Position(one + " written")), $"{next} before {one}");
    }

    [Test]
    public async Task Who_writes_to_the_same_place_plans_again_when_it_was_written()
    {
        await new ProjectQueue(2).RunAsync(["A", "B"], async (name, turn, token) =>
        {
            await PlanAsync(name, turn, "the same", token);
            using var stay = await turn.TakeAsync(token);
            _log.Enqueue(name + " written");
        }, default);

        Assert.That(_log, Is.EqualTo(new[] { "A planned", "B planned", "A written", "B planned", "B written" }));
    }

    [Test]
    public async Task Nobody_builds_in_the_repository_while_another_one_does()
    {
        var inside = 0;
        var most = 0;

        await new ProjectQueue(3).RunAsync(["A", "B", "C"], async (name, turn, token) =>
        {
            await PlanAsync(name, turn, name, token);
            await turn.AloneAsync(StayAsync, token);
            using var stay = await turn.TakeAsync(token);
            await StayAsync();
        }, default);

        Assert.That(most, Is.EqualTo(1));

        async Task<int> StayAsync()
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Delay(10);
            return Interlocked.Decrement(ref inside);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public async Task Never_more_than_were_asked_for_are_worked_on(int width)
    {
        var running = 0;
        var most = 0;

        await new ProjectQueue(width).RunAsync([.. Enumerable.Range(0, 8)], async (number, turn, token) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await PlanAsync(number.ToString(System.Globalization.CultureInfo.InvariantCulture), turn, $"{number}", token);
            using var stay = await turn.TakeAsync(token);
            Interlocked.Decrement(ref running);
        }, default);

        Assert.That(most, Is.EqualTo(width));
    }

    [Test]
    public void A_failure_ends_the_others_and_is_told_when_they_have_ended()
    {
        Assert.That(() => RunAsync(default), Throws.InvalidOperationException);
        Assert.That(_log, Is.EqualTo(new[] { "A planned", "B planned", "A ended" }));

        Task RunAsync(CancellationToken token) => new ProjectQueue(2).RunAsync(["A", "B", "C"], FailAsync, token);

        async Task FailAsync(string name, ProjectTurn turn, CancellationToken token)
        {
            try
            {
                await PlanAsync(name, turn, name, token);
                if (name == "B")
                    throw new InvalidOperationException();
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                _log.Enqueue(name + " ended");
                throw;
            }
        }
    }

    [Test]
    public async Task One_that_gives_up_before_it_plans_keeps_nobody_waiting()
    {
        await new ProjectQueue(2).RunAsync(["A", "B", "C"], async (name, turn, token) =>
        {
            if (name == "B")
                return;
            await PlanAsync(name, turn, name, token);
            using var stay = await turn.TakeAsync(token);
            _log.Enqueue(name + " written");
        }, default);

        Assert.That(_log.Where(entry => entry.EndsWith("written", StringComparison.Ordinal)), Is.EqualTo(new[] { "A written", "C written" }));
    }

    [Test]
    public void Who_is_interrupted_hears_of_it()
    {
        using var interruption = new CancellationTokenSource();

        var running = new ProjectQueue(2).RunAsync(["A", "B", "C"], async (name, turn, token) =>
        {
            await PlanAsync(name, turn, name, token);
            if (name == "B")
                await interruption.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        }, interruption.Token);

        Assert.That(() => running, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_log, Has.None.EqualTo("C planned"));
    }

    private Task<string> PlanAsync(string name, ProjectTurn turn, string place, CancellationToken token) => turn.PlanAsync(() =>
    {
        _log.Enqueue(name + " planned");
        return Task.FromResult(place);
    }, planned => planned, token);

    private int Position(string entry) => _log.ToList().IndexOf(entry);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
