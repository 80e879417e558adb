using System.IO.Pipes;
using System.Security.Cryptography;
using System.Text;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Cli.Hosting;

/// <summary>Where the host of a work tree is to be found: one for each, and for this user alone.</summary>
/// <param name="Root">Of the work tree.</param>
/// <param name="Folder">Of sockets and locks, which nobody else may look into.</param>
internal sealed record HostPlace(string Root, string Folder)
{
    /// <summary>A socket's path has to fit into 104 bytes on macOS, 108 on Linux.</summary>
    private const int LongestSocket = 100;

    private string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)).AsSpan(0, 8));

    /// <summary>A path where pipes are sockets.</summary>
    public string PipeName => OperatingSystem.IsWindows() ? $"codegen-lab-{Environment.UserName}-{Key}" : Path.Combine(Folder, Key + ".sock");

    /// <summary>Held by the host for as long as it lives.</summary>
    public string LockFile => Path.Combine(Folder, Key + ".lock");

    public string LogFile => Path.Combine(Root, StateFolder.Name, "hook-host.log");

    /// <summary>The folder of this user.</summary>
    /// <returns>Null: it cannot be made, or somebody else can look into it.</returns>
    public static HostPlace? Of(string root)
    {
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var usual = Path.Combine(Path.GetTempPath(), $"codegen-lab-{Environment.UserName}");
        foreach (var folder in OperatingSystem.IsWindows() || !Directory.Exists(runtime) ? [usual] : new[] { Path.Combine(runtime, "codegen-lab"), usual })
        {
            if (In(root, folder) is { } place)
                return place;
        }

        return null;
    }

    /// <param name="folder">Made where there is none.</param>
    public static HostPlace? In(string root, string folder)
    {
        var place = new HostPlace(root, folder);
        if (!OperatingSystem.IsWindows() && Encoding.UTF8.GetByteCount(place.PipeName) > LongestSocket)
            return null;
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
                return place;
            }

            const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(folder, mine);
            // Somebody else may have made it before, for all to write into, or as a link to elsewhere.
            return File.GetUnixFileMode(folder) == mine && new DirectoryInfo(folder).LinkTarget is null ? place : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Listens; the peer has to be the same user.</summary>
    public NamedPipeServerStream Listen()
    {
        var server = new NamedPipeServerStream(PipeName, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PipeName, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return server;
    }

    /// <param name="patience">For a host that is about to come.</param>
    /// <returns>Null: there is none.</returns>
    public async Task<HostLine?> CallAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows() && patience == TimeSpan.Zero && !File.Exists(PipeName))
            return null;
        var client = new NamedPipeClientStream(".", PipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            await client.ConnectAsync(patience, cancellationToken);
            return new HostLine(client);
        }
        catch (Exception absent) when (absent is TimeoutException or IOException or UnauthorizedAccessException)
        {
            await client.DisposeAsync();
            return null;
        }
        catch (OperationCanceledException)
        {
            await client.DisposeAsync();
            throw;
        }
    }
}
