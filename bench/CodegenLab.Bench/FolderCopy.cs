namespace CodegenLab.Bench;

/// <summary>Copies a folder without what is made or belongs to tools.</summary>
internal static class FolderCopy
{
    private static readonly string[] NotCopied = [".git", ".vs", "bin", "obj", "TestResults"];

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from).Where(folder => !NotCopied.Contains(Path.GetFileName(folder))))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
