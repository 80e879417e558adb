using CodegenLab.Engine.Workers;

namespace CodegenLab.Cli.Hosting;

/// <summary>Which SDKs there are, and which one a folder asks for: MSBuild is loaded once, so that a process can serve one SDK only.</summary>
internal static class InstalledSdks
{
    /// <returns>The same text: the same SDK is used.</returns>
    public static string Names(string root)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(DotnetHost.Path)) ?? "", "sdk");
        var installed = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal) : Enumerable.Empty<string?>();
        var asked = Path.Combine(root, "global.json");
        return string.Join('\n', [.. installed, File.Exists(asked) ? File.ReadAllText(asked) : ""]);
    }
}
