using System.Globalization;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Models;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>What <c>doctor</c> found, as a person reads it.</summary>
/// <param name="look">What the screen can show.</param>
/// <param name="workingFolder">Paths below it are shown relative to it.</param>
internal sealed class DoctorPage(Look look, string workingFolder)
{
    private static readonly Style Plain = Style.Plain;
    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(Color.Grey);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Good = new(Color.Green);

    private static readonly (string Arguments, string Needs)[] Ways =
    [
        ("--provider openai --model <name>", "OPENAI_API_KEY holds the key"),
        ("--provider anthropic --model <name>", "ANTHROPIC_API_KEY holds the key"),
        ("--provider azure-openai --endpoint https://<resource>.openai.azure.com --model <deployment>", "AZURE_OPENAI_API_KEY holds the key, or you did 'az login'"),
        ("--endpoint http://127.0.0.1:11434/v1 --model <name>", "Ollama, vLLM, LM Studio and the like: no key"),
    ];

    public string Render(DoctorReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var page = look.Open(text);

        Line(page, 0, "This machine", Strong);
        Row(page, "tool", 7, report.ToolVersion, "");
        Row(page, "SDK", 7, report.Sdk ?? "none that builds here", "");
        Row(page, ".NET", 7, report.Runtime, "");
        Row(page, "system", 7, report.System, "");
        if (report.SdkComplaint is not null)
            Line(page, 2, report.SdkComplaint, Bad);
        page.WriteLine();
        foreach (var remark in report.Configuration.Remarks)
            Line(page, 0, $"Note: {remark}", Warning);
        if (!report.Configuration.Remarks.IsEmpty)
            page.WriteLine();

        if (report.Configuration is { Settings: { } settings })
            WriteModel(page, settings, report);
        else
            WriteNoModel(page, report.Configuration);

        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
    }

    private void WriteModel(IAnsiConsole page, ModelSettings settings, DoctorReport report)
    {
        Line(page, 0, "Model", Strong);
        var name = settings.Lines.Max(line => line.Name.Length);
        var value = settings.Lines.Max(line => line.Value.Length);
        foreach (var line in settings.Lines)
            Row(page, line.Name, name + 1, line.Value.PadRight(value), line.Origin);
        if (report.Configuration.File is { } file)
            Line(page, 2, $"File: {Shown(file)}", Faint);
        page.WriteLine();

        if (report.Answer is { } answer)
        {
            Line(page, 0, "The model works.", Good);
            var by = answer.Model is { } model && model != settings.Name ? $" by {model}" : "";
            Line(page, 2, string.Create(CultureInfo.InvariantCulture, $"One tiny call, answered{by} in {answer.Elapsed.TotalSeconds:0.0} s; {Cost(answer.Tokens)}."), Plain);
            return;
        }

        var failure = report.Failure!;
        Line(page, 0, $"The model does not work: {Figures.Words(failure.Kind.ToString())}", failure.Kind == ModelFailure.NoKey ? Warning : Bad);
        Line(page, 2, $"{failure.Message}.", Plain);
        foreach (var advice in failure.Advice.Split('\n'))
            Line(page, 2, advice, Plain);
        if (failure.Tokens is { } spent)
            Line(page, 2, $"The call cost {Cost(spent)} all the same.", Plain);
        Line(page, 2, "generate-tests works without a model: the engine drafts alone.", Faint);
    }

    private void WriteNoModel(IAnsiConsole page, ModelConfiguration configuration)
    {
        Line(page, 0, "No model", Strong);
        Line(page, 2, configuration.NoModel!, Plain);
        Line(page, 2, "generate-tests works without one: the engine drafts alone.", Plain);
        if (configuration.File is { } file)
            Line(page, 2, $"File: {Shown(file)}", Faint);
        page.WriteLine();

        Line(page, 0, "To try one", Strong);
        foreach (var (arguments, needs) in Ways)
        {
            Copyable(page, 2, $"{CommandLineHost.ToolName} doctor {arguments}", Plain);
            Line(page, 6, needs, Faint);
        }

        page.WriteLine();
        Line(page, 0, "To keep it, write codegen-lab.json beside the solution, without the key", Strong);
        Copyable(page, 2, """{ "model": { "provider": "openai", "name": "<name>" } }""", Plain);
    }

    private static string Cost(TokenUse? tokens) => tokens is { Input: { } input, Output: { } output }
        ? string.Create(CultureInfo.InvariantCulture, $"{input} tokens in, {output} out")
        : "the server does not say how many tokens";

    private string Shown(string path)
    {
        var relative = Path.GetRelativePath(workingFolder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static void Row(IAnsiConsole page, string name, int width, string value, string origin)
    {
        var text = new Paragraph($"  {name.PadRight(width)} {value}", Plain);
        if (origin.Length > 0)
            text.Append($"  {origin}", Faint);
        Whole(page, text, 3 + width + value.Length + origin.Length + 2);
    }

    private static void Line(IAnsiConsole page, int indent, string text, Style style) =>
        page.Write(new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)));

    private static void Copyable(IAnsiConsole page, int indent, string text, Style style) =>
        Whole(page, new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)), indent + text.Length);

    /// <summary>A row is one line, and what is copied must not be broken.</summary>
    private static void Whole(IAnsiConsole page, Spectre.Console.Rendering.IRenderable what, int length)
    {
        var width = page.Profile.Width;
        page.Profile.Width = Math.Max(width, length);
        page.Write(what);
        if (what is Paragraph)
            page.WriteLine();
        page.Profile.Width = width;
    }
}
