using System.Globalization;
using CodegenLab.Cli.Reporting;
using Spectre.Console;

namespace CodegenLab.Cli.Tests;

/// <summary>A terminal that remembers what it was told. Redirected and plain unless asked otherwise.</summary>
internal sealed class Screen
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    public Screen(Look? look = null, bool interactive = false, TimeProvider? clock = null)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(_error),
            Ansi = interactive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = interactive ? 100 : 10_000;
        console.Profile.Capabilities.Unicode = true;
        Terminal = new Terminal(_output, look ?? Plain, console, clock ?? TimeProvider.System);
    }

    public static Look Plain { get; } = new(Colour: false, Unicode: true, Boxes: false, Look.Widest);

    public Terminal Terminal { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();
}
