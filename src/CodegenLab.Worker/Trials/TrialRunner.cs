using CodegenLab.Probes;
using CodegenLab.Worker.Confinement;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Trials;

/// <summary>Every run of a test method goes through here: journal, fuel, what was refused, the current folder.</summary>
internal sealed class TrialRunner(TrialJob job, IWorkerHost host)
{
    /// <summary>Units for all rows of a method. Ten times what a test case of the search gets: people, and models, write loops into tests.</summary>
    public const long Fuel = 10 * Runner.Fuel;

    private readonly Patience _patience = new();
    private readonly string _folder = Environment.CurrentDirectory;

    /// <summary>Units that the last run of <see cref="Passes"/> has used.</summary>
    public long Used { get; private set; }

    /// <summary>The last run has used up its fuel.</summary>
    public static bool HasRunOut => Trace.OutOfFuel;

    /// <summary>Runs a method and says how it ended.</summary>
    /// <param name="method">Index in the job.</param>
    public TrialEnd Run(LoadedDraft draft, int method)
    {
        if (Load(draft, method) is { } trouble)
            return trouble;
        Begin(method, Fuel, mutant: -1);
        var end = draft.Run(job.Methods[method]);
        // What the framework does not know: a test that passes because the subject could not go on has not passed.
        if (RefusalWatch.Seen is { } refusal)
            return new TrialEnd(TrialStatus.Refused, FailureReader.Of(refusal) with { Line = end.Failure?.Line });
        return Trace.OutOfFuel ? new TrialEnd(TrialStatus.OutOfFuel, null) : end;
    }

    /// <summary>Runs a method that passes elsewhere and says only whether it does here.</summary>
    /// <param name="mutant">The mutant switched on; -1: none.</param>
    public bool Passes(LoadedDraft draft, int method, long fuel, int mutant)
    {
        if (Load(draft, method) is not null)
            return false;
        Begin(method, fuel, mutant);
        Trace.ActiveMutant = mutant;
        try
        {
            var passes = draft.Passes(job.Methods[method]);
            Used = fuel - Math.Max(0, Trace.Fuel);
            return passes && !Trace.OutOfFuel && !RefusalWatch.HasSeen;
        }
        finally
        {
            Trace.ActiveMutant = -1;
        }
    }

    /// <summary>Lets the framework load the class of a method, if it has not; null: it could.</summary>
    private TrialEnd? Load(LoadedDraft draft, int method)
    {
        if (!draft.IsNew(job.Methods[method]))
            return null;
        host.Running(job.NoteOfLoading(method), mutant: -1);
        Begin(Fuel);
        try
        {
            draft.Load(job.Methods[method]);
            return null;
        }
        catch (Exception failure)
        {
            // What the framework itself makes of a class it cannot load is a result; this is for what it did not expect.
            return TrialEnd.Of(failure) with { Status = TrialStatus.NotRunnable };
        }
    }

    private void Begin(int method, long fuel, int mutant)
    {
        host.Running(TrialJob.NoteOf(method), mutant);
        Begin(fuel);
    }

    private void Begin(long fuel)
    {
        _patience.Settle();
        // A test may have gone elsewhere, or deleted where it was.
        Environment.CurrentDirectory = _folder;
        RefusalWatch.Begin();
        Trace.Begin(fuel);
    }
}
