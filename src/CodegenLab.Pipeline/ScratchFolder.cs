namespace CodegenLab.Pipeline;

/// <summary>A folder of one run outside the repository, gone when the run is over, however it ends.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    /// <summary>A fresh folder below.</summary>
    public string Sub(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A test host on its last breath still holds a file; the system's temp folder is cleaned by the system.
        }
    }
}
