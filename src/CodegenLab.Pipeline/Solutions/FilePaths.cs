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

    /// <summary>Solution files are written with either separator.</summary>
    public static string WithNativeSeparators(string path) => path.Replace('\\', Path.DirectorySeparatorChar);

    /// <summary>The folder and those above it, nearest first.</summary>
    public static IEnumerable<string> Upward(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
            yield return current.FullName;
    }
}
