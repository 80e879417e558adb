namespace CodegenLab.Bench;

/// <summary>Keeps what every process said, a file each.</summary>
internal sealed class LogFolder(string path)
{
    public LogFolder Of(string subject) => new(Path.Combine(path, subject));

    public string For(string name)
    {
        Directory.CreateDirectory(path);
        return Path.Combine(path, name + ".log");
    }
}
