using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker;

/// <summary>What the worker process is for: runs its one job.</summary>
public static class JobRunner
{
    /// <summary>Runs the job to its end, or until the host asks to stop; the outcome is the last report sent.</summary>
    public static void Run(Job job, IWorkerHost host)
    {
        switch (job)
        {
            case SearchJob search:
                new SearchRun(search, host).Run();
                break;
            case ReplayJob replay:
                new ReplayRun(replay, host).Run();
                break;
            case TrialJob trial:
                new TrialRun(trial, host).Run();
                break;
            case SuiteJob suite:
                new SuiteRun(suite, host).Run();
                break;
            default:
                throw new NotSupportedException($"No job {job.GetType().Name}.");
        }
    }
}
