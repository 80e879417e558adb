using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace CodegenLab.Bench;

/// <summary>Runs a program to its end, keeps what it says, and measures what it and its children cost.</summary>
internal static partial class ChildProcess
{
    // Without servers that outlive the call, all work is done by descendants, and their CPU time is known.
    private static readonly (string Name, string Value)[] WithoutServers =
    [
        ("MSBUILDDISABLENODEREUSE", "1"),
        ("UseSharedCompilation", "false"),
        ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"),
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        ("DOTNET_NOLOGO", "1"),
    ];

    /// <param name="log">File for standard output and error together.</param>
    /// <param name="started">Told the process id as soon as there is one.</param>
    /// <param name="said">Told every line as it comes.</param>
    public static async Task<Outcome> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        string log,
        CancellationToken cancellationToken,
        IEnumerable<(string Name, string Value)>? environment = null,
        Action<int>? started = null,
        Action<string>? said = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in WithoutServers.Concat(environment ?? []))
            start.Environment[name] = value;

        // A build that runs under 'dotnet run' inherits settings meant for another project.
        foreach (var inherited in (string[])["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly"])
            start.Environment.Remove(inherited);

        var cpuBefore = ChildrenCpuSeconds();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        started?.Invoke(process.Id);
        process.StandardInput.Close();
        var output = ReadAsync(process.StandardOutput, said, cancellationToken);
        var error = ReadAsync(process.StandardError, said, cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var outcome = new Outcome(process.ExitCode, await output, await error, clock.Elapsed.TotalSeconds, ChildrenCpuSeconds() - cpuBefore);
        await File.WriteAllTextAsync(log, $"{program} {string.Join(' ', start.ArgumentList)}\nexit code {outcome.ExitCode}\n\n{outcome.Output}\n{outcome.Error}", CancellationToken.None);
        return outcome;
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? said, CancellationToken cancellationToken)
    {
        if (said is null)
            return await reader.ReadToEndAsync(cancellationToken);
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            said(line);
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>User and system time of all descendants that have ended and were waited for.</summary>
    private static double ChildrenCpuSeconds()
    {
        const int children = -1;
        if (GetResourceUsage(children, out var usage) != 0)
            throw new InvalidOperationException($"getrusage failed with {Marshal.GetLastPInvokeError()}.");

        return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetResourceUsage(int who, out ResourceUsage usage);

    /// <summary>struct rusage of 64-bit Linux: two times, then fourteen counters that are not read.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }

    /// <summary>How a program ended, what it said and what it cost.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error, double WallSeconds, double CpuSeconds)
    {
        /// <summary>The last lines it said, for a message.</summary>
        public string Tail => string.Join(' ', (Output + "\n" + Error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3));
    }
}
