using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using CodegenLab.Engine.Workers;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>A <c>dotnet</c> command that ended.</summary>
/// <param name="Output">Lines of both streams, in the order they arrived.</param>
public sealed record DotnetOutcome(int ExitCode, ImmutableArray<string> Output);

/// <summary>Runs the <c>dotnet</c> command line in an environment fit for a build of the user's code.</summary>
public static class DotnetCommand
{
    // In-process MSBuild sets these for itself; a child of another SDK version would load the wrong targets.
    private static readonly string[] InProcessBuildVariables =
        ["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_HOST_PATH"];

    /// <summary>Until this process knows of a signal that has ended the command.</summary>
    private static readonly TimeSpan NewsOfCtrlC = TimeSpan.FromMilliseconds(250);

    /// <summary>Without a window the command has a console of its own on Windows, which speaks the code page of the system, whatever ours speaks; null: that of any stream.</summary>
    private static readonly Encoding? OutputEncoding = OperatingSystem.IsWindows() ? CodePagesEncodingProvider.Instance.GetEncoding((int)SystemCodePage()) ?? Encoding.UTF8 : null;

    /// <param name="environment">Added to this process's own; null removes a variable.</param>
    /// <exception cref="OperationCanceledException">After the command and its children were ended.</exception>
    public static async Task<DotnetOutcome> RunAsync(
        IReadOnlyList<string> arguments, string workingFolder, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(arguments, workingFolder, environment) };
        var lines = ImmutableArray.CreateBuilder<string>();
        var gate = new Lock();
        process.OutputDataReceived += (_, received) => Add(received.Data);
        process.ErrorDataReceived += (_, received) => Add(received.Data);

        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception notStarted)
        {
            throw new InputException($"The command 'dotnet' cannot be started ({notStarted.Message}). Install the .NET 10 SDK and put it on the PATH: https://dot.net");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            ProcessTree.End(process);
            // Whoever tidies up next must not meet a build that still writes.
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        // Ctrl+C reaches the command as well, and may do so first: what it says then is no verdict on the user's code.
        if (process.ExitCode != 0 && !cancellationToken.IsCancellationRequested)
            await Task.Delay(NewsOfCtrlC, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        lock (gate)
            return new DotnetOutcome(process.ExitCode, lines.ToImmutable());

        void Add(string? line)
        {
            if (line is null)
                return;
            lock (gate)
                lines.Add(line);
        }
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> arguments, string workingFolder, IReadOnlyDictionary<string, string?>? environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardOutputEncoding = OutputEncoding,
            StandardErrorEncoding = OutputEncoding,
        };
        foreach (var variable in InProcessBuildVariables)
            start.Environment.Remove(variable);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A build server that outlives the command would keep our pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        // Compilers and test hosts of a few seconds end before counting what their code does has paid: an eighth to a fifth of the compiler's CPU time.
        start.Environment.TryAdd("DOTNET_TieredPGO", "0");
        // The sockets for debuggers and traces would stay in the folder for temporary files when the command is ended. Profilers keep theirs: they may measure coverage.
        start.Environment.TryAdd("DOTNET_EnableDiagnostics_IPC", "0");
        start.Environment.TryAdd("DOTNET_EnableDiagnostics_Debugger", "0");
        foreach (var (name, value) in environment ?? ImmutableDictionary<string, string?>.Empty)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return start;
    }

    [DllImport("kernel32", EntryPoint = "GetOEMCP")]
    private static extern uint SystemCodePage();
}
