namespace CodegenLab.Pipeline;

/// <summary>A folder of one run outside the repository, gone when the run is over, however it ends.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <exception cref="InputException">The system's folder for temporary files cannot be written.</exception>
    public ScratchFolder()
    {
        try
        {
            Path = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The folder for temporary files {System.IO.Path.GetTempPath()} cannot be written: {refused.Message.TrimEnd('.')}. Make it writable and free space on its disk, or name another one in the variable {(OperatingSystem.IsWindows() ? "TEMP" : "TMPDIR")}.");
        }
    }

    public string Path { get; }

    /// <summary>A fresh folder below.</summary>
    public string Sub(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose()
    {
        try
        {
            FolderRemoval.Remove(Path);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // A test host on its last breath still holds a file, or the tests made something undeletable; the system's temp folder is cleaned by the system.
        }
    }
}
