using System.Text;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>Where the tool speaks: results on the standard output, everything else on the standard error.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Look">What the reader of the standard output can see.</param>
/// <param name="Error">Standard error; progress and messages share it, so that a message does not tear a live display apart.</param>
/// <param name="Clock">For elapsed times and the pace of progress.</param>
public sealed record Terminal(TextWriter Output, Look Look, IAnsiConsole Error, TimeProvider Clock)
{
    /// <summary>The streams this process was started with; colours obey NO_COLOR and TERM=dumb.</summary>
    public static Terminal OfThisProcess()
    {
        var redirected = Console.IsOutputRedirected;
        var writer = redirected ? Utf8(Console.OpenStandardOutput()) : Console.Out;
        var output = Open(writer, redirected);
        var error = Open(Console.IsErrorRedirected ? Utf8(Console.OpenStandardError()) : Console.Error, Console.IsErrorRedirected);
        return new Terminal(
            writer,
            new Look(
                output.Profile.Capabilities.Ansi && output.Profile.Capabilities.ColorSystem != ColorSystem.NoColors,
                redirected || output.Profile.Capabilities.Unicode,
                Boxes: !redirected,
                redirected ? Look.Widest : Math.Clamp(output.Profile.Width, Look.Narrowest, Look.Widest)),
            error,
            TimeProvider.System);
    }

    /// <summary>A redirected stream would otherwise get, on Windows, the code page of a console that nobody looks at.</summary>
    private static TextWriter Utf8(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        var plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain || redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });

        // Messages are wrapped by whoever shows them, not cut to a guessed width.
        if (redirected)
            console.Profile.Width = Look.Unbroken;
        return console;
    }
}
