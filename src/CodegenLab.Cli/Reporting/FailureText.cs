using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>A failure as a person reads it: what is wrong in red, then what to do.</summary>
internal sealed class FailureText(IAnsiConsole error)
{
    public void Write(Failure failure)
    {
        var style = failure.ExitCode == ExitCode.Cancelled ? Color.Yellow : Color.Red;
        foreach (var message in failure.Messages)
            error.WriteLine(message, new Style(style));
        foreach (var line in failure.Advice)
            error.WriteLine(line);
        if (failure.StackTrace is not null)
        {
            // Unwrapped: it is there to be copied into a report.
            error.WriteLine();
            error.Profile.Out.Writer.WriteLine(failure.StackTrace);
        }
    }
}
