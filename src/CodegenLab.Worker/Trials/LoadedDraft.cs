using System.Reflection;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Trials;

/// <summary>The draft, loaded beside one build of the subject; both with statics of their own.</summary>
internal sealed class LoadedDraft
{
    private readonly ITestFramework _framework;
    private readonly Assembly _assembly;
    private readonly Dictionary<string, Type> _types;
    private readonly FailureReader _failures;
    private readonly Dictionary<string, IDraftClass> _classes = [];

    public LoadedDraft(ITestFramework framework, TrialJob job, Build build)
    {
        _framework = framework;
        // The first of a name counts: the build stands before the original, should a folder hold that.
        var context = new SubjectLoadContext([build.Path, .. job.References], isCollectible: false, framework.Assemblies);
        _assembly = context.LoadFromAssemblyPath(Path.GetFullPath(job.Draft));
        _types = TypesOf(_assembly).Where(type => type.FullName is not null).GroupBy(type => type.FullName!.Replace('+', '.')).ToDictionary(group => group.Key, group => group.First());
        _failures = new FailureReader(_types.Keys);
    }

    /// <summary>Whether <see cref="Load"/> has something to do.</summary>
    public bool IsNew(string method) => _types.ContainsKey(TrialJob.ClassOf(method)) && !_classes.ContainsKey(TrialJob.ClassOf(method));

    /// <summary>Lets the framework find the tests in the class of a method, which may run code of the draft.</summary>
    public void Load(string method)
    {
        var name = TrialJob.ClassOf(method);
        _classes.Add(name, _framework.Load(_assembly, _types[name], _failures));
    }

    /// <param name="method">"Namespace.Class.Method", whose class is loaded if it exists.</param>
    public TrialEnd Run(string method) =>
        _classes.TryGetValue(TrialJob.ClassOf(method), out var loaded) ? loaded.Run(method[(method.LastIndexOf('.') + 1)..]) : TrialEnd.NotFound;

    /// <summary>The same, when only that matters, of a method that has passed.</summary>
    public bool Passes(string method) => _classes[TrialJob.ClassOf(method)].Passes(method[(method.LastIndexOf('.') + 1)..]);

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException incomplete)
        {
            return incomplete.Types.OfType<Type>();
        }
    }
}
