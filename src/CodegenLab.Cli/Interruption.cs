using System.Runtime.InteropServices;
using Spectre.Console;

namespace CodegenLab.Cli;

/// <summary>Ctrl+C: the first press asks the run to stop and clean up, the second one ends the process.</summary>
/// <param name="error">Where the first press is acknowledged.</param>
/// <param name="exit">Ends the process with an exit code.</param>
/// <param name="clock">Tells one press from the next.</param>
public sealed class Interruption(IAnsiConsole error, Action<int> exit, TimeProvider clock) : IDisposable
{
    /// <summary>Quicker than a person: <c>timeout</c> and other wrappers send the signal to the process and again to its group.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(100);

    /// <summary>Windows ends a process whose terminal was closed as soon as it has been told, and five seconds later in any case.</summary>
    private static readonly TimeSpan PatienceOfWindows = TimeSpan.FromSeconds(4.5);

    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource _ended = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Lock _pressing = new();
    private long? _firstPress;

    /// <summary>Cancelled by the first press.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Takes over Ctrl+C, Ctrl+Break, a closed terminal and a polite kill until disposed.</summary>
    public Interruption Listen()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Press();
                if (OperatingSystem.IsWindows() && signal is PosixSignal.SIGHUP or PosixSignal.SIGTERM)
                    _ended.Task.Wait(PatienceOfWindows);
            }));
        }

        return this;
    }

    /// <summary>What one press of Ctrl+C does.</summary>
    public void Press()
    {
        var isFirst = true;
        lock (_pressing)
        {
            if (_firstPress is null)
                _firstPress = clock.GetTimestamp();
            else if (clock.GetElapsedTime(_firstPress.Value) < Echo)
                return;
            else
                isFirst = false;
        }

        if (!isFirst)
        {
            // A live display hides the cursor and will not get the chance to show it again.
            if (error.Profile.Capabilities is { Ansi: true, Interactive: true })
                error.Cursor.Show();
            exit((int)ExitCode.Cancelled);
            return;
        }

        error.MarkupLine("[yellow]Stopping; nothing will be left half-written. Press Ctrl+C again to end at once.[/]");
        _source.Cancel();
    }

    public void Dispose()
    {
        _ended.TrySetResult();
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }
}
