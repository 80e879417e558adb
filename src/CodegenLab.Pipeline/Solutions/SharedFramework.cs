using System.Collections.Concurrent;
using System.Reflection;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>The shared framework this process, and so a worker, runs on.</summary>
internal static class SharedFramework
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly ConcurrentDictionary<string, bool> Known = new(FilePaths.Comparer);

    /// <summary>A package for older targets brings an assembly that the framework has in the same or a newer version.</summary>
    public static bool Supersedes(string assembly) => Known.GetOrAdd(assembly, static path =>
    {
        var own = Path.Combine(Folder, Path.GetFileName(path));
        return File.Exists(own)
            && File.Exists(path)
            && AssemblyName.GetAssemblyName(own).Version >= AssemblyName.GetAssemblyName(path).Version;
    });
}
