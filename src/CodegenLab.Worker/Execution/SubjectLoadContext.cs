using System.Reflection;
using System.Runtime.Loader;

namespace CodegenLab.Worker.Execution;

/// <summary>Holds one build of the subject with its dependencies; the shared framework and the probes stay those of the worker.</summary>
internal sealed class SubjectLoadContext(IReadOnlyList<string> references) : AssemblyLoadContext(isCollectible: true)
{
    private readonly Dictionary<string, string> _pathByName = IndexByName(references);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || name == typeof(Probes.Trace).Assembly.GetName().Name)
            return null;

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
