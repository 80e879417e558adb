using System.Collections.Immutable;
using CodegenLab.Pipeline;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>Progress for people: a few lines that are drawn anew in place and vanish at the end.</summary>
internal sealed class LiveProgress(IAnsiConsole error, TimeProvider clock) : ProgressDisplay, IProgress<GenerationProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private ImmutableArray<GenerationProgress> _latest = [new(Stage.Loading, null, null, 0, 0, 0, 0, null)];

    public override Task<T> ShowAsync<T>(Func<IProgress<GenerationProgress>, Task<T>> work)
    {
        var start = clock.GetTimestamp();
        var frame = 0;
        var look = error.Profile.Capabilities.Unicode;
        Rows Draw()
        {
            frame++;
            return new Rows(_latest.Select(progress => new ProgressFrame(progress, clock.GetElapsedTime(start), frame, look, error.Profile.Width).Render()));
        }

        return error.Live(Draw()).AutoClear(true).StartAsync(async live =>
        {
            // On its own thread: a stage that computes without a pause must not stop the clock.
            var running = Task.Run(() => work(this));
            while (await Task.WhenAny(running, Task.Delay(Pause, clock)) != running)
                live.UpdateTarget(Draw());
            return await running;
        });
    }

    public void Report(GenerationProgress value) => ImmutableInterlocked.Update(ref _latest, With, value);

    /// <summary>Projects that are worked on at once stand one below the other, in the order in which they began; what is said of none, such as loading, goes when there is one.</summary>
    private static ImmutableArray<GenerationProgress> With(ImmutableArray<GenerationProgress> latest, GenerationProgress value)
    {
        var at = latest.Select(progress => progress.Project).ToList().IndexOf(value.Project);
        if (value.IsLast)
            return at >= 0 && latest.Length > 1 ? latest.RemoveAt(at) : latest;
        return at >= 0 ? latest.SetItem(at, value) : [.. latest.Where(progress => progress.Project is not null), value];
    }
}
