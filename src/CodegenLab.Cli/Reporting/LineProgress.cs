using System.Globalization;
using System.Text;
using CodegenLab.Pipeline;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>Progress for logs: of each project a line when its stage changes, else a line per pause at most.</summary>
internal sealed class LineProgress(IAnsiConsole error, TimeProvider clock, TimeSpan pause) : ProgressDisplay, IProgress<GenerationProgress>
{
    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, (GenerationProgress Progress, TimeSpan At)> _shown = [];

    public override Task<T> ShowAsync<T>(Func<IProgress<GenerationProgress>, Task<T>> work) => work(this);

    public void Report(GenerationProgress value)
    {
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            var project = value.Project ?? "";
            if (value.IsLast || (_shown.TryGetValue(project, out var shown) && shown.Progress.Stage == value.Stage && (value == shown.Progress || now - shown.At < pause)))
                return;
            _shown[project] = (value, now);
            error.WriteLine(Line(value, now));
        }
    }

    private static string Line(GenerationProgress progress, TimeSpan elapsed)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"[{Figures.Elapsed(elapsed)}] ");
        if (progress.Project is not null)
            line.Append(progress.Project).Append(": ");
        line.Append(Figures.Doing(progress.Stage));
        if (progress.Detail is not null)
            line.Append(" (").Append(progress.Detail).Append(')');
        if (progress.Done is { } done)
            line.Append(CultureInfo.InvariantCulture, $", {(int)(100 * done)} %");
        if (progress.Goals > 0)
            line.Append(CultureInfo.InvariantCulture, $"; branches {progress.Covered}/{progress.Goals}");
        if (progress.Mutants > 0)
            line.Append(CultureInfo.InvariantCulture, $"; mutants {progress.KilledMutants}/{progress.Mutants}");
        return line.ToString();
    }
}
