using System.Collections;
using System.Reflection;
using System.Runtime.Loader;

namespace CodegenLab.Worker.Trials;

/// <summary>
/// NUnit as the draft references it, whichever version, through what it keeps stable for foreign drivers: strings, XML and a few interfaces. Loaded once per process,
/// because compiling it to machine code costs more than running tests.
/// </summary>
internal sealed class NUnitFramework : ITestFramework
{
    private const string Main = "nunit.framework";
    private const string Family = "nunit.";

    private readonly Type _controller;
    private readonly PropertyInfo _runner;
    private readonly MethodInfo _run;
    private readonly MethodInfo _filterOf;
    private readonly object _silence;
    private readonly PropertyInfo _state;
    private readonly PropertyInfo _status;

    /// <param name="references">Files and folders, nunit.framework.dll among them.</param>
    /// <exception cref="FileNotFoundException">It is not.</exception>
    public NUnitFramework(IEnumerable<string> references)
    {
        var context = new AssemblyLoadContext("NUnit");
        var paths = references.SelectMany(Files).Where(IsOfFamily).DistinctBy(Path.GetFileNameWithoutExtension).OrderBy(path => Path.GetFileNameWithoutExtension(path).Length).ToList();
        Assemblies = paths.ToDictionary(path => Path.GetFileNameWithoutExtension(path), context.LoadFromAssemblyPath, StringComparer.OrdinalIgnoreCase);
        if (!Assemblies.TryGetValue(Main, out var main))
            throw new FileNotFoundException($"No {Main}.dll among the references.");

        _controller = TypeOf("Api.FrameworkController");
        _runner = _controller.GetProperty("Runner")!;
        _run = TypeOf("Api.ITestAssemblyRunner").GetMethod("Run")!;
        _filterOf = TypeOf("Internal.TestFilter").GetMethod("FromXml", [typeof(string)])!;
        _silence = TypeOf("Internal.TestListener").GetProperty("NULL")!.GetValue(null)!;
        _state = TypeOf("Interfaces.ITestResult").GetProperty("ResultState")!;
        _status = TypeOf("Interfaces.ResultState").GetProperty("Status")!;

        Type TypeOf(string name) => main.GetType("NUnit.Framework." + name, throwOnError: true)!;
    }

    public IReadOnlyDictionary<string, Assembly> Assemblies { get; }

    public IDraftClass Load(Assembly draft, Type type, FailureReader failures) => new NUnitClass(this, draft, type, failures);

    /// <summary>What drives the tests of one class, nothing loaded yet.</summary>
    /// <param name="fixture">Full name of the class.</param>
    public TestController Open(Assembly draft, string fixture)
    {
        var settings = new Dictionary<string, object>
        {
            ["LOAD"] = new List<string> { fixture },
            ["NumberOfTestWorkers"] = 0,
            ["RunOnMainThread"] = true,
            ["SynchronousEvents"] = true,
            ["RandomSeed"] = 1,
            ["WorkDirectory"] = Environment.CurrentDirectory,
        };
        var controller = _controller.GetConstructor([typeof(Assembly), typeof(string), typeof(IDictionary)])!.Invoke([draft, "", settings]);
        return new TestController(
            Bind<Func<string>>(controller, "LoadTests"),
            Bind<Func<string, string>>(controller, "ExploreTests", typeof(string)),
            Bind<Func<string, string>>(controller, "RunTests", typeof(string)),
            filter => Status(controller, filter));
    }

    /// <summary>Without the XML, which takes five times as long as to run a small test.</summary>
    private string Status(object controller, string filter)
    {
        var result = _run.Invoke(_runner.GetValue(controller), [_silence, _filterOf.Invoke(null, [filter])]);
        return _status.GetValue(_state.GetValue(result))!.ToString()!;
    }

    private static T Bind<T>(object controller, string method, params Type[] parameters) where T : Delegate =>
        controller.GetType().GetMethod(method, parameters)!.CreateDelegate<T>(controller);

    private static IEnumerable<string> Files(string reference) =>
        Directory.Exists(reference) ? Directory.EnumerateFiles(reference, Family + "*.dll").Order(StringComparer.Ordinal) : [reference];

    private static bool IsOfFamily(string path) => Path.GetFileName(path).StartsWith(Family, StringComparison.OrdinalIgnoreCase);
}

/// <summary>NUnit's FrameworkController: XML out, filters in XML in.</summary>
/// <param name="Status">Runs as well, and says only "Passed" or otherwise.</param>
internal sealed record TestController(Func<string> Load, Func<string, string> Explore, Func<string, string> Run, Func<string, string> Status);
