using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker;

/// <summary>Does a job; the last report it sends is the outcome.</summary>
public static class JobRunner
{
    public static void Run(Job job, IWorkerHost host) => throw new NotSupportedException($"No {job.GetType().Name} yet.");
}
