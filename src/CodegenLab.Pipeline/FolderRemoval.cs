namespace CodegenLab.Pipeline;

/// <summary>Deletes a folder that another program was using a moment ago: Windows holds its files a little longer than the program lives.</summary>
internal static class FolderRemoval
{
    private const int Attempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Deletes it with everything in it; one that is not there is fine.</summary>
    /// <exception cref="IOException">Something in it stays in use.</exception>
    /// <exception cref="UnauthorizedAccessException">Something in it may not be deleted, or, on Windows, is a program or library that still runs.</exception>
    public static void Remove(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException && attempt < Attempts && Directory.Exists(folder))
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
