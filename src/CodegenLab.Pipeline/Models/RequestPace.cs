using Polly;

namespace CodegenLab.Pipeline.Models;

/// <summary>
/// Lets so many calls begin within any minute, and none before the time to which the provider put one of them off; the others wait in turn.
/// </summary>
internal sealed class RequestPace(int requestsPerMinute, TimeProvider clock) : ResilienceStrategy<HttpResponseMessage>, IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    /// <summary>Held by the one whose turn it is, for as long as it waits.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>When the last calls began, oldest first; never more than the rate.</summary>
    private readonly Queue<long> _begun = new();

    /// <summary>The provider wants no call before; a time stamp of the clock.</summary>
    private long _notBefore = long.MinValue;

    public void Dispose() => _turn.Dispose();

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            await BeginAsync(context.CancellationToken);
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<HttpResponseMessage>(cancelled);
        }

        var outcome = await callback(context, state);
        if (outcome.Exception is ModelException { IsPassing: true, RetryAfter: { } wait } && wait <= ProviderHandler.LongestWait)
            PutOff(wait);
        return outcome;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Meanwhile the provider may have put off another call, and with it this one.
            while (TryBegin() is { } wait)
                await Task.Delay(wait, clock, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <returns>How long to wait before the next try; null: it has begun.</returns>
    private TimeSpan? TryBegin()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var begins = _begun.Count == requestsPerMinute ? Math.Max(_notBefore, _begun.Peek() + Ticks(Window)) : _notBefore;
            // A timer knows milliseconds: a rest that is shorter would be no wait at all, and the turn would go round until it is over.
            if (begins > now)
                return TimeSpan.FromMilliseconds(Math.Ceiling(clock.GetElapsedTime(now, begins).TotalMilliseconds));

            if (_begun.Count == requestsPerMinute)
                _begun.Dequeue();
            _begun.Enqueue(now);
            return null;
        }
    }

    private void PutOff(TimeSpan wait)
    {
        lock (_gate)
            _notBefore = Math.Max(_notBefore, clock.GetTimestamp() + Ticks(wait));
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);
}

/// <summary>Polly wants options with every strategy; this one gets its own in its constructor.</summary>
internal sealed class RequestPaceOptions : ResilienceStrategyOptions
{
    public RequestPaceOptions() => Name = nameof(RequestPace);
}
