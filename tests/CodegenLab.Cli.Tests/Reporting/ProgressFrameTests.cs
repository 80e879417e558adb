using System.Globalization;
using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using Spectre.Console;

namespace CodegenLab.Cli.Tests.Reporting;

public class ProgressFrameTests
{
    [Test]
    public Task Shows_stage_project_type_and_what_is_covered() =>
        Verify(Picture(new GenerationProgress(Stage.Killing, "Shop", "Orders.Order", 412, 468, 120, 300, 0.52), unicode: true));

    [Test]
    public Task Does_with_ASCII_where_there_is_no_more() =>
        Verify(Picture(new GenerationProgress(Stage.Searching, "Shop", "Orders.Order", 412, 468, 0, 0, null), unicode: false));

    [Test]
    public void Shows_no_bar_for_what_is_not_known_yet() =>
        Assert.That(Picture(new GenerationProgress(Stage.Loading, null, null, 0, 0, 0, 0, null), unicode: false), Is.EqualTo("/ 1:02  1/10 loading\n"));

    private static string Picture(GenerationProgress progress, bool unicode)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 80;
        console.Write(new ProgressFrame(progress, TimeSpan.FromSeconds(62), Number: 1, unicode, Width: 80).Render());
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
