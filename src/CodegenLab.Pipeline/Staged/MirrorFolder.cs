namespace CodegenLab.Pipeline.Staged;

/// <summary>
/// An output folder once more, beside the original so that paths from it lead to the same places, with some assemblies replaced. The rest are links, where the system lets us make them,
/// else copies. Deleted when done with.
/// </summary>
internal sealed class MirrorFolder : IDisposable
{
    private readonly HashSet<string> _replaced = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _original;

    /// <param name="original">Where a build has put a test assembly.</param>
    public MirrorFolder(string original)
    {
        _original = System.IO.Path.TrimEndingDirectorySeparator(original);
        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_original)!, $".codegen-lab-{System.IO.Path.GetFileName(_original)}-{System.IO.Path.GetRandomFileName()}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Replace(string fileName, byte[] content)
    {
        _replaced.Add(fileName);
        File.WriteAllBytes(System.IO.Path.Combine(Path, fileName), content);
    }

    /// <summary>Adds what was not replaced.</summary>
    public void Fill()
    {
        foreach (var entry in new DirectoryInfo(_original).EnumerateFileSystemInfos().Where(entry => !_replaced.Contains(entry.Name)))
        {
            var place = System.IO.Path.Combine(Path, entry.Name);
            try
            {
                if (entry is DirectoryInfo)
                    Directory.CreateSymbolicLink(place, entry.FullName);
                else
                    File.CreateSymbolicLink(place, entry.FullName);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Windows lets only some users make links.
                Copy(entry, place);
            }
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // A process that a test has started still holds a file: it stays in the output folder.
        }
    }

    private static void Copy(FileSystemInfo entry, string place)
    {
        if (entry is FileInfo file)
        {
            file.CopyTo(place);
            return;
        }

        Directory.CreateDirectory(place);
        foreach (var inner in ((DirectoryInfo)entry).EnumerateFileSystemInfos())
            Copy(inner, System.IO.Path.Combine(place, inner.Name));
    }
}
