namespace CodegenLab.Bench;

/// <summary>The repository this program lies in.</summary>
internal static class Clone
{
    public static string Root()
    {
        var root = Path.GetFullPath(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root, "CodegenLab.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Run this from a clone.");
        return root;
    }
}
