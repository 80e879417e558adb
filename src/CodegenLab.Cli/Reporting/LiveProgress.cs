using CodegenLab.Pipeline;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>Progress for people: a few lines that are drawn anew in place and vanish at the end.</summary>
internal sealed class LiveProgress(IAnsiConsole error, TimeProvider clock) : ProgressDisplay, IProgress<GenerationProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private GenerationProgress _latest = new(Stage.Loading, null, null, 0, 0, 0, 0, null);

    public override Task<T> ShowAsync<T>(Func<IProgress<GenerationProgress>, Task<T>> work)
    {
        var start = clock.GetTimestamp();
        var frame = 0;
        var look = error.Profile.Capabilities.Unicode;
        ProgressFrame Draw() => new(Volatile.Read(ref _latest), clock.GetElapsedTime(start), frame++, look, error.Profile.Width);

        return error.Live(Draw().Render()).AutoClear(true).StartAsync(async live =>
        {
            // On its own thread: a stage that computes without a pause must not stop the clock.
            var running = Task.Run(() => work(this));
            while (await Task.WhenAny(running, Task.Delay(Pause, clock)) != running)
                live.UpdateTarget(Draw().Render());
            return await running;
        });
    }

    public void Report(GenerationProgress value) => Volatile.Write(ref _latest, value);
}
