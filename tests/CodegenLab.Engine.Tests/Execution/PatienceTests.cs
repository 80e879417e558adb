using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Execution;

public sealed class PatienceTests
{
    private const int Member = 3;

    [Test]
    public void What_has_ended_costs_nothing()
    {
        var patience = new Patience();

        Assert.That(patience.Wait(Task.CompletedTask, Member), Is.True);
        Assert.That((patience.Cost, patience.IsTimed), Is.EqualTo((0, false)));
    }

    [Test]
    public void What_only_needs_the_pool_costs_nothing()
    {
        var patience = new Patience();

        Assert.That(patience.Wait(YieldAsync(), Member), Is.True);
        Assert.That((patience.Cost, patience.IsTimed), Is.EqualTo((0, false)));
    }

    [Test]
    public void What_nothing_is_left_to_complete_is_given_up_and_no_clock_had_a_say()
    {
        var patience = new Patience();

        Assert.That(patience.Wait(new TaskCompletionSource().Task, Member), Is.False);
        Assert.That(patience.IsTimed, Is.False);
        Assert.That(patience.Cost, Is.GreaterThan(0));
    }

    [Test]
    public void What_ends_by_a_clock_says_so()
    {
        var patience = new Patience();

        Assert.That(patience.Wait(Task.Delay(20), Member), Is.True);
        Assert.That(patience.IsTimed, Is.True);
    }

    [Test]
    public void What_takes_longer_than_a_unit_test_should_is_given_up_and_a_clock_had_a_say()
    {
        var patience = new Patience();
        using var cancel = new CancellationTokenSource();

        Assert.That(patience.Wait(Task.Delay(TimeSpan.FromHours(1), cancel.Token), Member), Is.False);
        Assert.That(patience.IsTimed, Is.True);
        cancel.Cancel();
    }

    [TestCase(0)]
    [TestCase(20)]
    public void A_mutant_is_waited_for_by_what_the_original_took(int milliseconds)
    {
        var patience = new Patience();
        using var cancel = new CancellationTokenSource();
        if (milliseconds > 0)
            patience.Wait(Task.Delay(milliseconds), Member);
        var before = patience.Cost;
        Trace.ActiveMutant = 0;

        try
        {
            Assert.That(patience.Wait(Task.Delay(TimeSpan.FromHours(1), cancel.Token), Member), Is.False);
        }
        finally
        {
            Trace.ActiveMutant = -1;
        }

        Assert.That(patience.Cost - before, Is.InRange(50_000, 350_000), "The original would have been waited for 500 slices.");
        cancel.Cancel();
    }

    [Test]
    public void A_clock_that_is_waited_for_in_vain_is_waited_for_less_the_next_time()
    {
        var patience = new Patience();
        using var cancel = new CancellationTokenSource();

        var costs = new List<long>();
        for (var i = 0; i < 2; i++)
        {
            var before = patience.Cost;
            patience.Wait(Task.Delay(TimeSpan.FromHours(1), cancel.Token), Member);
            costs.Add(patience.Cost - before);
        }

        Assert.That(costs[1], Is.LessThan(costs[0]));
        cancel.Cancel();
    }

    [Test]
    public void A_member_that_was_given_up_three_times_is_lost()
    {
        var patience = new Patience();
        var lost = new List<bool>();

        for (var i = 0; i < 3; i++)
        {
            lost.Add(patience.IsLost(Member));
            patience.Wait(new TaskCompletionSource().Task, Member);
        }

        Assert.That(lost, Has.All.False);
        Assert.That((patience.IsLost(Member), patience.IsLost(Member + 1)), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_member_that_ended_once_is_never_lost()
    {
        var patience = new Patience();

        patience.Wait(Task.CompletedTask, Member);
        for (var i = 0; i < 3; i++)
            patience.Wait(new TaskCompletionSource().Task, Member);

        Assert.That(patience.IsLost(Member), Is.False);
    }

    [Test]
    public void What_a_mutant_does_to_a_member_says_nothing_about_it()
    {
        var patience = new Patience();
        Trace.ActiveMutant = 0;

        try
        {
            for (var i = 0; i < 3; i++)
                patience.Wait(new TaskCompletionSource().Task, Member);
        }
        finally
        {
            Trace.ActiveMutant = -1;
        }

        Assert.That(patience.IsLost(Member), Is.False);
    }

    [Test]
    public void What_failed_has_ended() => Assert.That(new Patience().Wait(Task.FromException(new InvalidOperationException()), Member), Is.True);

    [Test]
    public void A_lost_member_is_called_no_more()
    {
        using var subject = new SampleSubject("""
            namespace Sample;
            public static class Waiting
            {
                public static int Calls;
                public static async Task<bool> ForeverAsync() { Calls++; await new TaskCompletionSource().Task; return true; }
            }
            """);
        var wait = new TestCase([new Statement(subject.Call("M:Sample.Waiting.ForeverAsync"))]);

        var ends = Enumerable.Range(0, 5).Select(_ => subject.Interpreter.Run(wait, 1000)).ToList();

        Assert.That(ends, Has.All.EqualTo(RunEnd.Unrunnable));
        Assert.That(subject.Type("Sample.Waiting").GetField("Calls")!.GetValue(null), Is.EqualTo(3));
        Assert.That(subject.Patience.IsTimed, Is.False);
    }

    private static async Task YieldAsync()
    {
        for (var i = 0; i < 100; i++)
            await Task.Yield();
    }
}
