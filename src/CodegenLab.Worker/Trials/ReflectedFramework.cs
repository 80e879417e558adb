using System.Reflection;

namespace CodegenLab.Worker.Trials;

/// <summary>A framework whose tests are called by reflection; its attributes and assertions are its own, loaded anew with each draft.</summary>
internal sealed class ReflectedFramework(Func<Assembly, Type, FailureReader, IDraftClass> load) : ITestFramework
{
    private static readonly Dictionary<string, Assembly> None = [];

    public IReadOnlyDictionary<string, Assembly> Assemblies => None;

    public IDraftClass Load(Assembly draft, Type type, FailureReader failures) => load(draft, type, failures);
}
