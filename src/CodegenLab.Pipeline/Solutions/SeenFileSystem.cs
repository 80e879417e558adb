using Microsoft.Build.FileSystem;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>The file system as MSBuild evaluates projects on it, with a note of all that it asks.</summary>
/// <param name="own">Folder of .NET itself: what it holds goes with its version, which is noted once.</param>
/// <remarks>Touch this type only after <see cref="InstalledSdk.Register"/>.</remarks>
internal sealed class SeenFileSystem(SeenFiles seen, string own) : MSBuildFileSystemBase
{
    public override bool FileExists(string path)
    {
        Look(path);
        return base.FileExists(path);
    }

    public override bool DirectoryExists(string path)
    {
        Look(path);
        return base.DirectoryExists(path);
    }

    public override bool FileOrDirectoryExists(string path)
    {
        Look(path);
        return base.FileOrDirectoryExists(path);
    }

    public override FileAttributes GetAttributes(string path)
    {
        Look(path);
        return base.GetAttributes(path);
    }

    public override IEnumerable<string> EnumerateFiles(string path, string searchPattern = "*", SearchOption searchOption = SearchOption.TopDirectoryOnly)
    {
        List(path, searchPattern, ListedKind.Files, searchOption);
        return base.EnumerateFiles(path, searchPattern, searchOption);
    }

    public override IEnumerable<string> EnumerateDirectories(string path, string searchPattern = "*", SearchOption searchOption = SearchOption.TopDirectoryOnly)
    {
        List(path, searchPattern, ListedKind.Folders, searchOption);
        return base.EnumerateDirectories(path, searchPattern, searchOption);
    }

    public override IEnumerable<string> EnumerateFileSystemEntries(string path, string searchPattern = "*", SearchOption searchOption = SearchOption.TopDirectoryOnly)
    {
        List(path, searchPattern, ListedKind.Both, searchOption);
        return base.EnumerateFileSystemEntries(path, searchPattern, searchOption);
    }

    public override TextReader ReadFile(string path)
    {
        Read(path);
        return base.ReadFile(path);
    }

    public override Stream GetFileStream(string path, FileMode mode, FileAccess access, FileShare share)
    {
        Read(path);
        return base.GetFileStream(path, mode, access, share);
    }

    public override string ReadFileAllText(string path)
    {
        Read(path);
        return base.ReadFileAllText(path);
    }

    public override byte[] ReadFileAllBytes(string path)
    {
        Read(path);
        return base.ReadFileAllBytes(path);
    }

    public override DateTime GetLastWriteTimeUtc(string path)
    {
        Read(path);
        return base.GetLastWriteTimeUtc(path);
    }

    private void Look(string path)
    {
        if (!IsOwn(path))
            seen.Look(path);
    }

    private void List(string folder, string pattern, ListedKind kind, SearchOption depth)
    {
        if (!IsOwn(folder))
            seen.List(folder, pattern, kind, depth == SearchOption.AllDirectories);
    }

    private void Read(string path)
    {
        if (!IsOwn(path))
            seen.Read(path);
    }

    private bool IsOwn(string path) => FilePaths.IsInside(path, own);
}
