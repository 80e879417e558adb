using System.Runtime.InteropServices;
using CodegenLab.Probes;

namespace CodegenLab.Worker.Execution;

/// <summary>
/// Waits for tasks of the subject without letting the load of the machine decide: time is counted in slices, which grow when everything
/// runs slower, and a task that nothing is left to complete is given up early.
/// </summary>
internal sealed class Patience
{
    /// <summary>Milliseconds of a slice on an idle machine.</summary>
    private const int Slice = 1;

    /// <summary>Half a second for a clock of the subject: an await that takes longer is not for a unit test.</summary>
    private const int MostTimed = 500;

    /// <summary>Each time a member is waited for in vain halves the slices of a clock too, down to this.</summary>
    private const int LeastTimed = 50;

    /// <summary>A mutant gets so many times the slices of a clock that the original took at most, and the least besides.</summary>
    private const int MutantFactor = 4;

    /// <summary>Slices without a queued, running or timed callback after which a task is taken to wait for ever. More than one: a thread made by hand is none of these.</summary>
    private const int MostQuiet = 100;

    /// <summary>Each time a member is waited for in vain halves the slices for it, down to this.</summary>
    private const int LeastQuiet = 5;

    /// <summary>Slices for callbacks that are queued or run: they have fuel, so this is for loops inside the framework.</summary>
    private const int MostAtWork = 3_000;

    /// <summary>A member that was given up so often, and never ended, is not called again.</summary>
    private const int Chances = 3;

    /// <summary>A member of which so many calls have blocked their thread, and every second, is not called again.</summary>
    private const int MostBlocked = 12;

    /// <summary>Calls that blocked and count as no work.</summary>
    private const int MostFree = 2 * Chances;

    /// <summary>Work units (about a microsecond each) of a slice.</summary>
    private const long CostOfSlice = 1_000;

    private readonly Dictionary<int, int> _givenUp = [];

    /// <summary>Members that have ended, with the slices of a clock that it took at most.</summary>
    private readonly Dictionary<int, int> _ended = [];

    /// <summary>Calls of members, and those of them that blocked.</summary>
    private readonly Dictionary<int, (int Calls, int Blocked)> _calls = [];

    private int _blocked;
    private volatile bool _isWaiting;

    /// <summary>0 in a worker, which leaves the pool alone; a host that runs jobs in its own process may use it.</summary>
    private readonly int _busyAtStart = BusyThreads;

    private readonly long _timersAtStart = Timer.ActiveCount;

    /// <summary>A clock had a say: something ended late, or was given up while it was still at work.</summary>
    public bool IsTimed { get; private set; }

    /// <summary>Work units that all waits so far are worth.</summary>
    public long Cost { get; private set; }

    /// <summary>Whether a member (catalog id) has always been waited for in vain, or blocks its thread more often than not.</summary>
    public bool IsLost(int member) => (_givenUp.GetValueOrDefault(member) >= Chances && !_ended.ContainsKey(member)) || Blocks(member);

    /// <summary>Whether a member (catalog id) blocks its thread more often than not.</summary>
    public bool Blocks(int member) =>
        _calls.TryGetValue(member, out var calls) && ((calls.Blocked >= Chances && calls.Blocked == calls.Calls) || (calls.Blocked >= MostBlocked && calls.Blocked * 2 > calls.Calls));

    /// <summary>A task is being waited for, for as long as this allows.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>A member (catalog id) is called now.</summary>
    public void NoteCall(int member)
    {
        LastCalled = member;
        ref var calls = ref CollectionsMarshal.GetValueRefOrAddDefault(_calls, member, out _);
        calls.Calls++;
    }

    /// <summary>Catalog id; -1: nothing has been called.</summary>
    public int LastCalled { get; private set; } = -1;

    /// <summary>The last call blocked its thread until it was interrupted.</summary>
    /// <param name="milliseconds">That it blocked for.</param>
    public void NoteBlocked(int milliseconds)
    {
        ref var calls = ref CollectionsMarshal.GetValueRefOrAddDefault(_calls, LastCalled, out _);
        calls.Blocked++;
        IsTimed = true;
        // A member or two that only sleep cost their neighbours nothing.
        if (++_blocked > MostFree)
            Charge(milliseconds / Slice);
    }

    /// <summary>Whether the task ended. Waiting for a callback of the pool costs nothing: whether it comes before or after the question is chance.</summary>
    /// <param name="task">Of the subject.</param>
    /// <param name="member">Catalog id of the member that is awaited.</param>
    public bool Wait(Task task, int member)
    {
        _isWaiting = true;
        try
        {
            return HasEnded(task, member);
        }
        finally
        {
            _isWaiting = false;
        }
    }

    private bool HasEnded(Task task, int member)
    {
        var (quiet, timed, atWork) = (0, 0, 0);
        var halvings = Math.Min(_givenUp.GetValueOrDefault(member), 8);
        var mostQuiet = Math.Max(LeastQuiet, MostQuiet >> halvings);
        var mostTimed = Trace.ActiveMutant < 0 ? Math.Max(LeastTimed, MostTimed >> halvings) : Math.Min(MostTimed, LeastTimed + (MutantFactor * _ended.GetValueOrDefault(member)));
        while (quiet < mostQuiet && timed < mostTimed && atWork < MostAtWork)
        {
            if (task.IsCompleted || ((IAsyncResult)task).AsyncWaitHandle.WaitOne(Slice))
            {
                if (Trace.ActiveMutant < 0)
                    _ended[member] = Math.Max(timed, _ended.GetValueOrDefault(member));
                Charge(timed);
                return true;
            }

            if (IsAtWork)
                atWork++;
            else if (Timer.ActiveCount > _timersAtStart)
                timed++;
            else
                quiet++;
        }

        // What a mutant does to it says nothing about the member.
        if (Trace.ActiveMutant < 0)
            _givenUp[member] = _givenUp.GetValueOrDefault(member) + 1;
        Cost += mostQuiet * CostOfSlice;
        if (quiet < mostQuiet)
            Charge(timed + atWork);
        return false;
    }

    /// <summary>Lets callbacks that an earlier run has started come to their end.</summary>
    public void Settle()
    {
        for (var slice = 0; IsAtWork; slice++)
        {
            if (slice == MostAtWork)
            {
                Charge(slice);
                return;
            }

            Thread.Sleep(slice == 0 ? 0 : Slice);
        }
    }

    /// <summary>Books time that a clock has measured: another run may measure another.</summary>
    private void Charge(int slices)
    {
        IsTimed |= slices > 0;
        Cost += slices * CostOfSlice;
    }

    /// <summary>The pool has something to do beyond what it did at the start.</summary>
    private bool IsAtWork => ThreadPool.PendingWorkItemCount > 0 || BusyThreads > _busyAtStart;

    private static int BusyThreads
    {
        get
        {
            ThreadPool.GetMaxThreads(out var most, out _);
            ThreadPool.GetAvailableThreads(out var available, out _);
            return most - available;
        }
    }
}
