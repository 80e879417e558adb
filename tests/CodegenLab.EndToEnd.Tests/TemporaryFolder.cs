namespace CodegenLab.EndToEnd.Tests;

/// <summary>A folder outside the repository, so that its build files do not apply; deleted when done with.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private static readonly string[] BuildOutput = ["bin", "obj"];

    public string Path { get; } = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    public void Dispose()
    {
        // Windows holds the files of a program that has ended a little longer.
        for (var attempt = 1; Directory.Exists(Path); attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException && attempt < 20)
            {
                Thread.Sleep(100);
            }
        }
    }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Every file but build output, by path from the folder.</summary>
    public SortedDictionary<string, StoredFile> Files() => new(
        Walk(Path).ToDictionary(
            path => System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/'),
            path => new StoredFile(File.ReadAllText(path), File.GetLastWriteTimeUtc(path))),
        StringComparer.Ordinal);

    /// <summary>Copies a folder into this one, build output left out.</summary>
    /// <param name="into">Folder below this one.</param>
    public void Fill(string source, string into = "")
    {
        foreach (var file in Walk(source))
        {
            var copy = this[System.IO.Path.Combine(into, System.IO.Path.GetRelativePath(source, file))];
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(path => !BuildOutput.Contains(System.IO.Path.GetFileName(path))).SelectMany(Walk));
}

/// <summary>What a file was when it was looked at: equal when neither its text nor its time has changed.</summary>
internal sealed record StoredFile(string Text, DateTime Written);
