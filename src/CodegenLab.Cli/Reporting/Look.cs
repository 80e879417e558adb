using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>What the reader's screen can show.</summary>
/// <param name="Colour">Escape sequences may be written.</param>
/// <param name="Unicode">Arrows, ellipses and box lines may be written.</param>
/// <param name="Boxes">Tables get lines; false for text that a file or another program receives.</param>
/// <param name="Width">Columns of a line, from 80 to 120.</param>
public sealed record Look(bool Colour, bool Unicode, bool Boxes, int Width)
{
    /// <summary>Widest line the tool writes: wider is hard to read, even where there is room.</summary>
    public const int Widest = 120;

    /// <summary>Narrower screens get lines of this width and wrap them themselves.</summary>
    public const int Narrowest = 80;

    /// <summary>Columns; as good as no limit.</summary>
    internal const int Unbroken = 10_000;

    public string Arrow => Unicode ? "→" : "->";

    public string Ellipsis => Unicode ? "…" : "..";

    public string None => Unicode ? "–" : "-";

    /// <summary>A page to write on, with as much of the screen's abilities as this says, whatever the environment claims.</summary>
    internal IAnsiConsole Open(TextWriter text)
    {
        var page = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = Colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        page.Profile.Width = Width;
        page.Profile.Capabilities.Unicode = Unicode;
        return page;
    }

    /// <summary>The same for a page on which a line is a finding: what searches a file for it finds it whole.</summary>
    internal IAnsiConsole OpenList(TextWriter text)
    {
        var page = Open(text);
        if (!Boxes)
            page.Profile.Width = Unbroken;
        return page;
    }
}
