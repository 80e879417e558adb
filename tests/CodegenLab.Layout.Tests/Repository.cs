using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CodegenLab.Layout.Tests;

/// <summary>The repository these tests stand in.</summary>
internal static class Repository
{
    private static readonly string[] BuildOutput = ["bin", "obj", "TestResults"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Path from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Full paths, build output and the solutions under tests/subjects left out, in a stable order.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var subjects = Path.Combine(Root, "tests", "subjects");
        return Walk(Path.Combine(Root, folder)).Order(StringComparer.Ordinal);

        IEnumerable<string> Walk(string at)
        {
            if (at == subjects || BuildOutput.Contains(Path.GetFileName(at)))
                return [];

            return Directory.EnumerateFiles(at, pattern).Concat(Directory.EnumerateDirectories(at).SelectMany(Walk));
        }
    }

    /// <summary>What git would commit, relative to the root: tracked files and new ones that are not ignored. Null where there is no git or no checkout.</summary>
    public static IReadOnlyList<string>? Committed()
    {
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-c", "core.quotePath=off", "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var complaints = git.StandardError.ReadToEndAsync();
            var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            _ = complaints.Result;
            return git.ExitCode == 0 ? files : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
