using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace CodegenLab.Pipeline;

/// <summary>
/// Works on several projects at once in a repository that one of them at a time builds in and changes. Each is planned in the repository as it is before those beside it have changed it, is searched apart from
/// the others, and has its turn in the repository when those before it have had theirs: which of them is faster has no say in what is written.
/// </summary>
/// <param name="width">Projects that are worked on at once, 1 or more.</param>
internal sealed class ProjectQueue(int width)
{
    /// <summary>Ends when all have ended; one that throws cancels the others.</summary>
    /// <exception cref="Exception">What the first one in order has thrown.</exception>
    public async Task RunAsync<T>(ImmutableArray<T> projects, Func<T, ProjectTurn, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var repository = new SemaphoreSlim(1);
        var turns = projects.Select(_ => new ProjectTurn(repository)).ToArray();
        var running = new List<Task>();
        for (var i = 0; i < turns.Length; i++)
        {
            turns[i].Stand(turns[Math.Max(0, i - width + 1)..i], turns[(i + 1)..Math.Min(turns.Length, i + width)]);
            if (i >= width)
                await turns[i - width].Ended;
            if (ending.IsCancellationRequested)
                break;
            running.Add(RunOneAsync(projects[i], turns[i]));
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.Select(task => task.Exception?.InnerException).FirstOrDefault(thrown => thrown is not null) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        cancellationToken.ThrowIfCancellationRequested();

        async Task RunOneAsync(T project, ProjectTurn turn)
        {
            try
            {
                // On a thread of its own: instrumenting computes without a pause.
                await Task.Run(() => work(project, turn, ending.Token), CancellationToken.None);
            }
            catch
            {
                await ending.CancelAsync();
                throw;
            }
            finally
            {
                turn.End();
            }
        }
    }
}
