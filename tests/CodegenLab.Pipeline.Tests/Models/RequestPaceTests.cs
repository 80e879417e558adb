using CodegenLab.Pipeline.Models;
using Polly;

namespace CodegenLab.Pipeline.Tests.Models;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class RequestPaceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    private readonly HastyClock _clock = new(Patience);

    [Test]
    public async Task What_the_provider_tells_one_call_to_wait_the_next_one_waits_too()
    {
        var pace = Pace(60);

        await RunAsync(pace, Limited(20));
        await RunAsync(pace, Answered);
        await RunAsync(pace, Answered);

        Assert.That(_clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(20) }));
    }

    [Test]
    public async Task A_longer_wait_is_not_cut_short_by_a_shorter_one()
    {
        var pace = Pace(60);

        await Task.WhenAll(RunAsync(pace, Limited(20)), RunAsync(pace, Limited(3)));
        await RunAsync(pace, Answered);

        Assert.That(_clock.Waits.Aggregate((sum, wait) => sum + wait), Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task A_call_that_waits_for_its_turn_already_waits_for_the_provider_too()
    {
        var pace = Pace(1);
        var answer = new TaskCompletionSource<ModelException?>();
        var first = RunAsync(pace, answer.Task);
        // Its turn is in a minute, which the clock holds.
        var second = RunAsync(pace, Answered);
        await Task.Delay(TimeSpan.FromSeconds(10), _clock);

        answer.SetResult(Limited(60).Result);
        await first;
        _clock.PassTimeouts();
        await second;

        // 10 seconds that passed, 50 that the clock held, and what is left of the provider's minute.
        Assert.That(_clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10) }));
    }

    [TestCase(61)]
    [TestCase(null)]
    public async Task Without_a_wait_that_is_waited_for_nobody_waits(int? seconds)
    {
        var pace = Pace(60);

        await RunAsync(pace, Limited(seconds));
        await RunAsync(pace, Answered);

        Assert.That(_clock.Waits, Is.Empty);
    }

    [Test]
    public async Task A_call_that_is_cancelled_while_it_waits_lets_the_others_pass()
    {
        var pace = Pace(60);
        using var cancellation = new CancellationTokenSource();
        await RunAsync(pace, Limited(55));

        var held = RunAsync(pace, Answered, cancellation.Token);
        var next = RunAsync(pace, Answered);
        await cancellation.CancelAsync();

        Assert.That(async () => await held, Throws.InstanceOf<OperationCanceledException>());
        while (!next.IsCompleted)
        {
            _clock.PassTimeouts();
            await Task.Yield();
        }
    }

    private static Task<ModelException?> Answered { get; } = Task.FromResult<ModelException?>(null);

    private ResiliencePipeline<HttpResponseMessage> Pace(int requestsPerMinute) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _clock }.AddStrategy(_ => new RequestPace(requestsPerMinute, _clock), new RequestPaceOptions()).Build();

    private static Task<ModelException?> Limited(int? seconds) => Task.FromResult<ModelException?>(
        new(ModelFailure.RateLimited, "Slow down", "Wait.") { IsPassing = true, RetryAfter = seconds is { } wait ? TimeSpan.FromSeconds(wait) : null });

    private static async Task RunAsync(ResiliencePipeline<HttpResponseMessage> pace, Task<ModelException?> answer, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await pace.ExecuteAsync(async _ => await answer is { } failure ? throw failure : new HttpResponseMessage(), cancellationToken);
        }
        catch (ModelException)
        {
            // As the test wants it.
        }
    }
}
