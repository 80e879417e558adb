using System.Diagnostics;

namespace CodegenLab.Worker.Execution;

/// <summary>Ends runs with a mutant that wait for what never comes. An interrupted wait costs a second; a worker killed for it costs ten, and what it was about to say.</summary>
internal sealed class Interrupter
{
    private const int Interval = 50;

    /// <summary>Milliseconds without a break that a run may wait: people's tests of such code wait for much less.</summary>
    private const int FirstPatience = 1_000;

    /// <summary>The same with a mutant that has been interrupted before.</summary>
    private const int NextPatience = 250;

    // Number of the run times 4, plus one of these.
    private const long Running = 1;
    private const long Interrupting = 2;
    private const long Interrupted = 3;

    private readonly HashSet<int> _blocking = [];
    private Thread? _watched;
    private long _run;
    private long _state;
    private volatile int _patience;

    /// <summary>The calling thread runs a test with a mutant from now on. Always the same thread.</summary>
    public void Begin(int mutant)
    {
        if (_watched is null)
        {
            _watched = Thread.CurrentThread;
            new Thread(Watch) { IsBackground = true, Name = "Interrupter" }.Start();
        }

        _patience = _blocking.Contains(mutant) ? NextPatience : FirstPatience;
        Volatile.Write(ref _state, (++_run * 4) + Running);
    }

    /// <summary>The run has ended.</summary>
    /// <returns>Because it was interrupted: what came of it says nothing.</returns>
    public bool End(int mutant)
    {
        var running = (_run * 4) + Running;
        if (Interlocked.CompareExchange(ref _state, 0, running) == running)
            return false;

        // What waits for another thread here can be interrupted itself.
        while (Volatile.Read(ref _state) != (_run * 4) + Interrupted)
            Thread.SpinWait(10);
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            // The wait had ended by itself before.
        }

        Volatile.Write(ref _state, 0);
        _blocking.Add(mutant);
        return true;
    }

    private void Watch()
    {
        var (seen, since) = (0L, 0L);
        while (true)
        {
            Thread.Sleep(Interval);
            var state = Volatile.Read(ref _state);
            if (state == 0 || state != seen || (_watched!.ThreadState & System.Threading.ThreadState.WaitSleepJoin) == 0)
            {
                (seen, since) = (state, Stopwatch.GetTimestamp());
                continue;
            }

            if (Stopwatch.GetElapsedTime(since).TotalMilliseconds < _patience || Interlocked.CompareExchange(ref _state, state - Running + Interrupting, state) != state)
                continue;
            _watched.Interrupt();
            Volatile.Write(ref _state, state - Running + Interrupted);
        }
    }
}
