using System.Security.Cryptography;

namespace CodegenLab.Engine.Memory;

/// <summary>
/// What is kept on disk from run to run, such as instrumented projects and found suites, by a key of all that goes into it. Several processes may use one folder at once: a file is there whole or not at all, and one that somebody takes away is only made again.
/// </summary>
/// <param name="folder">Theirs alone.</param>
/// <param name="mostBytes">Of all files together. Those that were not used for the longest time go first.</param>
public sealed class KeptFiles(string folder, long mostBytes = 128L << 20)
{
    private const string Extension = ".kept";

    private static readonly TimeSpan CutOff = TimeSpan.FromHours(1);

    /// <summary>How often something was there.</summary>
    public int Found { get; private set; }

    /// <summary>Null: it is not kept, or what is there was damaged.</summary>
    public byte[]? Find(string key)
    {
        var path = PathOf(key);
        try
        {
            var file = File.ReadAllBytes(path);
            if (file.Length < SHA256.HashSizeInBytes || !SHA256.HashData(file.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(file.AsSpan(0, SHA256.HashSizeInBytes)))
            {
                File.Delete(path);
                return null;
            }

            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            Found++;
            return file[SHA256.HashSizeInBytes..];
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Leaves something to later processes.</summary>
    /// <param name="key">Fit for the name of a file.</param>
    public void Keep(string key, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var temporary = Path.Combine(folder, Path.GetRandomFileName() + ".tmp");
            try
            {
                File.WriteAllBytes(temporary, [.. SHA256.HashData(content), .. content]);
                File.Move(temporary, PathOf(key), overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }

            MakeRoom();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Not kept: the next process finds it out itself, no more.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + Extension);

    private void MakeRoom()
    {
        foreach (var left in new DirectoryInfo(folder).GetFiles("*.tmp").Where(file => DateTime.UtcNow - file.LastWriteTimeUtc > CutOff))
            left.Delete();
        var size = 0L;
        foreach (var file in new DirectoryInfo(folder).GetFiles("*" + Extension).OrderByDescending(file => file.LastWriteTimeUtc))
        {
            size += file.Length;
            if (size > mostBytes)
                file.Delete();
        }
    }
}
