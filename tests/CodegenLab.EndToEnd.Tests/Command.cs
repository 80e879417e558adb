using System.Diagnostics;
using System.Text;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>A process that ended.</summary>
internal sealed record CommandOutcome(string CommandLine, int ExitCode, string Output, string Complaints)
{
    /// <summary>This outcome, after the test failed unless the process returned 0.</summary>
    public CommandOutcome Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, $"{CommandLine}\n{Output}\n{Complaints}");
        return this;
    }
}

/// <summary>Runs a process as a user at a prompt would.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static Task<CommandOutcome> DotnetAsync(string folder, params string[] arguments) => RunAsync("dotnet", folder, NoVariables, arguments);

    /// <param name="variables">Added to this process's environment.</param>
    public static async Task<CommandOutcome> RunAsync(string file, string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        // The test host's own build variables would send the command to the wrong targets.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // Build servers outlive the command and would keep our pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var complaints = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new CommandOutcome($"{file} {string.Join(' ', arguments)}", process.ExitCode, await output, await complaints);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static readonly Dictionary<string, string> NoVariables = [];
}
