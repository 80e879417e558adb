using Polly;

namespace CodegenLab.Pipeline.Models;

/// <summary>Lets so many calls begin within any minute, and keeps the others waiting in turn.</summary>
internal sealed class RequestPace(int requestsPerMinute, TimeProvider clock) : ResilienceStrategy<HttpResponseMessage>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    /// <summary>When the last calls began or will begin, oldest first; never more than the rate.</summary>
    private readonly Queue<long> _begun = new();

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var wait = Reserve();
        if (wait > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(wait, clock, context.CancellationToken);
            }
            catch (OperationCanceledException cancelled)
            {
                return Outcome.FromException<HttpResponseMessage>(cancelled);
            }
        }

        return await callback(context, state);
    }

    private TimeSpan Reserve()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var begins = now;
            if (_begun.Count == requestsPerMinute)
                begins = Math.Max(now, _begun.Dequeue() + (long)(Window.TotalSeconds * clock.TimestampFrequency));
            _begun.Enqueue(begins);
            return clock.GetElapsedTime(now, begins);
        }
    }
}

/// <summary>Polly wants options with every strategy; this one gets its own in its constructor.</summary>
internal sealed class RequestPaceOptions : ResilienceStrategyOptions
{
    public RequestPaceOptions() => Name = nameof(RequestPace);
}
