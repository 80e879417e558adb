using System.Reflection;
using System.Runtime.Loader;

namespace CodegenLab.Worker.Execution;

/// <summary>Holds one build of the subject with its dependencies; the shared framework and the probes stay those of the worker.</summary>
/// <param name="references">Folders and files; the first of a name counts.</param>
/// <param name="isCollectible">Can be unloaded. What emits code of its own, as mocking libraries do, works in one that cannot.</param>
/// <param name="shared">Assemblies that all contexts of the process have in common, by simple name; null: none.</param>
/// <param name="home">Folder of the subject, with a folder for each culture that it has words for; null: not known.</param>
internal sealed class SubjectLoadContext(IReadOnlyList<string> references, bool isCollectible = true, IReadOnlyDictionary<string, Assembly>? shared = null, string? home = null)
    : AssemblyLoadContext(isCollectible)
{
    private readonly Dictionary<string, string> _pathByName = IndexByName(references);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || name == typeof(Probes.Trace).Assembly.GetName().Name)
            return null;
        if (assemblyName.CultureName is { Length: > 0 } culture)
            return LoadWords(name, culture);
        if (shared is not null && shared.TryGetValue(name, out var common))
            return common;

        // A dependency that the framework has too is the framework's: types must be the same everywhere.
        return _pathByName.TryGetValue(name, out var path) && !IsFrameworkAssembly(name) ? LoadFromAssemblyPath(path) : null;
    }

    /// <summary>What is said in a culture stands in an assembly of its own, beside the one that says it.</summary>
    private Assembly? LoadWords(string name, string culture)
    {
        const string ending = ".resources";
        var speaker = name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;
        var folder = _pathByName.TryGetValue(speaker, out var path) ? Path.GetDirectoryName(path) : home;
        return folder is not null && Path.Combine(folder, culture, name + ".dll") is var words && File.Exists(words) ? LoadFromAssemblyPath(words) : null;
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
