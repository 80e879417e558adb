using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CodegenLab.Engine.Workers;

namespace CodegenLab.Cli.Hosting;

/// <summary>Starts a host that outlives this process.</summary>
internal static partial class HostStart
{
    /// <summary>Of a hook: which repository and index it is about. The host, and the tests that it runs, are about none.</summary>
    public static readonly string[] VariablesOfGit = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_EDITOR", "GIT_EXEC_PATH", "GIT_AUTHOR_DATE", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_REFLOG_ACTION"];

    public static void Start(HostPlace place, TimeSpan idle)
    {
        var start = new ProcessStartInfo(DotnetHost.Path, ["exec", typeof(HostStart).Assembly.Location, "hook", "host", "serve", place.Root, "--idle", idle.TotalMinutes.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = place.Folder,
            // Never those of git, which waits until the last one who has them is gone.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var name in VariablesOfGit)
            start.Environment.Remove(name);
        // It lives long enough for code that is called often to be compiled well.
        start.Environment["DOTNET_TC_CallCountThreshold"] = "1e";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
    }

    /// <summary>Called by the host: Ctrl+C in the terminal of who has started it is not meant for it.</summary>
    public static void LeaveTerminal()
    {
        if (!OperatingSystem.IsWindows())
            // Fails where it leads a session already, which is as good.
            _ = NewSession();
    }

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int NewSession();
}
