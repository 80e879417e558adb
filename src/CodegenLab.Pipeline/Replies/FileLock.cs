using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Replies;

/// <summary>Held by one process at a time, and let go by the system when that ends, however it does.</summary>
internal static class FileLock
{
    /// <summary>How systems say that somebody else holds it: EWOULDBLOCK of Linux and of macOS, sharing and lock violations of Windows.</summary>
    private static readonly int[] SharingErrors = [11, 35, 32, 33];

    /// <summary>Whoever holds it asks a model meanwhile.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whoever holds it writes a line meanwhile.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits until nobody else holds it. The file is gone when the lock is.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        WholeFile.Reach(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        while (true)
        {
            FileStream? held = null;
            WholeFile.Reach(path, () => held = Try(path, FileOptions.DeleteOnClose));
            if (held is not null)
                return held;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Waits a moment at most. The file stays, so that not even a process that comes at the very end of another finds a lock of its own.</summary>
    /// <returns>Null: somebody else holds it all the time.</returns>
    public static IDisposable? TakeSoon(string path, TimeSpan patience)
    {
        for (var waited = TimeSpan.Zero; waited < patience; waited += ShortPause)
        {
            if (Try(path, FileOptions.None) is { } held)
                return held;
            Thread.Sleep(ShortPause);
        }

        return null;
    }

    private static FileStream? Try(string path, FileOptions options)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (IOException held) when (SharingErrors.Contains(held.HResult & 0xFFFF))
        {
            return null;
        }
    }
}
