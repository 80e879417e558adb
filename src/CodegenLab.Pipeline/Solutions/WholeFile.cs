namespace CodegenLab.Pipeline.Solutions;

/// <summary>Writes files that are there whole or not at all, whatever happens meanwhile and whoever else writes the same.</summary>
internal static class WholeFile
{
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, byte[] content) => Reach(path, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    });

    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Reach(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written: {refused.Message.TrimEnd('.')}. Make the place writable and free space on its disk.");
        }
    }
}
