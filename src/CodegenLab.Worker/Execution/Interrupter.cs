using System.Diagnostics;

namespace CodegenLab.Worker.Execution;

/// <summary>
/// Ends runs that sleep, or wait for what never comes. An interrupted wait costs half a second, or one with a mutant; a worker killed for it costs ten, and what it was about to say. Waits that
/// <see cref="Patience"/> limits are left to it.
/// </summary>
internal sealed class Interrupter(Patience patience)
{
    private const int Interval = 50;

    /// <summary>Milliseconds without a break that a run may wait with a mutant: people's tests of such code wait for much less.</summary>
    private const int FirstPatience = 1_000;

    /// <summary>The same with a mutant that has been interrupted before.</summary>
    private const int NextPatience = 250;

    /// <summary>The same without a mutant, at first and when so many runs have been interrupted that waiting is what the code is about.</summary>
    private const int FirstPatienceWithOriginal = 500, NextPatienceWithOriginal = 250, Often = 4;

    // Number of the run times 4, plus one of these.
    private const long Running = 1;
    private const long Interrupting = 2;
    private const long Interrupted = 3;

    private readonly HashSet<int> _blocking = [];
    private Thread? _watched;
    private int _originals;
    private long _run;
    private long _state;
    private volatile int _milliseconds;

    /// <summary>That the run may wait for.</summary>
    public int Milliseconds => _milliseconds;

    /// <summary>The calling thread runs a test from now on. Always the same thread.</summary>
    /// <param name="mutant">-1: none is switched on.</param>
    public void Begin(int mutant)
    {
        if (_watched is null)
        {
            _watched = Thread.CurrentThread;
            new Thread(Watch) { IsBackground = true, Name = "Interrupter" }.Start();
        }

        if (mutant < 0)
            _milliseconds = _originals < Often ? FirstPatienceWithOriginal : NextPatienceWithOriginal;
        else
            _milliseconds = _blocking.Contains(mutant) ? NextPatience : FirstPatience;
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
        if (mutant < 0)
            _originals++;
        else
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
            if (state == 0 || state != seen || patience.IsWaiting || (_watched!.ThreadState & System.Threading.ThreadState.WaitSleepJoin) == 0)
            {
                (seen, since) = (state, Stopwatch.GetTimestamp());
                continue;
            }

            if (Stopwatch.GetElapsedTime(since).TotalMilliseconds < _milliseconds || Interlocked.CompareExchange(ref _state, state - Running + Interrupting, state) != state)
                continue;
            _watched.Interrupt();
            Volatile.Write(ref _state, state - Running + Interrupted);
        }
    }
}
