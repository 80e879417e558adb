using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Reporting;

/// <summary>Shows on the standard error where a run is, for as long as it runs.</summary>
internal abstract class ProgressDisplay
{
    /// <summary>The display that suits what is at the other end of the standard error.</summary>
    public static ProgressDisplay For(Terminal terminal, Verbosity verbosity) => verbosity switch
    {
        Verbosity.Quiet => new SilentProgress(),
        Verbosity.Diagnostic => new LineProgress(terminal.Error, terminal.Clock, TimeSpan.Zero),
        _ when terminal.Error.Profile.Capabilities is { Ansi: true, Interactive: true } => new LiveProgress(terminal.Error, terminal.Clock),
        _ => new LineProgress(terminal.Error, terminal.Clock, TimeSpan.FromSeconds(2)),
    };

    public abstract Task<T> ShowAsync<T>(Func<IProgress<GenerationProgress>, Task<T>> work);

    private sealed class SilentProgress : ProgressDisplay, IProgress<GenerationProgress>
    {
        public override Task<T> ShowAsync<T>(Func<IProgress<GenerationProgress>, Task<T>> work) => work(this);

        public void Report(GenerationProgress value)
        {
        }
    }
}
