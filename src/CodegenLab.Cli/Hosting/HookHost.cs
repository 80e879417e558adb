using System.Collections.Concurrent;
using System.IO.Pipes;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Staged;

namespace CodegenLab.Cli.Hosting;

/// <summary>Keeps the compilations of a work tree warm, and answers calls of the hook, one after the other. Ends when it is asked to, or when nobody asks for long.</summary>
/// <param name="check">The story, told on one solution again and again.</param>
/// <param name="place">Where it is found.</param>
/// <param name="idle">After which it ends.</param>
/// <param name="sdk">Names the SDKs that are installed; another text: another host is needed.</param>
internal sealed class HookHost(
    Func<StagedRequest, WarmSolution, IProgress<GenerationProgress>, CancellationToken, Task<StagedOutcome>> check, HostPlace place, TimeSpan idle, Func<string> sdk, HostLog log, TimeProvider clock) : IDisposable
{
    /// <summary>Until another host that lives is taken for one that stays.</summary>
    private static readonly TimeSpan Succession = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, WarmSolution> _solutions = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _ending = new();
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private readonly string _sdk = sdk();
    private readonly Lock _gate = new();
    private int _talking;
    private int _answers;

    /// <returns>False: another host of this work tree lives.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (await LockAsync(cancellationToken) is not { } held)
            return false;
        await using var holding = held;
        log.Write($"begins: {CommandLineHost.Version}, for {place.Root}");
        await using var stopped = cancellationToken.Register(_ending.Cancel);
        var talks = new ConcurrentDictionary<Task, byte>();
        await using var timer = clock.CreateTimer(_ => EndWhenIdle(), null, idle, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var server = place.Listen();
                try
                {
                    await server.WaitForConnectionAsync(_ending.Token);
                }
                catch (Exception) when (_ending.IsCancellationRequested)
                {
                    await server.DisposeAsync();
                    break;
                }

                lock (_gate)
                    _talking++;
                var talk = Task.Run(() => TalkAsync(server, timer), CancellationToken.None);
                talks.TryAdd(talk, 0);
                _ = talk.ContinueWith(done => talks.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        finally
        {
            await _ending.CancelAsync();
            await Task.WhenAll(talks.Keys);
            if (!OperatingSystem.IsWindows())
                File.Delete(place.PipeName);
            log.Write(FormattableString.Invariant($"ends after {_answers} answers"));
        }

        return true;
    }

    public void Dispose()
    {
        _ending.Dispose();
        _turn.Dispose();
    }

    private void EndWhenIdle()
    {
        lock (_gate)
        {
            if (_talking == 0)
                _ending.Cancel();
        }
    }

    private async Task<FileStream?> LockAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(place.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.GetElapsedTime(start) < Succession)
            {
                // The one that this one replaces may be about to go.
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    private async Task TalkAsync(NamedPipeServerStream stream, ITimer timer)
    {
        await using var line = new HostLine(stream);
        try
        {
            await line.SendAsync(new Hello(HostMessage.Protocol, CommandLineHost.Version, VerifiedTrees.Build, Environment.ProcessId, _started, _answers, idle.TotalMinutes), _ending.Token);
            switch (await line.ReceiveAsync(_ending.Token))
            {
                case StopAsked:
                    log.Write("is asked to end");
                    await _ending.CancelAsync();
                    break;
                case CheckAsked asked:
                    await AnswerAsync(line, asked.Request);
                    break;
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException)
        {
            // The client has hung up, or the host ends: there is nobody to tell.
        }
        finally
        {
            lock (_gate)
            {
                _talking--;
                timer.Change(idle, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task AnswerAsync(HostLine line, StagedRequest request)
    {
        using var giving = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        var hangUp = HangUpAsync(line, giving);
        if (!await _turn.WaitAsync(0, giving.Token))
        {
            await line.SendAsync(new Queued(), giving.Token);
            await _turn.WaitAsync(giving.Token);
        }

        try
        {
            var answer = await AnswerAsync(request, line, giving.Token);
            await line.SendAsync(answer, _ending.Token);
            if (answer is Outdated)
                await _ending.CancelAsync();
        }
        finally
        {
            _turn.Release();
            await giving.CancelAsync();
            await hangUp;
        }
    }

    private async Task<HostMessage> AnswerAsync(StagedRequest request, HostLine line, CancellationToken cancellationToken)
    {
        if (sdk() != _sdk)
        {
            log.Write("other SDKs are installed");
            return new Outdated();
        }

        var start = clock.GetTimestamp();
        var warm = _solutions.GetOrAdd(request.Path ?? "", _ => new WarmSolution(place.Root, request.Path));
        try
        {
            var told = Task.CompletedTask;
            var gate = new Lock();
            var outcome = await check(
                request, warm,
                new Relay<GenerationProgress>(step =>
                {
                    // In order, and without waiting for who reads slowly.
                    lock (gate)
                        told = told.ContinueWith(_ => line.SendAsync(new ProgressTold(step), cancellationToken), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
                }),
                cancellationToken);
            await Task.WhenAny(told, Task.Delay(TimeSpan.FromSeconds(2), cancellationToken));
            _answers++;
            log.Write(FormattableString.Invariant($"{request.Snapshot.Tree}: {outcome.Tests} tests, {outcome.Failures.Length} failed, {clock.GetElapsedTime(start).TotalSeconds:0.00} s"));
            return new Answered(outcome);
        }
        catch (InputException refused)
        {
            log.Write($"{request.Snapshot.Tree}: refused");
            return new Refused(refused.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.Write($"{request.Snapshot.Tree}: cancelled");
            throw;
        }
#pragma warning disable CA1031 // The client does it again in its own process, and shows what is wrong.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            log.Write($"{request.Snapshot.Tree}: {fault}");
            // What is warm may be what is wrong.
            _solutions.TryRemove(request.Path ?? "", out _);
            return new Broken(fault.Message);
        }
    }

    /// <summary>A client says nothing more: when its line ends, it has gone.</summary>
    private static async Task HangUpAsync(HostLine line, CancellationTokenSource giving)
    {
        try
        {
            await line.ReceiveAsync(giving.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await giving.CancelAsync();
    }
}
