using System.Globalization;
using CodegenLab.Cli.Reporting;
using Spectre.Console;

namespace CodegenLab.Cli.Tests;

/// <summary>A terminal that remembers what it was told. Redirected and plain unless asked otherwise.</summary>
internal sealed class Screen
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
    private readonly WatchedWriter _error = new();

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

    /// <summary>Completes as soon as the standard error contains the text.</summary>
    public Task ErrorContains(string text) => _error.Contains(text);

    /// <summary>A live display writes from another thread than the one that reads.</summary>
    private sealed class WatchedWriter : StringWriter
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource _found = new();
        private string? _awaited;

        public WatchedWriter()
            : base(CultureInfo.InvariantCulture) => NewLine = "\n";

        public Task Contains(string text)
        {
            lock (_gate)
            {
                _awaited = text;
                _found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Look();
                return _found.Task;
            }
        }

        public override void Write(char value)
        {
            lock (_gate)
                base.Write(value);
        }

        public override void Write(string? value)
        {
            lock (_gate)
            {
                base.Write(value);
                Look();
            }
        }

        public override string ToString()
        {
            lock (_gate)
                return base.ToString();
        }

        private void Look()
        {
            if (_awaited is not null && base.ToString().Contains(_awaited, StringComparison.Ordinal))
                _found.TrySetResult();
        }
    }
}
