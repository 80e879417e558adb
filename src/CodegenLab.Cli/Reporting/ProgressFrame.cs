using System.Globalization;
using CodegenLab.Pipeline;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CodegenLab.Cli.Reporting;

/// <summary>One picture of the live display.</summary>
/// <param name="Progress">Where the run is.</param>
/// <param name="Elapsed">Since its start.</param>
/// <param name="Number">Counts the pictures; turns the spinner.</param>
/// <param name="Unicode">Whether bars and spinner may be more than ASCII.</param>
/// <param name="Width">Columns of the screen.</param>
internal sealed record ProgressFrame(GenerationProgress Progress, TimeSpan Elapsed, int Number, bool Unicode, int Width)
{
    private const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private const string PlainSpinner = @"|/-\";

    private static readonly int Stages = Enum.GetValues<Stage>().Length;

    public IRenderable Render()
    {
        var rows = new List<IRenderable> { Headline() };
        if (Progress.Goals > 0)
            rows.Add(Bar("branches", (double)Progress.Covered / Progress.Goals, $"{Progress.Covered} of {Progress.Goals}", Color.Green));
        if (Progress.Mutants > 0)
            rows.Add(Bar("mutants", (double)Progress.KilledMutants / Progress.Mutants, $"{Progress.KilledMutants} of {Progress.Mutants}", Color.Fuchsia));
        if (Progress.Done is { } done)
            rows.Add(Bar("stage", done, string.Create(CultureInfo.InvariantCulture, $"{(int)(100 * done)} %"), Color.Blue));
        return new Rows(rows);
    }

    private Text Headline()
    {
        var spinner = Unicode ? Spinner : PlainSpinner;
        var parts = new List<string> { $"{spinner[Number % spinner.Length]} {Figures.Elapsed(Elapsed)}" };
        if (Progress.Project is not null)
            parts.Add(Progress.Project);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{(int)Progress.Stage + 1}/{Stages} {Figures.Doing(Progress.Stage)}"));
        if (Progress.Detail is not null)
            parts.Add(Progress.Detail);
        return new Text(string.Join("  ", parts)) { Overflow = Overflow.Crop };
    }

    private Paragraph Bar(string name, double share, string figure, Color colour)
    {
        var length = Math.Clamp(Width - 30, 10, 50);
        var full = (int)Math.Round(length * Math.Clamp(share, 0, 1));
        return new Paragraph($"  {name,-9}")
            .Append(new string(Unicode ? '━' : '#', full), new Style(colour))
            .Append(new string(Unicode ? '─' : '.', length - full), new Style(Color.Grey))
            .Append("  " + figure);
    }
}
