namespace CodegenLab.Pipeline.Solutions;

/// <summary>The folder <c>.codegen-lab</c> beside the solution: what may be deleted at any time.</summary>
public static class StateFolder
{
    public const string Name = ".codegen-lab";

    /// <summary>Makes the folder where there is none, so that git ignores it.</summary>
    /// <exception cref="InputException">It cannot be made.</exception>
    internal static void Create(string folder)
    {
        if (Directory.Exists(folder))
            return;
        WholeFile.Reach(folder, () =>
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, ".gitignore"), "*\n");
        });
    }
}
