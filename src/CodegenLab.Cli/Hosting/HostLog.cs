using System.Globalization;

namespace CodegenLab.Cli.Hosting;

/// <summary>What a host did, for who wonders. Two files of at most the given size: the older one is dropped.</summary>
/// <param name="file">The newer one.</param>
/// <param name="mostBytes">Of each.</param>
internal sealed class HostLog(string file, long mostBytes, TimeProvider clock)
{
    private readonly Lock _gate = new();

    public void Write(string text)
    {
        lock (_gate)
        {
            try
            {
                if (new FileInfo(file) is { Exists: true } log && log.Length + text.Length > mostBytes)
                    File.Move(file, file + ".old", overwrite: true);
                var time = clock.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
                File.AppendAllText(file, $"{time} [{Environment.ProcessId}] {(text.Length > mostBytes / 2 ? text[..(int)(mostBytes / 2)] : text)}\n");
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // A log that cannot be written is no reason to end.
            }
        }
    }
}
