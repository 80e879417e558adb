namespace CodegenLab.Pipeline.Tests.Solutions;

/// <summary>A folder of files a test writes, deleted afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("codegen-lab-tests-").FullName;

    public string Path { get; }

    public string Write(string file, string content = "")
    {
        var path = At(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Replace(string file, string old, string replacement)
    {
        var text = File.ReadAllText(At(file));
        Assert.That(text, Does.Contain(old));
        Write(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public string At(string file) => System.IO.Path.Combine(Path, file.Replace('/', System.IO.Path.DirectorySeparatorChar));

    public void Dispose() => FolderRemoval.Remove(Path);
}
