using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline;

/// <summary>What one project of a <see cref="ProjectQueue"/> has to say about those beside it.</summary>
internal sealed class ProjectTurn(SemaphoreSlim repository)
{
    private readonly TaskCompletionSource _planned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProjectTurn[] _before = [];
    private ProjectTurn[] _after = [];
    private string? _place;

    public Task Ended => _ended.Task;

    /// <summary>Plans in the repository, after those before this one. Where a project before this one writes to the same place, once more when that one has ended.</summary>
    /// <param name="placeOf">Path of what the plan will change.</param>
    public async Task<TPlan> PlanAsync<TPlan>(Func<Task<TPlan>> plan, Func<TPlan, string> placeOf, CancellationToken cancellationToken)
    {
        await Task.WhenAll(_before.Select(turn => turn._planned.Task)).WaitAsync(cancellationToken);
        var made = await AloneAsync(plan, cancellationToken);
        _place = placeOf(made);
        _planned.TrySetResult();
        var same = _before.Where(turn => turn._place is { } place && FilePaths.Comparer.Equals(place, _place)).ToList();
        if (same.Count == 0)
            return made;
        await Task.WhenAll(same.Select(turn => turn.Ended)).WaitAsync(cancellationToken);
        return await AloneAsync(plan, cancellationToken);
    }

    /// <summary>Something short in the repository, such as a build, while nobody else is there.</summary>
    public async Task<TResult> AloneAsync<TResult>(Func<Task<TResult>> work, CancellationToken cancellationToken)
    {
        using var stay = await EnterAsync(cancellationToken);
        return await work();
    }

    /// <summary>The turn itself: all before this one have ended, and those that are worked on beside it have planned without seeing what it changes.</summary>
    /// <returns>Ends the stay in the repository.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll([.. _before.Select(turn => turn.Ended), .. _after.Select(turn => turn._planned.Task)]).WaitAsync(cancellationToken);
        return await EnterAsync(cancellationToken);
    }

    private async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await repository.WaitAsync(cancellationToken);
        return new Stay(repository);
    }

    private sealed class Stay(SemaphoreSlim repository) : IDisposable
    {
        public void Dispose() => repository.Release();
    }

    internal void Stand(ProjectTurn[] before, ProjectTurn[] after) => (_before, _after) = (before, after);

    internal void End()
    {
        _planned.TrySetResult();
        _ended.TrySetResult();
    }
}
