using System.Reflection;
using System.Runtime.Loader;

namespace CodegenLab.Worker.Suites;

/// <summary>The test assembly with its dependencies as its own <c>.deps.json</c> names them, instrumented assemblies in the place of theirs; statics of its own.</summary>
/// <param name="assembly">The test assembly in its output folder.</param>
/// <param name="builds">Instrumented assemblies.</param>
/// <remarks>Not collectible: what emits code of its own, as mocking libraries do, refuses such a context.</remarks>
internal sealed class SuiteLoadContext(string assembly, IEnumerable<string> builds) : AssemblyLoadContext("Suite")
{
    private readonly AssemblyDependencyResolver _resolver = new(assembly);
    private readonly string _folder = Path.GetDirectoryName(assembly)!;
    private readonly Dictionary<string, string> _builds = builds.ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    public Assembly LoadTests() => LoadFromAssemblyPath(assembly);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || name == typeof(Probes.Trace).Assembly.GetName().Name)
            return null;
        if (_builds.TryGetValue(name, out var build))
            return LoadFromAssemblyPath(build);

        var path = _resolver.ResolveAssemblyToPath(assemblyName) ?? Path.Combine(_folder, name + ".dll");
        return File.Exists(path) && !IsOlderThanFramework(name, path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    /// <summary>Of what both have, the newer one counts, as it does for a program of its own.</summary>
    private static bool IsOlderThanFramework(string name, string path) =>
        Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll") is var framework && File.Exists(framework)
        && AssemblyName.GetAssemblyName(path).Version <= AssemblyName.GetAssemblyName(framework).Version;
}
