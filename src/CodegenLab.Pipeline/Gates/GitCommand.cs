using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using CodegenLab.Engine.Workers;

namespace CodegenLab.Pipeline.Gates;

/// <summary>Runs <c>git</c>; <see cref="GitCommand.RunAsync"/> is the real one.</summary>
public delegate Task<GitOutcome> RunGit(IReadOnlyList<string> arguments, string workingFolder, CancellationToken cancellationToken);

/// <summary>A <c>git</c> command that ended.</summary>
/// <param name="Output">Standard output as it is: line ends and nulls have a meaning.</param>
/// <param name="Error">Standard error.</param>
public sealed record GitOutcome(int ExitCode, string Output, string Error);

/// <summary>Runs the <c>git</c> command line so that it answers in English, asks nobody, and takes no lock that it does not need.</summary>
public static class GitCommand
{
    /// <exception cref="InputException">There is no git.</exception>
    /// <exception cref="OperationCanceledException">After the command was ended.</exception>
    public static async Task<GitOutcome> RunAsync(IReadOnlyList<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = workingFolder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                CreateNoWindow = true,
                StandardOutputEncoding = new UTF8Encoding(false),
                StandardErrorEncoding = new UTF8Encoding(false),
                Environment = { ["LC_ALL"] = "C", ["GIT_OPTIONAL_LOCKS"] = "0", ["GIT_TERMINAL_PROMPT"] = "0", ["GIT_PAGER"] = "cat" },
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception notStarted)
        {
            throw new InputException($"What was changed is known to git, and the command 'git' cannot be started ({notStarted.Message}). Install it and put it on the PATH.");
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            ProcessTree.End(process);
            throw;
        }

        return new GitOutcome(process.ExitCode, await output, await error);
    }
}
