namespace CodegenLab.Worker.Hosting;

/// <summary>Where the files of one worker process are.</summary>
/// <param name="Path">A folder of its own.</param>
public sealed record WorkerFolder(string Path)
{
    /// <summary>Argument behind the folder: no confinement.</summary>
    public const string Unconfined = "--unconfined";

    /// <summary>The job as JSON.</summary>
    public string Job => System.IO.Path.Combine(Path, "job.json");

    public string Journal => System.IO.Path.Combine(Path, "journal");

    /// <summary>Which shared frameworks the process runs on.</summary>
    public string RuntimeConfiguration => System.IO.Path.Combine(Path, "worker.runtimeconfig.json");

    /// <summary>The subject's working folder, home and place for temporary files.</summary>
    public string Private => System.IO.Path.Combine(Path, "private");
}
