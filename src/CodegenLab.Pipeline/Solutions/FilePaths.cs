namespace CodegenLab.Pipeline.Solutions;

/// <summary>How this machine's file system compares paths.</summary>
internal static class FilePaths
{
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Looks at every entry that may be looked at: others' private folders are no reason to give up.</summary>
    public static EnumerationOptions Accessible { get; } = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    public static bool IsInside(string path, string folder) =>
        path.StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
            ReferenceEquals(Comparer, StringComparer.Ordinal) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The path as it is seen from a folder, when one of the two was named by way of a symbolic link: compilers and git say where the link leads.
    /// On macOS every temporary folder is such a one.
    /// </summary>
    public static string SeenFrom(string folder, string path)
    {
        if (IsInside(path, folder))
            return path;
        var realFolder = Real(folder);
        var realPath = IsInside(path, realFolder) ? path : Real(path);
        return IsInside(realPath, realFolder) ? Path.Combine(folder, Path.GetRelativePath(realFolder, realPath)) : path;
    }

    /// <summary>Without symbolic links.</summary>
    private static string Real(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var folder = Real(parent);
        var here = Path.Combine(folder, Path.GetFileName(path));
        return new DirectoryInfo(here).LinkTarget is { } target ? Real(Path.GetFullPath(target, folder)) : here;
    }

    /// <summary>Solution files are written with either separator.</summary>
    public static string WithNativeSeparators(string path) => path.Replace('\\', Path.DirectorySeparatorChar);

    /// <summary>The folder and those above it, nearest first.</summary>
    public static IEnumerable<string> Upward(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
            yield return current.FullName;
    }
}
