using System.Reflection;
using System.Runtime.Loader;

namespace CodegenLab.Worker.Execution;

/// <summary>Holds one build of the subject with its dependencies; the shared framework and the probes stay those of the worker.</summary>
/// <param name="references">Folders and files; the first of a name counts.</param>
/// <param name="isCollectible">Can be unloaded. What emits code of its own, as mocking libraries do, works in one that cannot.</param>
/// <param name="shared">Assemblies that all contexts of the process have in common, by simple name; null: none.</param>
internal sealed class SubjectLoadContext(IReadOnlyList<string> references, bool isCollectible = true, IReadOnlyDictionary<string, Assembly>? shared = null)
    : AssemblyLoadContext(isCollectible)
{
    private readonly Dictionary<string, string> _pathByName = IndexByName(references);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || name == typeof(Probes.Trace).Assembly.GetName().Name)
            return null;
        if (shared is not null && shared.TryGetValue(name, out var common))
            return common;

        // A dependency that the framework has too is the framework's: types must be the same everywhere.
        return _pathByName.TryGetValue(name, out var path) && !IsFrameworkAssembly(name) ? LoadFromAssemblyPath(path) : null;
    }

    private static bool IsFrameworkAssembly(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    private static Dictionary<string, string> IndexByName(IReadOnlyList<string> references)
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in references)
        {
            if (Directory.Exists(reference))
            {
                foreach (var file in Directory.EnumerateFiles(reference, "*.dll").Order(StringComparer.Ordinal))
                    paths.TryAdd(Path.GetFileNameWithoutExtension(file), file);
            }
            else
            {
                paths.TryAdd(Path.GetFileNameWithoutExtension(reference), reference);
            }
        }

        return paths;
    }
}
