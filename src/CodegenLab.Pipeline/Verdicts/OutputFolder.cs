namespace CodegenLab.Pipeline.Verdicts;

/// <summary>Copies a build's output, so that the user's own is never changed.</summary>
internal static class OutputFolder
{
    /// <summary>Whatever lies at <paramref name="target"/> is replaced.</summary>
    public static void Copy(string source, string target)
    {
        FolderRemoval.Remove(target);
        foreach (var folder in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories).Prepend(source))
            Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(source, folder)));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(target, Path.GetRelativePath(source, file)));
    }
}
